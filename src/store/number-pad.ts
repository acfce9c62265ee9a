import { createStore, type StoreApi } from 'zustand/vanilla'
import type { Stroke } from '../core/ink/drawing'
import { replaceDrawing } from '../core/ink/drawing-history'
import { SUPERSEDED } from '../worker/newest-only-client'
import type { NumberReading } from '../worker/protocol'
import { leastEvidence } from './answer'
import { createDrawingSlice, type DrawingSlice, drawingOnPad } from './drawing-slice'
import type { LabStore } from './lab-store'

/** The wide pad: its own drawing, tools and reading, beside those of the pad for one digit. */
export interface NumberPadState extends DrawingSlice {
  /** Of the paper, in pad units. */
  readonly width: number
  /** How the present weights read the line; null for bare paper and before the first answer. */
  readonly numberReading: NumberReading | null
  widthChanged(width: number): void
  /** Strokes in place of what is on the paper, as one step that can be undone. */
  lineWritten(strokes: readonly Stroke[]): void
}

export type NumberPadStore = StoreApi<NumberPadState>

/** Pad units along the wide pad where the page is wide, and on a phone. */
export const WIDE_PAD = 1400
export const NARROW_PAD = 700

const padsOf = new WeakMap<LabStore, NumberPadStore>()

/** The wide pad of a page; made when first asked for, with the brush that is in use, and kept. */
export function numberPadOf(lab: LabStore): NumberPadStore {
  const known = padsOf.get(lab)
  if (known !== undefined) return known
  const pad = createStore<NumberPadState>()((set, get) => ({
    ...createDrawingSlice(set, get),
    brush: lab.getState().brush,
    width: WIDE_PAD,
    numberReading: null,
    widthChanged: (width) => set({ width }),
    lineWritten: (strokes) =>
      set(({ history }) => ({
        history: replaceDrawing(history, { image: null, strokes }),
        liveStroke: null,
      })),
  }))
  padsOf.set(lab, pad)
  return pad
}

/** Reads the wide pad at once, then whenever the line or the weights change; until told to stop. */
export function keepNumberRead(lab: LabStore, pad: NumberPadStore): () => void {
  let isOver = false
  const read = async () => {
    if (lab.getState().weightsVersion === 0) return
    const state = pad.getState()
    const { strokes } = drawingOnPad(state)
    const reading = await lab.getState().numberRead({ strokes, width: state.width })
    if (reading !== SUPERSEDED && !isOver) pad.setState({ numberReading: reading })
  }
  const unsubscribePad = pad.subscribe((state, before) => {
    const isSame =
      state.history === before.history &&
      state.liveStroke === before.liveStroke &&
      state.width === before.width
    if (!isSame) void read()
  })
  const unsubscribeLab = lab.subscribe((state, before) => {
    if (state.weightsSource.kind === 'missing') pad.setState({ numberReading: null })
    else if (
      state.weightsVersion !== before.weightsVersion ||
      leastEvidence(state) !== leastEvidence(before)
    ) {
      void read()
    }
  })
  void read()
  return () => {
    isOver = true
    unsubscribePad()
    unsubscribeLab()
  }
}
