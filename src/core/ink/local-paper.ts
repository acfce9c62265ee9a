import type { GreyImage } from './grey-image'

/** Half the window's side, as a part of the image's longer side. */
const WINDOW_SHARE = 1 / 10

/** Part of a window that must be paper for its mean to be trusted fully. */
const TRUSTED_SHARE = 0.25

/**
 * How far the paper around each pixel lies off a first estimate: the mean of `deviation` over the
 * pixels of a square window that are paper. Follows soft shadows that a quadratic surface cannot.
 * Under a blot that fills the window the correction fades to 0.
 *
 * @param deviation - Grey level − first estimate of the paper.
 * @param isPaper - 1 where a pixel is thought to be paper, else 0; one per pixel.
 */
export function localPaper(deviation: GreyImage, isPaper: Uint8Array): Float32Array {
  const { width, height, values } = deviation
  const radius = Math.max(1, Math.round(Math.max(width, height) * WINDOW_SHARE))
  const sums = integral(width, height, values, isPaper)
  const counts = integral(width, height, isPaper, isPaper)
  const stride = width + 1
  const paper = new Float32Array(values.length)
  for (let y = 0; y < height; y++) {
    const top = Math.max(0, y - radius) * stride
    const bottom = Math.min(height, y + radius + 1) * stride
    const rows = (bottom - top) / stride
    for (let x = 0; x < width; x++) {
      const left = Math.max(0, x - radius)
      const right = Math.min(width, x + radius + 1)
      const count = windowSum(counts, left, right, top, bottom)
      if (count === 0) continue
      const trusted = (right - left) * rows * TRUSTED_SHARE
      paper[y * width + x] = windowSum(sums, left, right, top, bottom) / Math.max(count, trusted)
    }
  }
  return paper
}

/** Sum over columns left..right of the rows whose table offsets are top..bottom. */
function windowSum(
  table: Float64Array,
  left: number,
  right: number,
  top: number,
  bottom: number,
): number {
  return table[bottom + right]! - table[bottom + left]! - table[top + right]! + table[top + left]!
}

/** Sums of values × mask over all pixels above and to the left, `(height + 1) × (width + 1)`. */
function integral(
  width: number,
  height: number,
  values: Float32Array | Uint8Array,
  mask: Uint8Array,
): Float64Array {
  const stride = width + 1
  const table = new Float64Array(stride * (height + 1))
  for (let y = 0; y < height; y++) {
    let row = 0
    for (let x = 0; x < width; x++) {
      row += values[y * width + x]! * mask[y * width + x]!
      table[(y + 1) * stride + x + 1] = row + table[y * stride + x + 1]!
    }
  }
  return table
}
