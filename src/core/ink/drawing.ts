/**
 * The drawing as the learner made it: vector strokes over, perhaps, an image. Everything else (what
 * the pad shows, the raster, the 32×32 image) is computed from it.
 */

/** Width and height of the pad's coordinates; x to the right, y down. */
export const PAD_SIDE = 280

/** Brush widths that the pad offers, in pad units. */
export const BRUSH_WIDTHS = { thin: 10, medium: 18, thick: 26 } as const
export type BrushSize = keyof typeof BRUSH_WIDTHS

export interface StrokePoint {
  /** Pad units; may lie outside 0..280 where the pen left the pad. */
  readonly x: number
  readonly y: number
  /** 0..1; 0.5 for devices without pressure, which draws at the stroke's nominal width. */
  readonly pressure: number
}

export interface Stroke {
  readonly tool: 'pen' | 'eraser'
  /** Nominal width in pad units. */
  readonly width: number
  readonly points: readonly StrokePoint[]
}

/** A square greyscale image; row-major, ink from 0 (bare paper) to 1 (full ink). */
export interface InkImage {
  readonly side: number
  readonly ink: Float32Array
}

export interface Drawing {
  /** An opened image or an MNIST digit under the strokes, or null for bare paper. */
  readonly image: InkImage | null
  readonly strokes: readonly Stroke[]
}

export const EMPTY_DRAWING: Drawing = { image: null, strokes: [] }

/** Whether nothing was drawn or put on the paper; what was rubbed out counts as drawn. */
export const isBare = ({ image, strokes }: Drawing): boolean =>
  image === null && strokes.length === 0
