import { areaResample, type PixelBox, rowsOf, wholeOf } from './area-resample'
import { layCapsule } from './capsule'
import { type Drawing, type InkImage, PAD_SIDE, type Stroke, type StrokePoint } from './drawing'
import type { GreyImage } from './grey-image'

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
  return withStrokes({ side, ink }, drawing, NOTHING_LAID)
}

/** How much of a drawing lies on a raster: whole strokes, and points of the one after them. */
export interface LaidPart {
  readonly strokes: number
  readonly points: number
}

const NOTHING_LAID: LaidPart = { strokes: 0, points: 0 }

/**
 * Lays the rest of a drawing's strokes on a raster, as {@link rasterize} would have.
 *
 * @param raster - Changed in place, and returned.
 * @param laid - What lies there already; of a stroke two points at least, or none.
 * @throws {RangeError} If a point, pressure or width of the rest is not finite, or a width is not positive.
 */
export function withStrokes(raster: InkImage, drawing: Drawing, laid: LaidPart): InkImage {
  const place = { left: 0, top: 0, scale: raster.side / PAD_SIDE }
  for (const [index, stroke] of drawing.strokes.entries()) {
    if (index < laid.strokes) continue
    const from = index === laid.strokes ? laid.points : 0
    assertStroke(stroke, index, from)
    layStroke(raster.ink, raster.side, stroke, place, from)
  }
  return raster
}

/**
 * The ink of strokes within a part of the paper, one pixel a pad unit, by the rules of
 * {@link rasterize}.
 *
 * @param region - Whole pad units, not empty; what lies outside is not seen.
 * @throws {RangeError} If a point, pressure or width is not finite, or a width is not positive.
 */
export function rasterizeRegion(
  strokes: readonly Stroke[],
  { left, top, right, bottom }: PixelBox,
): GreyImage {
  const width = right - left
  const height = bottom - top
  const values = new Float32Array(width * height)
  for (const [index, stroke] of strokes.entries()) {
    assertStroke(stroke, index)
    layStroke(values, width, stroke, { left, top, scale: 1 })
  }
  return { width, height, values }
}

/** Where a raster's left top corner lies in pad units, and its pixels to a unit. */
interface RasterPlace {
  readonly left: number
  readonly top: number
  readonly scale: number
}

/** Half the width of a stroke at a point, in pad units, before the raster's least. */
export const penRadius = ({ width }: Stroke, { pressure }: StrokePoint): number =>
  (width / 2) * (0.5 + Math.min(1, Math.max(0, pressure)))

/** @param laid - Points whose segments are there already; 0 for none, else two at least. */
function layStroke(
  ink: Float32Array,
  width: number,
  stroke: Stroke,
  { left, top, scale }: RasterPlace,
  laid = 0,
): void {
  const overreach = stroke.tool === 'eraser' ? ERASER_OVERREACH : 0
  const radiusAt = (point: StrokePoint): number =>
    Math.max(LEAST_RADIUS, penRadius(stroke, point) * scale) + overreach
  let previous = stroke.points[Math.max(0, laid - 1)]
  if (previous === undefined) return
  // A lone point is a capsule from itself to itself: a dot.
  const rest = stroke.points.length === 1 ? stroke.points : stroke.points.slice(Math.max(1, laid))
  for (const point of rest) {
    layCapsule(
      ink,
      width,
      {
        x0: (previous.x - left) * scale,
        y0: (previous.y - top) * scale,
        radius0: radiusAt(previous),
        x1: (point.x - left) * scale,
        y1: (point.y - top) * scale,
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

function assertStroke({ width, points }: Stroke, index: number, from = 0): void {
  if (!(width > 0 && Number.isFinite(width))) {
    throw new RangeError(`rasterize: strokes[${index}].width must be positive, got ${width}`)
  }
  for (let place = from; place < points.length; place++) {
    const { x, y, pressure } = points[place]!
    if (!Number.isFinite(x) || !Number.isFinite(y) || !Number.isFinite(pressure)) {
      throw new RangeError(
        `rasterize: strokes[${index}].points[${place}] must be finite, got ${x}, ${y}, pressure ${pressure}`,
      )
    }
  }
}
