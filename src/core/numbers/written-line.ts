import type { Stroke } from '../ink/drawing'

/** A line of writing on the wide pad, which is as high as the pad for one digit. */
export interface WrittenLine {
  readonly strokes: readonly Stroke[]
  /** Of the paper, in pad units. */
  readonly width: number
}
