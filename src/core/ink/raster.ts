import { areaResample, rowsOf, wholeOf } from './area-resample'
import { layCapsule } from './capsule'
import { type Drawing, type InkImage, PAD_SIDE, type Stroke, type StrokePoint } from './drawing'

/** A thinner line than one raster pixel would fade; it is drawn one pixel wide instead. */
const LEAST_RADIUS = 0.5

/** Without it, an eraser led along a stroke's own path would leave the stroke's soft rim behind. */
const ERASER_OVERREACH = 1

/**
 * The ink of a drawing: its image, if any, then its strokes in order, with round caps and joins and
 * anti-aliased edges.
 *
 * A point's radius is width/2 × (0.5 + pressure), pressure held within 0..1: half the nominal
 * radius for no pressure, the nominal at 0.5, one and a half at full pressure; and never under half
 * a raster pixel. Erasers reach one raster pixel further. Points may lie outside the pad.
 *
 * @param side - Raster pixels along the pad's side; a positive integer.
 * @throws {RangeError} If a point, pressure or width is not finite, a width is not positive, the
 *   image's values do not fit its side or leave 0..1, or `side` is no positive integer.
 */
export function rasterize(drawing: Drawing, side: number = PAD_SIDE): InkImage {
  if (!Number.isInteger(side) || side < 1) {
    throw new RangeError(`rasterize: side must be a positive integer, got ${side}`)
  }
  const ink = drawing.image === null ? new Float32Array(side * side) : resized(drawing.image, side)
  for (const [index, stroke] of drawing.strokes.entries()) {
    assertStroke(stroke, index)
    layStroke(ink, side, stroke)
  }
  return { side, ink }
}

function layStroke(ink: Float32Array, side: number, stroke: Stroke): void {
  const scale = side / PAD_SIDE
  const overreach = stroke.tool === 'eraser' ? ERASER_OVERREACH : 0
  const radiusAt = ({ pressure }: StrokePoint): number => {
    const radius = (stroke.width / 2) * (0.5 + Math.min(1, Math.max(0, pressure))) * scale
    return Math.max(LEAST_RADIUS, radius) + overreach
  }
  let previous = stroke.points[0]
  if (previous === undefined) return
  // A lone point is a capsule from itself to itself: a dot.
  const rest = stroke.points.length === 1 ? stroke.points : stroke.points.slice(1)
  for (const point of rest) {
    layCapsule(
      ink,
      side,
      {
        x0: previous.x * scale,
        y0: previous.y * scale,
        radius0: radiusAt(previous),
        x1: point.x * scale,
        y1: point.y * scale,
        radius1: radiusAt(point),
      },
      stroke.tool,
    )
    previous = point
  }
}

function resized(image: InkImage, side: number): Float32Array {
  if (image.ink.length !== image.side ** 2) {
    throw new RangeError(
      `rasterize: an image of side ${image.side} needs ${image.side ** 2} values, got ${image.ink.length}`,
    )
  }
  const bad = image.ink.findIndex((ink) => !(ink >= 0 && ink <= 1))
  if (bad >= 0) {
    throw new RangeError(`rasterize: image.ink[${bad}] must be in 0..1, got ${image.ink[bad]}`)
  }
  if (image.side === side) return image.ink.slice()
  const source = rowsOf(image.ink, image.side)
  return areaResample(source, wholeOf(source), side, side)
}

function assertStroke({ width, points }: Stroke, index: number): void {
  if (!(width > 0 && Number.isFinite(width))) {
    throw new RangeError(`rasterize: strokes[${index}].width must be positive, got ${width}`)
  }
  for (const [place, { x, y, pressure }] of points.entries()) {
    if (!Number.isFinite(x) || !Number.isFinite(y) || !Number.isFinite(pressure)) {
      throw new RangeError(
        `rasterize: strokes[${index}].points[${place}] must be finite, got ${x}, ${y}, pressure ${pressure}`,
      )
    }
  }
}
