import { CLASSES, type Network } from '../network/description'
import { largestIndex, softmax } from '../network/softmax'

/** Bins of equal width that confidence is divided into, as in the paper. */
const BINS = 15

/**
 * The expected calibration error: how far "97 % sure" is from being right 97 times in 100, on
 * average over the images; 0..1.
 *
 * @param logits - `[n, 10]`.
 * @param labels - `n` digits.
 * @throws {RangeError} If the counts differ or are 0.
 * @see Guo et al., "On Calibration of Modern Neural Networks", 2017, section 2.
 */
export function calibrationError(
  { rubbishLogit }: Network,
  logits: Float32Array,
  labels: Uint8Array,
): number {
  const n = labels.length
  if (n === 0 || logits.length !== n * CLASSES) {
    throw new RangeError(
      `calibrationError: needs ${CLASSES} logits a label, got ${logits.length} for ${n}`,
    )
  }
  const confidence = new Float64Array(BINS)
  const right = new Float64Array(BINS)
  const probabilities = new Float32Array(CLASSES)
  for (const [image, label] of labels.entries()) {
    const own = logits.subarray(image * CLASSES, (image + 1) * CLASSES)
    softmax(own, probabilities, rubbishLogit)
    const answer = largestIndex(probabilities)
    const bin = Math.min(BINS - 1, Math.floor(probabilities[answer]! * BINS))
    confidence[bin]! += probabilities[answer]!
    if (answer === label) right[bin]!++
  }
  return confidence.reduce((sum, total, bin) => sum + Math.abs(total - right[bin]!), 0) / n
}
