import type { Stroke, StrokePoint } from '../../core/ink/drawing'
import { penRadius } from '../../core/ink/raster'

/** The raster's eraser reaches one pad unit further than its width, so the pad's does too. */
const ERASER_OVERREACH = 1

/** Half the width of a stroke at a point, in pad units; the rule of `rasterize`. */
export function strokeRadius(stroke: Stroke, point: StrokePoint): number {
  return Math.max(0.5, penRadius(stroke, point)) + (stroke.tool === 'eraser' ? ERASER_OVERREACH : 0)
}

/**
 * Fills a stroke from its point `from` on, with round caps and joins. The context must be scaled to
 * pad units; an eraser takes ink away.
 */
export function paintStroke(context: CanvasRenderingContext2D, stroke: Stroke, from = 0): void {
  context.globalCompositeOperation = stroke.tool === 'eraser' ? 'destination-out' : 'source-over'
  const { points } = stroke
  for (let index = Math.max(0, from); index < points.length; index++) {
    paintSegment(context, stroke, points[index - 1] ?? points[index]!, points[index]!)
  }
  context.globalCompositeOperation = 'source-over'
}

/** Two discs and what lies between their outer tangents. */
function paintSegment(
  context: CanvasRenderingContext2D,
  stroke: Stroke,
  start: StrokePoint,
  end: StrokePoint,
): void {
  const [r0, r1] = [strokeRadius(stroke, start), strokeRadius(stroke, end)]
  const length = Math.hypot(end.x - start.x, end.y - start.y)
  context.beginPath()
  if (length <= Math.abs(r0 - r1)) {
    const [disc, radius] = r0 > r1 ? [start, r0] : [end, r1]
    context.arc(disc.x, disc.y, radius, 0, 2 * Math.PI)
  } else {
    const along = Math.atan2(end.y - start.y, end.x - start.x)
    // The tangents lean towards the smaller disc.
    const lean = Math.acos((r0 - r1) / length)
    context.arc(start.x, start.y, r0, along + lean, along - lean + 2 * Math.PI)
    context.arc(end.x, end.y, r1, along - lean, along + lean)
    context.closePath()
  }
  context.fill()
}
