import type { PixelBox } from '../ink/area-resample'
import type { Stroke } from '../ink/drawing'
import { inkStages } from '../ink/stages'
import { inkOf, lineHeight, type Piece, together } from './pieces'

/** Neighbouring pieces that may be one digit. */
export interface Candidate {
  /** The first piece, and the one after the last. */
  readonly from: number
  readonly to: number
  /** Of its ink, in pad units. */
  readonly box: PixelBox
  /** What a network is given of it, `[32, 32]`, ink 0..1. */
  readonly image: Float32Array
}

/** More pieces than these are more than one digit. */
const MOST_PIECES = 4

/** A digit is no wider than this, in heights of the line. */
const MOST_WIDTH = 1.6

/**
 * Every run of neighbouring pieces that may be one digit, each brought to its 20×20 box and centre of
 * mass as a digit of its own would be: on a line, heights and middles of digits differ, and MNIST's
 * networks have seen none that is not centred.
 */
export function candidatesOf(
  strokes: readonly Stroke[],
  pieces: readonly Piece[],
): readonly Candidate[] {
  const height = lineHeight(pieces)
  return pieces.flatMap((_, from) => {
    const found: Candidate[] = []
    for (let to = from + 1; to <= Math.min(pieces.length, from + MOST_PIECES); to++) {
      const { strokes: members, box } = together(pieces.slice(from, to))
      if (to > from + 1 && box.right - box.left > MOST_WIDTH * height) break
      const stages = inkStages(inkOf(strokes, members, box))
      if (stages !== null) found.push({ from, to, box, image: stages.image.ink })
    }
    return found
  })
}
