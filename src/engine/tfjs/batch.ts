import { CLASSES, IMAGE_SIDE, type Network } from '../../core/network/description'
import { float32 } from '../../core/network/floats'
import { imageCount, networkInput } from '../../core/network/forward'
import { imageLoss, isMisread } from '../../core/network/softmax'
import type { BatchResult } from '../engine'

/**
 * What the network reads of some images: `[size, side, side, 1]`, on the network's scale; zeros
 * where `size` is larger than the number of images.
 */
export function inputValues(network: Network, images: Float32Array, size: number): Float32Array {
  const area = network.input.side ** 2
  const values = new Float32Array(size * area)
  for (let image = 0; image < imageCount(images); image++) {
    values.set(networkInput(float32, network.input, images, image), image * area)
  }
  return values
}

/**
 * The images from one to another.
 *
 * @param to - May lie beyond the last.
 */
export function imagesFrom(images: Float32Array, from: number, to: number): Float32Array {
  return images.subarray(from * IMAGE_SIDE ** 2, to * IMAGE_SIDE ** 2)
}

/**
 * How the rows of a padded batch count in the gradient of the mean loss, `[size, 2]`: an image's label
 * and its share in the mean, which is 0 for padding.
 */
export function targetsOf(labels: Uint8Array, size: number): Float32Array {
  const targets = new Float32Array(size * 2)
  labels.forEach((label, image) => {
    targets[2 * image] = label
    targets[2 * image + 1] = 1 / labels.length
  })
  return targets
}

/** Loss and errors of the labelled images, from logits that may go on with padding. */
export function batchResult(
  { rubbishLogit }: Network,
  logits: Float32Array,
  labels: Uint8Array,
): BatchResult {
  let loss = 0
  let errors = 0
  labels.forEach((label, image) => {
    const row = logits.subarray(image * CLASSES, (image + 1) * CLASSES)
    loss += imageLoss(row, label, rubbishLogit) / labels.length
    if (isMisread(row, label, rubbishLogit)) errors++
  })
  return { loss, errors }
}
