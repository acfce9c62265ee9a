import { CLASSES } from '../network/description'
import { largestIndex } from '../network/softmax'

/**
 * How often each digit was read as each digit: `counts[truth * 10 + answer]`.
 *
 * Rows are the true digit, columns the answer.
 */
export interface ConfusionMatrix {
  readonly counts: Uint32Array
}

/** Counts answers. @param logits - `[n, 10]`. @param labels - `n` digits. */
export function confusionMatrix(logits: Float32Array, labels: Uint8Array): ConfusionMatrix {
  if (logits.length !== labels.length * CLASSES) {
    throw new RangeError(
      `confusionMatrix: needs ${CLASSES} logits a label, got ${logits.length} for ${labels.length}`,
    )
  }
  const counts = new Uint32Array(CLASSES ** 2)
  for (const [image, truth] of labels.entries()) {
    const answer = largestIndex(logits.subarray(image * CLASSES, (image + 1) * CLASSES))
    counts[truth * CLASSES + answer]!++
  }
  return { counts }
}

/** Images counted. */
export function totalImages({ counts }: ConfusionMatrix): number {
  return counts.reduce((sum, count) => sum + count, 0)
}

/** Share of images read wrong, 0..1; NaN where there are none. */
export function errorRate(matrix: ConfusionMatrix): number {
  let right = 0
  for (let digit = 0; digit < CLASSES; digit++) right += matrix.counts[digit * CLASSES + digit]!
  const total = totalImages(matrix)
  return (total - right) / total
}
