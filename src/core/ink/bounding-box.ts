import type { PixelBox } from './area-resample'
import type { InkImage } from './drawing'

/** Half a grey level of 8 bits: what no image file can hold is no ink. */
export const LEAST_INK = 1 / 510

/**
 * The smallest box of whole pixels that holds all ink above `threshold`, or null without any.
 *
 * @param threshold - Default half a grey level, so that even a one-pixel, one-level mark counts.
 */
export function boundingBox(
  { side, ink }: InkImage,
  threshold: number = LEAST_INK,
): PixelBox | null {
  let left = side
  let right = 0
  let top = side
  let bottom = 0
  for (let y = 0; y < side; y++) {
    const row = y * side
    let first = 0
    while (first < side && !(ink[row + first]! > threshold)) first++
    if (first === side) continue
    let last = side - 1
    while (!(ink[row + last]! > threshold)) last--
    if (top === side) top = y
    bottom = y + 1
    if (first < left) left = first
    if (last + 1 > right) right = last + 1
  }
  return bottom === 0 ? null : { left, top, right, bottom }
}
