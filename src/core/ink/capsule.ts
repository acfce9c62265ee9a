/** Two discs and everything between them, in raster pixels: one segment of a stroke. */
export interface Capsule {
  readonly x0: number
  readonly y0: number
  readonly radius0: number
  readonly x1: number
  readonly y1: number
  readonly radius1: number
}

/** Half the width of the anti-aliased rim: coverage falls from 1 to 0 over one pixel. */
const RIM = 0.5

/**
 * Lays a capsule on a raster. A pixel's coverage is 0.5 − its centre's signed distance to the
 * capsule's edge, within 0..1. A pen raises ink to the coverage, an eraser lowers it to 1 − coverage;
 * both can be repeated without effect, so overlapping segments of a stroke leave no seams.
 *
 * @param ink - Row-major, `width` columns, changed in place.
 * @param capsule - Radii at least 0.5; coordinates finite, and may lie outside the raster.
 * @see Inigo Quilez, "2D distance functions", uneven capsule.
 */
export function layCapsule(
  ink: Float32Array,
  width: number,
  capsule: Capsule,
  tool: 'pen' | 'eraser',
): void {
  const { x0, y0, x1, y1, radius0, radius1 } = alignedOrDisc(capsule)
  const length = Math.hypot(x1 - x0, y1 - y0)
  // A disc: every pixel then falls to the cap at the start.
  const [ux, uy] = length > 0 ? [(x1 - x0) / length, (y1 - y0) / length] : [1, 0]
  const taper = length > 0 ? (radius0 - radius1) / length : 1
  const slope = Math.sqrt(1 - taper * taper)
  const reach = Math.max(radius0, radius1) + RIM
  const erases = tool === 'eraser'
  const firstRow = Math.max(0, Math.floor(Math.min(y0, y1) - reach))
  const lastRow = Math.min(ink.length / width - 1, Math.ceil(Math.max(y0, y1) + reach))

  for (let row = firstRow; row <= lastRow; row++) {
    const y = row + 0.5
    // Only the part of the axis within reach of this row can cover its pixels.
    const [from, to] = stretchNear(y, y0, y1, reach)
    const xFrom = x0 + from * (x1 - x0)
    const xTo = x0 + to * (x1 - x0)
    const first = Math.max(0, Math.floor(Math.min(xFrom, xTo) - reach))
    const last = Math.min(width - 1, Math.ceil(Math.max(xFrom, xTo) + reach))
    const dy = y - y0
    for (let column = first; column <= last; column++) {
      const dx = column + 0.5 - x0
      const along = dx * ux + dy * uy
      const across = Math.abs(dx * uy - dy * ux)
      const position = slope * along - taper * across
      let cover: number
      if (position <= 0) {
        cover = discCoverage(dx * dx + dy * dy, radius0)
      } else if (position >= slope * length) {
        const ex = column + 0.5 - x1
        const ey = y - y1
        cover = discCoverage(ex * ex + ey * ey, radius1)
      } else {
        cover = RIM + radius0 - slope * across - taper * along
      }
      if (cover <= 0) continue
      const index = row * width + column
      if (erases) {
        const left = 1 - Math.min(cover, 1)
        if (ink[index]! > left) ink[index] = left
      } else if (cover > ink[index]!) {
        ink[index] = Math.min(cover, 1)
      }
    }
  }
}

/** Coverage of a pixel at the squared distance from a disc's centre; a root only within the rim. */
function discCoverage(distanceSquared: number, radius: number): number {
  const inner = radius - RIM
  if (distanceSquared <= inner * inner) return 1
  const outer = radius + RIM
  return distanceSquared >= outer * outer ? 0 : outer - Math.sqrt(distanceSquared)
}

/** The capsule, or the greater of its discs where that holds the other. */
function alignedOrDisc(capsule: Capsule): Capsule {
  const { x0, y0, x1, y1, radius0, radius1 } = capsule
  if (Math.hypot(x1 - x0, y1 - y0) > Math.abs(radius0 - radius1)) return capsule
  return radius0 >= radius1
    ? { ...capsule, x1: x0, y1: y0, radius1: radius0 }
    : { ...capsule, x0: x1, y0: y1, radius0: radius1 }
}

/** The part of an axis, as fractions of its length, whose y lies within `reach` of the row. */
function stretchNear(y: number, y0: number, y1: number, reach: number): [number, number] {
  if (y0 === y1) return [0, 1]
  const a = (y - reach - y0) / (y1 - y0)
  const b = (y + reach - y0) / (y1 - y0)
  return [clampFraction(Math.min(a, b)), clampFraction(Math.max(a, b))]
}

const clampFraction = (value: number): number => Math.min(1, Math.max(0, value))
