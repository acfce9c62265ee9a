import type { Activation } from './description'
import type { Floats } from './floats'

/** A and S of the paper's squash A·tanh(S·a), chosen so that f(±1) = ±1. @see LeCun 1998, App. A. */
export const SQUASH_AMPLITUDE = 1.7159
export const SQUASH_SLOPE = 2 / 3

/** The activation of one sum. */
export function activated(activation: Activation, sum: number): number {
  switch (activation) {
    case 'identity':
      return sum
    case 'relu':
      return Math.max(sum, 0)
    case 'tanh':
      return Math.tanh(sum)
    case 'sigmoid':
      return 1 / (1 + Math.exp(-sum))
    case 'scaledTanh':
      return SQUASH_AMPLITUDE * Math.tanh(SQUASH_SLOPE * sum)
  }
}

/** The derivative of an activation by its sum, from the sum's activated value. */
export function slope(activation: Activation, value: number): number {
  switch (activation) {
    case 'identity':
      return 1
    case 'relu':
      return value > 0 ? 1 : 0
    case 'tanh':
      return 1 - value * value
    case 'sigmoid':
      return value * (1 - value)
    case 'scaledTanh':
      return SQUASH_SLOPE * (SQUASH_AMPLITUDE - (value * value) / SQUASH_AMPLITUDE)
  }
}

/** Activates a whole layer, `values[i] = f(sums[i])`. */
export function activate(activation: Activation, sums: Floats, values: Floats): void {
  if (activation === 'identity') {
    values.set(sums)
    return
  }
  for (let i = 0; i < sums.length; i++) values[i] = activated(activation, sums[i]!)
}
