import { CLASSES } from '../core/network/description'
import { imageCount } from '../core/network/forward'

/** @throws {RangeError} Unless there is at least one image and one digit for each. */
export function assertBatch(images: Float32Array, labels: Uint8Array): void {
  const n = imageCount(images)
  if (n === 0 || n !== labels.length) {
    throw new RangeError(`assertBatch: needs a label an image, got ${labels.length} for ${n}`)
  }
  const bad = labels.find((label) => label >= CLASSES)
  if (bad !== undefined) throw new RangeError(`assertBatch: labels must be in 0..9, got ${bad}`)
}
