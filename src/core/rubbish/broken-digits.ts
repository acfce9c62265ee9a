import { between, oneOf } from '../chance'
import type { InkImage } from '../ink/drawing'
import { seenOfRaster } from '../ink/seen-image'
import { digitInk, drawnFinely, inkAt } from '../mnist/finer-digit'
import type { LabelledImages } from '../mnist/images'
import { MNIST_PIXELS } from '../mnist/images'
import type { RandomSource } from '../random'

/** From a place in the broken digit to the place in the whole one; both 0..1 over the image. */
type Move = (x: number, y: number) => readonly [number, number]

const TURNED_RIGHT: Move = (x, y) => [y, 1 - x]
const TURNED_LEFT: Move = (x, y) => [1 - y, x]
const UPSIDE_DOWN: Move = (x, y) => [1 - x, 1 - y]
const MIRRORED: Move = (x, y) => [1 - x, y]
const FLIPPED: Move = (x, y) => [x, 1 - y]

/** Digits that a move turns into no digit. */
const MOVES: readonly (readonly [move: Move, digits: readonly number[]])[] = [
  [TURNED_RIGHT, [1, 2, 3, 4, 5, 6, 7, 9]],
  [TURNED_LEFT, [1, 2, 3, 4, 5, 6, 7, 9]],
  [UPSIDE_DOWN, [3, 4, 7]],
  [MIRRORED, [3, 4, 6, 7, 9]], // a mirrored 2 is a 5
  [FLIPPED, [4, 6, 7, 9]],
]

/** Whether a place of the image, 0..1, is kept when the digit is cut at `cut`. */
type Half = (x: number, y: number, cut: number) => boolean

/** Digits whose half is no digit: of a 6 the lower half is a 0, of an 8 the right one a 3. */
const HALVES: readonly (readonly [half: Half, digits: readonly number[]])[] = [
  [(_, y, cut) => y < cut, [0, 4, 5]],
  [(_, y, cut) => y > cut, [0, 2]],
  [(x, _, cut) => x < cut, [2, 3]],
]

const EVERY_DIGIT = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]

/** Digits that leave no digit behind where a band is missing. */
const HOLED = [0, 2, 3, 5, 6, 8, 9]

/** An image of one of the digits. */
type Pick = (digits: readonly number[]) => InkImage
type Break = (pick: Pick, random: RandomSource) => InkImage

const moved: Break = (pick, random) => {
  const [move, digits] = oneOf(random, MOVES)
  const whole = pick(digits)
  return drawnFinely((x, y) => inkAt(whole, ...move(x, y)), 1) // pixel for pixel
}

const halved: Break = (pick, random) => {
  const [half, digits] = oneOf(random, HALVES)
  const whole = pick(digits)
  const cut = between(random, 0.44, 0.56)
  return drawnFinely((x, y) => (half(x, y, cut) ? inkAt(whole, x, y) : 0))
}

/** Two digits side by side or one above the other, nearer than any reader would take for two. */
const glued: Break = (pick, random) => {
  const [first, second] = [pick(EVERY_DIGIT), pick(EVERY_DIGIT)]
  const apart = between(random, 0.26, 0.4)
  const level = between(random, -0.08, 0.08)
  const [dx, dy] = random() < 0.75 ? [apart, level] : [level, apart]
  return drawnFinely((x, y) => {
    // Both must fit the image: drawn at half their size around its middle.
    const [wideX, wideY] = [2 * x - 0.5, 2 * y - 0.5]
    return Math.max(inkAt(first, wideX + dx, wideY + dy), inkAt(second, wideX - dx, wideY - dy))
  })
}

/** One digit written over another that lies on its side; over a 0 that could be its bar. */
const overlaid: Break = (pick, random) => {
  const [first, second] = [pick(EVERY_DIGIT.slice(1)), pick([2, 3, 4, 5, 7, 9])]
  const turn = oneOf(random, [TURNED_LEFT, TURNED_RIGHT])
  return drawnFinely((x, y) => Math.max(inkAt(first, x, y), inkAt(second, ...turn(x, y))))
}

/** A broad band across the middle is missing. */
const holed: Break = (pick, random) => {
  const whole = pick(HOLED)
  const angle = between(random, 0, Math.PI)
  const half = between(random, 0.13, 0.18)
  const [across, along] = [Math.cos(angle), Math.sin(angle)]
  return drawnFinely((x, y) =>
    Math.abs((x - 0.5) * across + (y - 0.5) * along) < half ? 0 : inkAt(whole, x, y),
  )
}

export const BREAKS = { moved, halved, glued, overlaid, holed } as const

/** Makes images of broken digits, `[28, 28]` as a network is shown them; null where no ink is left. */
export type DigitBreaker = (random: RandomSource) => Uint8Array | null

/**
 * Breaks digits so that none is left: turned or mirrored, halved, two glued or overlaid, or with a
 * band missing. What is a digit again (half of an 8, a 6 upside down) is not made.
 *
 * @param digits - Training images; every digit must be among them.
 * @throws {RangeError} If a digit is missing.
 */
export function digitBreaker(
  { pixels, labels }: LabelledImages,
  breaks: readonly Break[] = Object.values(BREAKS),
): DigitBreaker {
  const places: number[][] = EVERY_DIGIT.map(() => [])
  for (const [place, label] of labels.entries()) places[label]!.push(place)
  const missing = places.findIndex((of) => of.length === 0)
  if (missing !== -1) throw new RangeError(`digitBreaker: needs every digit, got no ${missing}`)
  return (random) => {
    const pick: Pick = (wanted) => {
      const place = oneOf(random, places[oneOf(random, wanted)]!)
      return digitInk(pixels.subarray(place * MNIST_PIXELS, (place + 1) * MNIST_PIXELS))
    }
    return seenOfRaster(oneOf(random, breaks)(pick, random))
  }
}
