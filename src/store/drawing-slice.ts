import {
  BRUSH_WIDTHS,
  type BrushSize,
  type Drawing,
  type InkImage,
  isBare,
  type Stroke,
} from '../core/ink/drawing'
import * as history from '../core/ink/drawing-history'

export type PadTool = Stroke['tool']

export interface DrawingSlice {
  readonly history: history.DrawingHistory
  /** The stroke under the pen, not yet in the history; null while the pen is up. */
  readonly liveStroke: Stroke | null
  readonly tool: PadTool
  readonly brush: BrushSize
  /** The true digit where the drawing came from MNIST; null otherwise. */
  readonly knownLabel: number | null
  /** Images of MNIST's test set that were put on the pad, however they were drawn on since. */
  readonly testInk: WeakSet<InkImage>
  /** Which they are; of those that a reload has brought back it is not known. */
  readonly testIndices: WeakMap<InkImage, number>
  toolChosen(tool: PadTool): void
  brushChosen(brush: BrushSize): void
  penMoved(stroke: Stroke): void
  penLifted(stroke: Stroke): void
  /** The system took the pointer away: what was drawn so far is kept. */
  penLost(): void
  imagePlaced(image: InkImage): void
  /** Puts an image of MNIST's test set on the pad. */
  testImagePlaced(image: InkImage, label: number, index: number): void
  /** Puts a whole drawing in the place of what is on the pad. */
  drawingPlaced(drawing: Drawing): void
  padCleared(): void
  undone(): void
  redone(): void
}

/** What is on the pad now, the stroke under the pen included. */
export function drawingOnPad({ history: { present }, liveStroke }: DrawingSlice): Drawing {
  return liveStroke === null
    ? present
    : { image: present.image, strokes: [...present.strokes, liveStroke] }
}

/** Whether the pad is bare; asked at every move of the pen, so it does not make the drawing. */
export const isPadBare = ({ history: { present }, liveStroke }: DrawingSlice): boolean =>
  liveStroke === null && isBare(present)

/** Nominal width of the chosen tool's stroke, in pad units; erasing is wider than drawing. */
export function strokeWidth({ tool, brush }: Pick<DrawingSlice, 'tool' | 'brush'>): number {
  return BRUSH_WIDTHS[brush] * (tool === 'eraser' ? 1.6 : 1)
}

type Change = Partial<DrawingSlice> | ((state: DrawingSlice) => Partial<DrawingSlice>)

/** A drawing with its history and tools, in whatever store holds it. */
export const createDrawingSlice = (
  set: (change: Change) => void,
  get: () => DrawingSlice,
): DrawingSlice => ({
  history: history.newHistory(),
  liveStroke: null,
  tool: 'pen',
  brush: 'medium',
  knownLabel: null,
  testInk: new WeakSet(),
  testIndices: new WeakMap(),
  toolChosen: (tool) => set({ tool }),
  brushChosen: (brush) => set({ brush }),
  penMoved: (liveStroke) => set({ liveStroke, knownLabel: null }),
  penLifted: (stroke) =>
    set(({ history: past }) => ({
      history: history.addStroke(past, stroke),
      liveStroke: null,
      knownLabel: null,
    })),
  penLost: () => {
    const { liveStroke, penLifted } = get()
    if (liveStroke !== null) penLifted(liveStroke)
  },
  imagePlaced: (image) =>
    set(({ history: past }) => ({
      history: history.replaceImage(past, image),
      liveStroke: null,
      knownLabel: null,
    })),
  testImagePlaced: (image, knownLabel, index) => {
    get().testInk.add(image)
    get().testIndices.set(image, index)
    get().imagePlaced(image)
    set({ knownLabel })
  },
  drawingPlaced: (drawing) =>
    set(({ history: past }) => ({
      history: history.replaceDrawing(past, drawing),
      liveStroke: null,
      knownLabel: null,
    })),
  padCleared: () =>
    set(({ history: past }) => ({
      history: history.clear(past),
      liveStroke: null,
      knownLabel: null,
    })),
  undone: () => set(({ history: past }) => ({ history: history.undo(past), knownLabel: null })),
  redone: () => set(({ history: past }) => ({ history: history.redo(past), knownLabel: null })),
})
