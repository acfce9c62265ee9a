import { IMAGE_SIDE } from '../../network/description'
import { MNIST_SIDE } from '../images'
import { type Affine, inverse } from './affine'
import type { ElasticField } from './elastic-field'
import { type InkPlane, PLANE_PADDING, PLANE_SIDE } from './ink-plane'

/** From the middle of an image to the place of a pixel in a plane, whose ink is at pixels' middles. */
const TO_PLANE = PLANE_PADDING + MNIST_SIDE / 2 - 0.5

/** From a pixel's number to its middle, in pixels from the middle of the 32×32 image. */
const TO_MIDDLE = 0.5 - IMAGE_SIDE / 2

/** A slope less than this is level: the division by it must stay a number. */
const LEVEL = 1e-9

const NO_OFFSETS = new Float64Array(IMAGE_SIDE)

/**
 * Writes the image of a plane through a map and a field, sampled bilinearly once.
 *
 * @param map - Says where ink goes.
 * @param field - Offsets in the places that are looked up, or null for none.
 * @param target - Holds paper where the image will be: `[32, 32]` from place `at` on.
 */
export function resample(
  { ink, left, top, right, bottom }: InkPlane,
  map: Affine,
  field: ElasticField | null,
  target: Float32Array,
  at: number,
): void {
  if (left >= right) return
  const offsetsX = field?.x ?? NO_OFFSETS
  const offsetsY = field?.y ?? NO_OFFSETS
  const back = inverse(map)
  // Locals: the loop below runs 40 million times an epoch.
  const side = PLANE_SIDE
  const acrossX = back.xx
  const acrossY = back.yx
  const stepX = Math.abs(back.xx) < LEVEL ? LEVEL : back.xx
  const stepY = Math.abs(back.yx) < LEVEL ? LEVEL : back.yx
  const reach = field?.reach ?? 0
  // What lies less than a pixel beyond the middles of the box's outer pixels still has some ink.
  const firstX = left + TO_PLANE - 0.5 - reach
  const lastX = right + TO_PLANE + 0.5 + reach
  const firstY = top + TO_PLANE - 0.5 - reach
  const lastY = bottom + TO_PLANE + 0.5 + reach
  for (let row = 0; row < IMAGE_SIDE; row++) {
    const y = row + TO_MIDDLE
    const startX = back.xx * TO_MIDDLE + back.xy * y + back.x0 + TO_PLANE
    const startY = back.yx * TO_MIDDLE + back.yy * y + back.y0 + TO_PLANE
    const enterX = (firstX - startX) / stepX
    const leaveX = (lastX - startX) / stepX
    const enterY = (firstY - startY) / stepY
    const leaveY = (lastY - startY) / stepY
    const enter = Math.max(Math.min(enterX, leaveX), Math.min(enterY, leaveY))
    const leave = Math.min(Math.max(enterX, leaveX), Math.max(enterY, leaveY))
    const from = Math.ceil(Math.max(0, enter))
    const to = Math.floor(Math.min(IMAGE_SIDE - 1, leave))
    if (from > to) continue
    field?.moveTo(row, from, to)
    const rowAt = at + row * IMAGE_SIDE
    for (let column = from; column <= to; column++) {
      const planeX = startX + column * acrossX + offsetsX[column]!
      const planeY = startY + column * acrossY + offsetsY[column]!
      const wholeX = planeX | 0 // places in a plane are above 0
      const wholeY = planeY | 0
      const shareX = planeX - wholeX
      const shareY = planeY - wholeY
      const place = wholeY * side + wholeX
      const above = ink[place]! + shareX * (ink[place + 1]! - ink[place]!)
      const next = place + side
      const below = ink[next]! + shareX * (ink[next + 1]! - ink[next]!)
      target[rowAt + column] = above + shareY * (below - above)
    }
  }
}
