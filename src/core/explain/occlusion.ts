import { CLASSES, IMAGE_SIDE, type Network } from '../network/description'
import type { Floats } from '../network/floats'
import { type Score, scoreOf } from './score'
import { imageMargin } from './sight'

/** Sides of the square of paper that covers a part of the image, in pixels. */
export const PATCH_SIDES = [1, 3, 5, 7] as const
export type PatchSide = (typeof PATCH_SIDES)[number]

/** The pixels that a square covers: rows and columns from the first up to the last but one. */
interface CoveredSquare {
  readonly top: number
  readonly left: number
  readonly bottom: number
  readonly right: number
}

/** A square around a pixel, cut off at the edges of the image. */
function squareAround(pixel: number, side: PatchSide): CoveredSquare {
  const reach = (side - 1) / 2
  const row = Math.floor(pixel / IMAGE_SIDE)
  const column = pixel % IMAGE_SIDE
  return {
    top: Math.max(0, row - reach),
    left: Math.max(0, column - reach),
    bottom: Math.min(IMAGE_SIDE, row + reach + 1),
    right: Math.min(IMAGE_SIDE, column + reach + 1),
  }
}

/**
 * The pixels around which a square of paper hides ink that the network reads, ascending. Around any
 * other nothing is changed that it sees, and nothing needs to be computed.
 *
 * @param image - `[32, 32]`, ink 0..1.
 */
export function coveringPixels(
  network: Network,
  image: Floats,
  side: PatchSide,
): readonly number[] {
  const margin = imageMargin(network)
  const hidesInk = (pixel: number): boolean => {
    const { top, left, bottom, right } = squareAround(pixel, side)
    for (let row = Math.max(top, margin); row < Math.min(bottom, IMAGE_SIDE - margin); row++) {
      const last = Math.min(right, IMAGE_SIDE - margin)
      for (let column = Math.max(left, margin); column < last; column++) {
        if (image[row * IMAGE_SIDE + column]! > 0) return true
      }
    }
    return false
  }
  return Array.from(image.keys()).filter(hidesInk)
}

/** The image with paper over the square around a pixel, written into `covered`. */
export function cover(image: Floats, pixel: number, side: PatchSide, covered: Floats): void {
  covered.set(image)
  const { top, left, bottom, right } = squareAround(pixel, side)
  for (let row = top; row < bottom; row++) {
    covered.fill(0, row * IMAGE_SIDE + left, row * IMAGE_SIDE + right)
  }
}

/**
 * How much a score changes where each pixel's square is covered: below 0 what is hidden spoke for it.
 *
 * @param logits - Of the image as it is.
 * @param coveredLogits - `[32, 32, 10]`, of the image covered around each pixel.
 * @returns `[32, 32]`
 */
export function scoreChanges(
  score: Score,
  logits: Floats,
  coveredLogits: Floats,
  rubbishLogit: number | null,
): Float64Array {
  const whole = scoreOf(score, logits, rubbishLogit)
  return Float64Array.from({ length: IMAGE_SIDE ** 2 }, (_, pixel) => {
    const covered = coveredLogits.subarray(pixel * CLASSES, (pixel + 1) * CLASSES)
    return scoreOf(score, covered, rubbishLogit) - whole
  })
}
