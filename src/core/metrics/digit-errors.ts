import { CLASSES } from '../network/description'
import type { ConfusionMatrix } from './confusion'

/** How the images of one true digit were read. */
export interface DigitErrors {
  readonly digit: number
  /** Images of this digit. */
  readonly images: number
  /** Those read as another digit. */
  readonly wrong: number
  /** `wrong / images`, 0..1; NaN where there are no images. */
  readonly error: number
}

/** Two digits, one of which was read as the other. */
export interface ConfusedPair {
  readonly truth: number
  readonly answer: number
  readonly count: number
  /** Share of the images of `truth`, 0..1. */
  readonly share: number
}

/** Errors of each true digit, 0 to 9. */
export function errorsByDigit({ counts }: ConfusionMatrix): readonly DigitErrors[] {
  return Array.from({ length: CLASSES }, (_, digit) => {
    const row = counts.subarray(digit * CLASSES, (digit + 1) * CLASSES)
    const images = row.reduce((sum, count) => sum + count, 0)
    const wrong = images - row[digit]!
    return { digit, images, wrong, error: wrong / images }
  })
}

/**
 * The pairs confused most often, most frequent first; equal counts by share, then by digit.
 *
 * @param most - Pairs wanted; fewer come back where fewer were confused.
 */
export function confusedPairs(matrix: ConfusionMatrix, most: number): readonly ConfusedPair[] {
  return errorsByDigit(matrix)
    .flatMap(({ digit: truth, images }) =>
      Array.from({ length: CLASSES }, (_, answer) => {
        const count = matrix.counts[truth * CLASSES + answer]!
        return { truth, answer, count, share: count / images }
      }),
    )
    .filter(({ truth, answer, count }) => truth !== answer && count > 0)
    .sort((a, b) => b.count - a.count || b.share - a.share)
    .slice(0, most)
}
