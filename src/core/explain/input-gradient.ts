import { CLASSES, IMAGE_SIDE, type Network } from '../network/description'
import { type Floats, float64 } from '../network/floats'
import { forwardIn } from '../network/forward'
import { backward, type ComputedPixels } from '../network/gradient'
import type { Weights } from '../network/parameters'
import { type Score, scoreSlopes } from './score'
import { imageMargin } from './sight'

const PIXELS = IMAGE_SIDE ** 2

/** Computes an image in float64, for {@link scoreGradient}. @param pixels - `[32, 32]`, ink 0..1. */
export const computedPixels = (
  network: Network,
  weights: Weights<Floats>,
  pixels: Floats,
): ComputedPixels => ({ pixels, layers: forwardIn(float64, network, weights, pixels) })

/**
 * How fast a score grows with the ink of each pixel.
 *
 * @returns `[32, 32]`, nats per unit of ink; 0 where the network does not look.
 */
export const scoreGradient = (
  network: Network,
  weights: Weights<Floats>,
  computed: ComputedPixels,
  score: Score,
): Float64Array =>
  inkGradient(
    network,
    weights,
    computed,
    scoreSlopes(score, computed.layers.at(-1)!.pre, network.rubbishLogit),
  )

/**
 * Carries slopes by the ten logits back to the ink, by backpropagation in float64.
 *
 * @returns As {@link scoreGradient}.
 */
export function inkGradient(
  network: Network,
  weights: Weights<Floats>,
  computed: ComputedPixels,
  slopes: Float64Array,
): Float64Array {
  const { side, paper, ink } = network.input
  const read = backward(network, weights, computed, slopes, null)
  const gradient = float64(PIXELS)
  const margin = imageMargin(network)
  for (let row = 0; row < side; row++) {
    for (let column = 0; column < side; column++) {
      // Ink 0..1 is spread over the network's own scale.
      gradient[(row + margin) * IMAGE_SIDE + column + margin] =
        read[row * side + column]! * (ink - paper)
    }
  }
  return gradient
}

/**
 * The gradient of a score from those of the ten logits: whoever has them needs no network for it.
 *
 * @param logitGradients - `[10, 32, 32]`, of each logit by the ink of each pixel.
 * @param slopes - Of the score by each logit, as `scoreSlopes` gives them.
 */
export function chainedGradient(logitGradients: Floats, slopes: Floats): Float64Array {
  const gradient = float64(PIXELS)
  for (let digit = 0; digit < CLASSES; digit++) {
    const slope = slopes[digit]!
    for (let pixel = 0; pixel < PIXELS; pixel++) {
      gradient[pixel]! += slope * logitGradients[digit * PIXELS + pixel]!
    }
  }
  return gradient
}
