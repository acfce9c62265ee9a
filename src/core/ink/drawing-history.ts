import { type Drawing, EMPTY_DRAWING, type InkImage, isBare, type Stroke } from './drawing'

/** A drawing and what undo and redo lead to; the nearest step is the last of `past` and `future`. */
export interface DrawingHistory {
  readonly past: readonly Drawing[]
  readonly present: Drawing
  readonly future: readonly Drawing[]
}

/** Steps that can be undone; older ones are forgotten. */
export const HISTORY_LENGTH = 200

/** A history that begins with `drawing`; nothing to undo or redo. */
export const newHistory = (drawing: Drawing = EMPTY_DRAWING): DrawingHistory => ({
  past: [],
  present: drawing,
  future: [],
})

/** The drawing with one more stroke. A stroke without points changes nothing. */
export function addStroke(history: DrawingHistory, stroke: Stroke): DrawingHistory {
  if (stroke.points.length === 0) return history
  const { image, strokes } = history.present
  return stepTo(history, { image, strokes: [...strokes, stroke] })
}

/** A new image begins a new drawing: strokes made on what was there before go with it. */
export const replaceImage = (history: DrawingHistory, image: InkImage): DrawingHistory =>
  stepTo(history, { image, strokes: [] })

/** Another drawing in the place of this one, as a step that can be undone. */
export const replaceDrawing = (history: DrawingHistory, drawing: Drawing): DrawingHistory =>
  stepTo(history, drawing)

/** Bare paper, as a step that can be undone. Clearing bare paper changes nothing. */
export function clear(history: DrawingHistory): DrawingHistory {
  return isBare(history.present) ? history : stepTo(history, EMPTY_DRAWING)
}

/** One step back, or the same history where there is none. */
export function undo(history: DrawingHistory): DrawingHistory {
  const { past, present, future } = history
  const previous = past.at(-1)
  if (previous === undefined) return history
  return { past: past.slice(0, -1), present: previous, future: [...future, present] }
}

/** One undone step forward again, or the same history where there is none. */
export function redo(history: DrawingHistory): DrawingHistory {
  const { past, present, future } = history
  const next = future.at(-1)
  if (next === undefined) return history
  return { past: [...past, present], present: next, future: future.slice(0, -1) }
}

export const canUndo = ({ past }: DrawingHistory): boolean => past.length > 0
export const canRedo = ({ future }: DrawingHistory): boolean => future.length > 0

/** Whatever was undone before cannot be redone after a new step. */
const stepTo = ({ past, present }: DrawingHistory, next: Drawing): DrawingHistory => ({
  past: [...past, present].slice(-HISTORY_LENGTH),
  present: next,
  future: [],
})
