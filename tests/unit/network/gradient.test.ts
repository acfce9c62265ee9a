import { describe, expect, it } from 'vitest'
import {
  type Convolution,
  IMAGE_SIDE,
  type Layer,
  type Network,
  NOT_A_DIGIT,
} from '../../../src/core/network/description'
import { float64 } from '../../../src/core/network/floats'
import { forwardIn } from '../../../src/core/network/forward'
import { referenceGradient } from '../../../src/core/network/gradient'
import { initialWeights } from '../../../src/core/network/initial-weights'
import type { Weights } from '../../../src/core/network/parameters'
import { imageLoss } from '../../../src/core/network/softmax'
import {
  LENET5_1998,
  modernNetwork,
  networkOf,
  PYTORCH_COURSE,
} from '../../../src/core/network/variants'
import { seededRandom } from '../../../src/core/random'

/** Maps of C3 that read one, five, two, … maps of S2, the last of which none reads. */
const OWN_TABLE = '011f03020518101c0a0f0414010e061f'

const NETWORKS: readonly (readonly [string, Network])[] = [
  ['modern, relu', modernNetwork('relu')],
  ['modern, tanh', modernNetwork('tanh')],
  ['modern, sigmoid', modernNetwork('sigmoid')],
  ['pytorch, maximum pooling', PYTORCH_COURSE],
  ['1998: subsampling, connection table, scaled tanh, codes, rubbish class', LENET5_1998],
  ['1998 with a table of one’s own', networkOf('lenet5-1998', 'relu', { c3: OWN_TABLE })],
]

/** Networks that may be told that an image shows no digit. */
const RUBBISH_NETWORKS: readonly (readonly [string, Network])[] = [
  ['modern', modernNetwork('tanh', { rubbish: true })],
  ['pytorch', networkOf('pytorch', 'relu', { rubbish: true })],
  ['1998', LENET5_1998],
]

const IMAGES = 2
const random = seededRandom(7)
const images = Float64Array.from({ length: IMAGES * IMAGE_SIDE ** 2 }, random)

function asFloat64(weights: Weights): Weights<Float64Array> {
  return Object.fromEntries(
    Object.entries(weights).map(([name, values]) => [name, Float64Array.from(values)]),
  )
}

function meanLoss(
  network: Network,
  weights: Weights<Float64Array>,
  labels: readonly number[],
): number {
  const { pre } = forwardIn(float64, network, weights, images).at(-1)!
  return (
    labels.reduce(
      (sum, label, image) =>
        sum + imageLoss(pre.subarray(image * 10, image * 10 + 10), label, network.rubbishLogit),
      0,
    ) / labels.length
  )
}

/** Compares the gradient with central differences of the loss. */
function expectSlope(network: Network, labels: readonly number[]): void {
  const weights = asFloat64(initialWeights(network, 11))
  const { loss, gradients } = referenceGradient(network, weights, images, labels)
  expect(loss).toBeCloseTo(meanLoss(network, weights, labels), 12)
  const pick = seededRandom(5)
  const STEP = 1e-6
  for (const [name, values] of Object.entries(weights)) {
    const largest = gradients[name]!.reduce((most, value) => Math.max(most, Math.abs(value)), 0)
    expect(largest, `${name} has a gradient`).toBeGreaterThan(0)
    for (let trial = 0; trial < 6; trial++) {
      const i = Math.floor(pick() * values.length)
      const before = values[i]!
      values[i] = before + STEP
      const above = meanLoss(network, weights, labels)
      values[i] = before - STEP
      const below = meanLoss(network, weights, labels)
      values[i] = before
      const slope = (above - below) / (2 * STEP)
      // A ReLU or a maximum may have its kink within the step; none of these picks does.
      const error = Math.abs(gradients[name]![i]! - slope)
      expect(error, `${name}[${i}]`).toBeLessThan(1e-4 * largest + 1e-9)
    }
  }
}

describe('referenceGradient', () => {
  it.each(NETWORKS)('is the slope of the loss by finite differences: %s', (_, network) => {
    expectSlope(network, [3, 8])
  })

  it.each(RUBBISH_NETWORKS)('is it of images of no digit too: %s', (_, network) => {
    expectSlope(network, [3, NOT_A_DIGIT])
  })

  it('counts as errors the images whose largest logit is not their label', () => {
    const network = modernNetwork()
    const weights = initialWeights(network, 11)
    const { pre } = forwardIn(float64, network, weights, images).at(-1)!
    const answers = [0, 1].map((image) => {
      const row = Array.from(pre.subarray(image * 10, image * 10 + 10))
      return row.indexOf(Math.max(...row))
    })
    expect(referenceGradient(network, weights, images, answers).errors).toBe(0)
    const [first, second] = answers
    const oneWrong = [first!, (second! + 1) % 10]
    expect(referenceGradient(network, weights, images, oneWrong).errors).toBe(1)
  })

  it('sends the gradient of a maximum to the first of equals', () => {
    // C1 with kernels of 0 makes every map constant, so every patch is a tie.
    const isC1 = (layer: Layer): layer is Convolution => layer.name === 'C1'
    const c1 = PYTORCH_COURSE.layers.find(isC1)!
    const weights = { ...initialWeights(PYTORCH_COURSE, 2) }
    weights['C1.weight'] = new Float32Array(c1.maps * c1.kernel ** 2)
    // One image with ink where only the first place of each patch of C1 reads it with tap (0, 0).
    const image = new Float64Array(IMAGE_SIDE ** 2)
    for (let y = 2; y < 30; y += 2) for (let x = 2; x < 30; x += 2) image[y * IMAGE_SIDE + x] = 1
    const { gradients } = referenceGradient(PYTORCH_COURSE, weights, image, [4])
    const kernel = gradients['C1.weight']!.subarray(0, c1.kernel ** 2)
    // The winner of every patch is at an even row and column: it sees ink through even taps alone.
    kernel.forEach((value, tap) => {
      const even = (tap % c1.kernel) % 2 === 0 && Math.floor(tap / c1.kernel) % 2 === 0
      if (even) expect(Math.abs(value), `tap ${tap}`).toBeGreaterThan(1e-9)
      else expect(value, `tap ${tap}`).toBe(0)
    })
  })

  it.each([
    [new Float64Array(0), []],
    [images, [3]],
    [images, [3, 8, 1]],
  ])('refuses labels that do not fit the images', (pixels, digits) => {
    expect(() =>
      referenceGradient(modernNetwork(), initialWeights(modernNetwork(), 1), pixels, digits),
    ).toThrow('needs a label an image')
  })
})
