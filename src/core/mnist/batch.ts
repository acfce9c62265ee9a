import { IMAGE_SIDE } from '../network/description'
import { MNIST_PIXELS, MNIST_SIDE } from './images'

/** Rows and columns of paper around an MNIST image in the networks' 32×32 one. */
const MARGIN = (IMAGE_SIDE - MNIST_SIDE) / 2
const TARGET_PIXELS = IMAGE_SIDE ** 2

/** Ink of one step of a pixel's value; as a float32, a product with it is the quotient by 255. */
export const INK_STEP = 1 / 255

/**
 * Writes one image as an engine reads it.
 *
 * @param images - `[n, 28, 28]`, 0..255, row-major.
 * @param target - Holds paper where the image will be: `[32, 32]` from place `at` on.
 */
export type WriteImage = (
  images: Uint8Array,
  index: number,
  target: Float32Array,
  at: number,
) => void

/** Writes an image as it is, with two pixels of paper on every side. */
export const copyImage: WriteImage = (images, index, target, at) => {
  const [side, step] = [MNIST_SIDE, INK_STEP] // locals: this loop runs 50 million times an epoch
  const source = index * MNIST_PIXELS
  let rowAt = at + MARGIN * IMAGE_SIDE + MARGIN
  for (let pixel = source; pixel < source + MNIST_PIXELS; pixel += side) {
    for (let column = 0; column < side; column++) {
      target[rowAt + column] = images[pixel + column]! * step
    }
    rowAt += IMAGE_SIDE
  }
}

/**
 * Writes MNIST images as an engine reads them: ink 0..1, 32×32.
 *
 * @param images - `[n, 28, 28]`, 0..255, row-major.
 * @param indices - Which images, in the order of an epoch.
 * @param from - Place in `indices` of the batch's first image.
 * @param count - Images of the batch.
 * @param target - `[count, 32, 32]` or longer; what lies past the batch is left as it was.
 * @param write - Writes each image; by default as it is.
 * @throws {RangeError} If `indices` or `target` is too short, or an index is not in `images`.
 */
export function fillBatch(
  images: Uint8Array,
  indices: Uint32Array,
  from: number,
  count: number,
  target: Float32Array,
  write: WriteImage = copyImage,
): void {
  if (from < 0 || count < 0 || from + count > indices.length) {
    throw new RangeError(
      `fillBatch: ${count} images from place ${from} must lie in ${indices.length} indices`,
    )
  }
  if (target.length < count * TARGET_PIXELS) {
    throw new RangeError(
      `fillBatch: ${count} images need a target of ${count * TARGET_PIXELS}, got ${target.length}`,
    )
  }
  target.fill(0, 0, count * TARGET_PIXELS)
  for (let place = 0; place < count; place++) {
    const index = indices[from + place]!
    if ((index + 1) * MNIST_PIXELS > images.length) {
      throw new RangeError(
        `fillBatch: index must be below ${images.length / MNIST_PIXELS}, got ${index}`,
      )
    }
    write(images, index, target, place * TARGET_PIXELS)
  }
}
