import type { Drawing, InkImage, Stroke } from './drawing'
import { type LaidPart, rasterize, withStrokes } from './raster'

/**
 * Rasterizes drawings that come one after another, as while one draws: of a drawing that only goes on
 * from the one before, no more is laid than what is new. The ink is that of {@link rasterize}, bit for bit.
 *
 * @param whole - Rasterizes a drawing from nothing.
 * @returns A raster that belongs to the caller. @throws {RangeError} As {@link rasterize}.
 */
export function growingRaster(whole = rasterize): (drawing: Drawing) => InkImage {
  let last: { readonly drawing: Drawing; readonly raster: InkImage } | null = null
  return (drawing) => {
    const before = last
    // What throws half-way has laid something.
    last = null
    const laid = before === null ? null : laidPart(before.drawing, drawing)
    const raster =
      before === null || laid === null ? whole(drawing) : withStrokes(before.raster, drawing, laid)
    last = { drawing, raster }
    return { side: raster.side, ink: raster.ink.slice() }
  }
}

/**
 * What of `next` was drawn before; null where it does not go on from there. Compared by value: what comes
 * from another thread is a copy each time.
 */
function laidPart(before: Drawing, next: Drawing): LaidPart | null {
  const { strokes } = before
  const live = strokes.length - 1
  if (!isSameImage(before.image, next.image) || strokes.length > next.strokes.length) return null
  for (const [index, stroke] of strokes.entries()) {
    const other = next.strokes[index]!
    const isSame = stroke.points.length === other.points.length
    if (!(isSame || index === live) || !growsFrom(stroke, other)) return null
  }
  const points = strokes[live]?.points.length ?? 0
  // The dot of a lone point is no part of a longer stroke.
  return points === 1 ? null : { strokes: Math.max(0, live), points }
}

function isSameImage(one: InkImage | null, other: InkImage | null): boolean {
  if (one === null || other === null) return one === other
  return one.side === other.side && one.ink.every((ink, pixel) => ink === other.ink[pixel])
}

/** Whether `next` begins with all of `stroke`. */
function growsFrom({ tool, width, points }: Stroke, next: Stroke): boolean {
  if (tool !== next.tool || width !== next.width || points.length > next.points.length) return false
  return points.every(({ x, y, pressure }, index) => {
    const other = next.points[index]!
    return x === other.x && y === other.y && pressure === other.pressure
  })
}
