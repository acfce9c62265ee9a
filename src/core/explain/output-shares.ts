import type { Network } from '../network/description'
import type { Floats } from '../network/floats'
import type { Weights } from '../network/parameters'
import { type ComputedImage, outputSums } from './unit-sum'

/** The way from the logits to the probabilities, step by step, in float64. */
export interface OutputShares {
  /** Ten, and where the network has one that of what is no digit. */
  readonly logits: Float64Array
  /** The largest logit, which is taken from each: the shares stay the same, and no power overflows. */
  readonly largest: number
  /** e to the power of each logit less the largest; 0..1. */
  readonly powers: Float64Array
  /** All powers together. */
  readonly total: number
  /** Each power's part of the total; 0..1. */
  readonly shares: Float64Array
}

/** Recomputes the softmax of an image from the values before the output. */
export function outputShares(
  network: Network,
  weights: Weights<Floats>,
  computed: ComputedImage,
): OutputShares {
  const digits = outputSums(network, weights, computed)
  const rubbish = network.rubbishLogit === null ? [] : [network.rubbishLogit]
  const logits = Float64Array.from([...digits, ...rubbish])
  const largest = Math.max(...logits)
  const powers = logits.map((logit) => Math.exp(logit - largest))
  const total = powers.reduce((sum, power) => sum + power, 0)
  return { logits, largest, powers, total, shares: powers.map((power) => power / total) }
}
