import { type Drawing, PAD_SIDE, type Stroke } from '../../core/ink/drawing'
import { createInkBitmap, inkColourOf } from './ink-picture'
import { paintStroke } from './stroke-shape'

export interface PadPainter {
  /** Shows a drawing; where it only goes on from the one shown, paints no more than what is new. */
  show(drawing: Drawing): void
  /** Paints everything anew: the canvas's size or the ink's colour may have changed. */
  repaint(drawing: Drawing): void
}

/** Paints the pad. Paper is the canvas's background, so erasing is taking ink away. */
export function createPadPainter(canvas: HTMLCanvasElement): PadPainter {
  const context = canvas.getContext('2d')
  let shown: Drawing | null = null
  const inkBitmap = createInkBitmap()

  const repaint = (drawing: Drawing) => {
    if (context === null) return
    const scale = canvas.height / PAD_SIDE
    const colour = inkColourOf(canvas)
    context.setTransform(scale, 0, 0, scale, 0, 0)
    context.clearRect(0, 0, canvas.width / scale, PAD_SIDE)
    context.fillStyle = colour
    if (drawing.image !== null) {
      context.drawImage(inkBitmap(drawing.image, colour), 0, 0, PAD_SIDE, PAD_SIDE)
    }
    for (const stroke of drawing.strokes) paintStroke(context, stroke)
    shown = drawing
  }

  const show = (drawing: Drawing) => {
    const start = shown === null ? null : continuation(shown, drawing)
    if (start === null || context === null) {
      repaint(drawing)
      return
    }
    for (const [index, stroke] of drawing.strokes.slice(start.stroke).entries()) {
      paintStroke(context, stroke, index === 0 ? start.point : 0)
    }
    shown = drawing
  }

  return { show, repaint }
}

/** Where `next` goes on from `shown`: a stroke and a point of it; null where it does not. */
export function continuation(
  shown: Drawing,
  next: Drawing,
): { readonly stroke: number; readonly point: number } | null {
  if (shown.image !== next.image || shown.strokes.length > next.strokes.length) return null
  const last = shown.strokes.length - 1
  for (const [index, stroke] of shown.strokes.entries()) {
    if (stroke === next.strokes[index]) continue
    const grown = index === last && growsFrom(stroke, next.strokes[index]!)
    return grown ? { stroke: index, point: stroke.points.length } : null
  }
  return { stroke: shown.strokes.length, point: 0 }
}

/** Whether `next` is `stroke` with more points: the pen only ever adds to the end. */
function growsFrom(stroke: Stroke, next: Stroke): boolean {
  const { points, tool, width } = stroke
  return (
    tool === next.tool &&
    width === next.width &&
    points.length > 0 &&
    points.length <= next.points.length &&
    points[0] === next.points[0] &&
    points.at(-1) === next.points[points.length - 1]
  )
}
