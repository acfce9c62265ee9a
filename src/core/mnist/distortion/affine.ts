import type { DistortionSettings } from '../../recipe/distortion-settings'
import type { InkPlane } from './ink-plane'

/**
 * An affine map of the plane, in pixels from the middle of the image: x to the right, y down. It says
 * where ink goes: `x' = xx·x + xy·y + x0`, `y' = yx·x + yy·y + y0`.
 */
export interface Affine {
  readonly xx: number
  readonly xy: number
  readonly yx: number
  readonly yy: number
  readonly x0: number
  readonly y0: number
}

/** Numbers that {@link drawnAffine} takes. */
export const AFFINE_DRAWS = 6

/** Ink may come so far from the middle of the 32×32 image: its edges, less a pixel of paper. */
const REACH = 15

/**
 * The map of one image: scaled, squeezed, slanted, turned and at last moved.
 *
 * @param draws - Six numbers in -1..1, in which strengths are drawn.
 */
export function drawnAffine(settings: DistortionSettings, draws: Float64Array): Affine {
  const size = settings.scaling * draws[0]!
  const squeeze = (settings.squeezing / 2) * draws[1]!
  const slant = settings.shear * draws[2]!
  const angle = (settings.rotation * draws[3]! * Math.PI) / 180
  const width = Math.exp(size + squeeze)
  const height = Math.exp(size - squeeze)
  const cos = Math.cos(angle)
  const sin = Math.sin(angle)
  return {
    xx: cos * width,
    xy: (cos * slant - sin) * height,
    yx: sin * width,
    yy: (sin * slant + cos) * height,
    x0: settings.translation * draws[4]!,
    y0: settings.translation * draws[5]!,
  }
}

/**
 * The same map, moved no farther than leaves the box of the ink a pixel within the 32×32 image; a
 * box that is too large for that is put in the middle.
 */
export function keptInside(map: Affine, ink: InkPlane): Affine {
  const middleX = (ink.left + ink.right) / 2
  const middleY = (ink.top + ink.bottom) / 2
  const halfX = (ink.right - ink.left) / 2
  const halfY = (ink.bottom - ink.top) / 2
  const x = map.xx * middleX + map.xy * middleY
  const y = map.yx * middleX + map.yy * middleY
  const roomX = Math.max(0, REACH - Math.abs(map.xx) * halfX - Math.abs(map.xy) * halfY)
  const roomY = Math.max(0, REACH - Math.abs(map.yx) * halfX - Math.abs(map.yy) * halfY)
  return {
    ...map,
    x0: Math.min(roomX, Math.max(-roomX, map.x0 + x)) - x,
    y0: Math.min(roomY, Math.max(-roomY, map.y0 + y)) - y,
  }
}

/** The map back. @throws {RangeError} If everything is mapped to a line or a point. */
export function inverse({ xx, xy, yx, yy, x0, y0 }: Affine): Affine {
  const area = xx * yy - xy * yx
  if (area === 0) throw new RangeError('inverse: needs a map that keeps areas, got a flat one')
  return {
    xx: yy / area,
    xy: -xy / area,
    yx: -yx / area,
    yy: xx / area,
    x0: (xy * y0 - yy * x0) / area,
    y0: (yx * x0 - xx * y0) / area,
  }
}
