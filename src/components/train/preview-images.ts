import type { InkImage } from '../../core/ink/drawing'
import { FIELD_SIDE, inkStages, MARGIN } from '../../core/ink/stages'
import { fillBatch } from '../../core/mnist/batch'
import { distortedImages } from '../../core/mnist/distortion/distorted-images'
import { MNIST_PIXELS } from '../../core/mnist/images'
import { IMAGE_SIDE } from '../../core/network/description'
import type { TrainingSettings } from '../../core/recipe/settings'

/** Images of a preview. */
export const PREVIEWED = 8

/**
 * The inner 28×28 of what a network is given, as MNIST stores images.
 *
 * @param image - 32×32, ink 0..1.
 */
export function mnistBytes({ ink }: InkImage): Uint8Array {
  return Uint8Array.from({ length: MNIST_PIXELS }, (_, place) => {
    const row = Math.floor(place / FIELD_SIDE) + MARGIN
    return Math.round(255 * ink[row * IMAGE_SIDE + (place % FIELD_SIDE) + MARGIN]!)
  })
}

/** One digit, so many times, `[8, 28, 28]`. */
export const repeated = (digit: Uint8Array): Uint8Array => joined(Array(PREVIEWED).fill(digit))

/** Digits on a pad, as MNIST stores them, `[n, 28, 28]`; what has no ink is left out. */
export const fromPads = (pads: readonly InkImage[]): Uint8Array =>
  joined(
    pads.flatMap((pad) => {
      const stages = inkStages(pad)
      return stages === null ? [] : [mnistBytes(stages.image)]
    }),
  )

/**
 * Images as a run of these settings would be given them.
 *
 * @param digits - `[n, 28, 28]`, 0..255.
 * @param draw - Stands for the run's epoch: another draws anew.
 */
export function previewOf(
  digits: Uint8Array,
  { distortions, seed }: Pick<TrainingSettings, 'distortions' | 'seed'>,
  draw: number,
): readonly InkImage[] {
  const indices = Uint32Array.from({ length: digits.length / MNIST_PIXELS }, (_, index) => index)
  const batch = new Float32Array(indices.length * IMAGE_SIDE ** 2)
  fillBatch(digits, indices, 0, indices.length, batch, distortedImages(distortions, seed)(draw))
  return Array.from(indices, (index) => ({
    side: IMAGE_SIDE,
    ink: batch.subarray(index * IMAGE_SIDE ** 2, (index + 1) * IMAGE_SIDE ** 2),
  }))
}

function joined(digits: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(digits.length * MNIST_PIXELS)
  for (const [index, digit] of digits.entries()) all.set(digit, index * MNIST_PIXELS)
  return all
}
