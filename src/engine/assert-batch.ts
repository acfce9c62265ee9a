import { CLASSES, type Network, NOT_A_DIGIT } from '../core/network/description'
import { imageCount } from '../core/network/forward'

/** @throws {RangeError} Unless there is at least one image and a label that the network knows for each. */
export function assertBatch(
  { rubbishLogit }: Network,
  images: Float32Array,
  labels: Uint8Array,
): void {
  const n = imageCount(images)
  if (n === 0 || n !== labels.length) {
    throw new RangeError(`assertBatch: needs a label an image, got ${labels.length} for ${n}`)
  }
  const last = rubbishLogit === null ? CLASSES - 1 : NOT_A_DIGIT
  const bad = labels.find((label) => label > last)
  if (bad !== undefined) {
    throw new RangeError(`assertBatch: labels must be in 0..${last}, got ${bad}`)
  }
}
