import { describe, expect, it } from 'vitest'
import {
  chainedGradient,
  computedPixels,
  scoreGradient,
} from '../../../src/core/explain/input-gradient'
import { type Score, scoreOf, scoreSlopes } from '../../../src/core/explain/score'
import { imageMargin } from '../../../src/core/explain/sight'
import { CLASSES, IMAGE_SIDE, type Network } from '../../../src/core/network/description'
import { type Floats, float64 } from '../../../src/core/network/floats'
import { forwardIn } from '../../../src/core/network/forward'
import { initialWeights } from '../../../src/core/network/initial-weights'
import type { Weights } from '../../../src/core/network/parameters'
import {
  LENET5_1998,
  MODERN_ACTIVATIONS,
  modernNetwork,
  networkOf,
  PYTORCH_COURSE,
} from '../../../src/core/network/variants'
import { seededRandom } from '../../../src/core/random'

const NETWORKS: readonly (readonly [string, Network])[] = [
  ...MODERN_ACTIVATIONS.map((activation) => [activation, modernNetwork(activation)] as const),
  ['modern, rubbish class', modernNetwork('relu', { rubbish: true })],
  ['pytorch, 28×28, maximum pooling', PYTORCH_COURSE],
  ['pytorch, rubbish class', networkOf('pytorch', 'relu', { rubbish: true })],
  ['1998', LENET5_1998],
]

const SCORES: readonly Score[] = [
  { kind: 'logit', digit: 7 },
  { kind: 'logOdds', digit: 3 },
  { kind: 'lead', digit: 2, over: 9 },
  { kind: 'evidence' },
  { kind: 'doubt' },
]

const random = seededRandom(21)
const image = Float64Array.from({ length: IMAGE_SIDE ** 2 }, random)

function computedScore(
  network: Network,
  weights: Weights<Floats>,
  pixels: Float64Array,
  score: Score,
) {
  return scoreOf(
    score,
    forwardIn(float64, network, weights, pixels).at(-1)!.pre,
    network.rubbishLogit,
  )
}

/** Pixels of the corner, the middle and here and there, all of which the network reads. */
function somePixels(network: Network): number[] {
  const margin = imageMargin(network)
  const pick = seededRandom(4)
  const inside = () => margin + Math.floor(pick() * network.input.side)
  const corner = margin * IMAGE_SIDE + margin
  return [corner, ...Array.from({ length: 12 }, () => inside() * IMAGE_SIDE + inside())]
}

describe.each(NETWORKS)('the gradient of a score by the image: %s', (_, network) => {
  const weights = initialWeights(network, 11)
  const computed = computedPixels(network, weights, image)

  it.each(SCORES)('is the slope by finite differences: $kind', (score) => {
    const gradient = scoreGradient(network, weights, computed, score)
    const largest = gradient.reduce((most, value) => Math.max(most, Math.abs(value)), 0)
    expect(largest).toBeGreaterThan(0)
    const STEP = 1e-6
    for (const pixel of somePixels(network)) {
      const [above, below] = [STEP, -STEP].map((step) => {
        const moved = Float64Array.from(image)
        moved[pixel]! += step
        return computedScore(network, weights, moved, score)
      })
      const slope = (above! - below!) / (2 * STEP)
      expect(Math.abs(gradient[pixel]! - slope), `pixel ${pixel}`).toBeLessThan(
        1e-4 * largest + 1e-9,
      )
    }
  })

  it('is 0 where the network does not look', () => {
    const gradient = scoreGradient(network, weights, computed, SCORES[0]!)
    const margin = imageMargin(network)
    for (const [pixel, value] of gradient.entries()) {
      const [row, column] = [Math.floor(pixel / IMAGE_SIDE), pixel % IMAGE_SIDE]
      const isOutside = [row, column].some(
        (place) => place < margin || place >= IMAGE_SIDE - margin,
      )
      if (isOutside) expect(value).toBe(0)
    }
  })

  it('is chained from the gradients of the ten logits', () => {
    const logitGradients = float64(CLASSES * IMAGE_SIDE ** 2)
    for (let digit = 0; digit < CLASSES; digit++) {
      const own = scoreGradient(network, weights, computed, { kind: 'logit', digit })
      logitGradients.set(own, digit * IMAGE_SIDE ** 2)
    }
    const logits = computed.layers.at(-1)!.pre
    for (const score of SCORES) {
      const chained = chainedGradient(
        logitGradients,
        scoreSlopes(score, logits, network.rubbishLogit),
      )
      const direct = scoreGradient(network, weights, computed, score)
      for (const [pixel, value] of direct.entries()) expect(chained[pixel]).toBeCloseTo(value, 10)
    }
  })
})
