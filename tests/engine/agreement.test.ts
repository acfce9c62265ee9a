import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Network, NOT_A_DIGIT, VARIANTS } from '../../src/core/network/description'
import { float64 } from '../../src/core/network/floats'
import { forwardIn } from '../../src/core/network/forward'
import { referenceGradient } from '../../src/core/network/gradient'
import { initialWeights } from '../../src/core/network/initial-weights'
import {
  LENET5_1998,
  modernNetwork,
  networkOf,
  PYTORCH_COURSE,
} from '../../src/core/network/variants'
import type { Engine } from '../../src/engine/engine'
import { golden, ourName } from '../golden/golden'
import {
  adam,
  expectSame,
  goldenImages,
  goldenWeights,
  largestDifference,
  largestMagnitude,
  NAMES,
  noise,
  openEngine,
} from './engines'

/** Maps of C3 that read one, five, two, … maps of S2, the last of which none reads. */
const OWN_TABLE = '011f03020518101c0a0f0414010e061f'

const NETWORKS: readonly (readonly [string, Network])[] = [
  ['modern, relu', modernNetwork('relu')],
  ['modern, tanh', modernNetwork('tanh')],
  ['modern, sigmoid', modernNetwork('sigmoid')],
  ['pytorch', PYTORCH_COURSE],
  ['1998', LENET5_1998],
  ['modern, rubbish', modernNetwork('relu', { rubbish: true })],
  ['modern, a table of one’s own', networkOf('modern', 'tanh', { c3: OWN_TABLE })],
]

describe.each(NAMES)('%s', (name) => {
  let engine: Engine
  let images: Float32Array
  beforeAll(async () => {
    engine = await openEngine(name)
    images = await goldenImages()
  })
  afterAll(() => engine.dispose())

  it('says what computes', () => {
    expect(engine.describe()).toEqual({
      name,
      threads: 1,
      device: expect.stringMatching(
        {
          simd: /^WebAssembly (relaxed )?SIMD$/,
          wasm: /^WebAssembly SIMD$/,
          webgl: /swiftshader/i,
          webgpu: /swiftshader/i,
          cpu: /^JavaScript$/,
        }[name],
      ),
    })
  })

  describe.each(NETWORKS)('%s', (_, network) => {
    const weights = initialWeights(network, 1998)

    it('computes every layer within 1e-4 and every gradient within 1e-3 of float64', async () => {
      const rubbish = network.rubbishLogit === null ? 9 : NOT_A_DIGIT
      const labels = Uint8Array.from([7, 2, 1, 0, 4, 1, 4, rubbish])
      await engine.load(network, weights)
      const expected = forwardIn(float64, network, weights, images)
      const layers = await engine.forward(images)
      expect(layers.map((layer) => layer.name)).toEqual(network.layers.map((layer) => layer.name))
      for (const [index, { name: layer, maps, side, pre, post }] of expected.entries()) {
        expect(layers[index]).toMatchObject({ maps, side })
        expect(largestDifference(layers[index]?.pre, pre), `${layer} sums`).toBeLessThan(1e-4)
        expect(largestDifference(layers[index]?.post, post), `${layer} values`).toBeLessThan(1e-4)
      }
      const logits = await engine.classify(images)
      expect(largestDifference(logits, expected.at(-1)!.pre)).toBeLessThan(1e-4)

      const reference = referenceGradient(network, weights, images, labels)
      const result = await engine.gradients(images, labels)
      expect(result.loss).toBeCloseTo(reference.loss, 5)
      expect(result.errors).toBe(reference.errors)
      expect(Object.keys(result.gradients)).toEqual(Object.keys(weights))
      for (const [parameter, gradient] of Object.entries(reference.gradients)) {
        const error = largestDifference(result.gradients[parameter], gradient)
        expect(error / largestMagnitude(gradient), parameter).toBeLessThan(1e-3)
      }
    })

    it('gives back the weights it was given', async () => {
      await engine.load(network, weights)
      expectSame(await engine.weights(), weights)
    })
  })

  describe.each(VARIANTS)('%s beside PyTorch', (variant) => {
    const network = networkOf(variant)
    const expected = golden[variant]

    it('computes its layers, logits, loss and gradients', async () => {
      await engine.load(network, await goldenWeights(variant))
      const layers = await engine.forward(images)
      for (const [layer, { ofFirstImage }] of Object.entries(expected.layers)) {
        const values = layers.find((candidate) => candidate.name === layer) ?? layers.at(-1)!
        const first = (layer === 'logits' ? values.pre : values.post).subarray(
          0,
          ofFirstImage.length,
        )
        expect(largestDifference(first, Float64Array.from(ofFirstImage)), layer).toBeLessThan(1e-4)
      }
      const logits = await engine.classify(images)
      const theirs = Float64Array.from(expected.logits.flat())
      expect(largestDifference(logits, theirs)).toBeLessThan(1e-4)

      const { loss, gradients } = await engine.gradients(images, Uint8Array.from(expected.labels))
      expect(loss).toBeCloseTo(expected.loss, 5)
      for (const [theirName, { norm, first20 }] of Object.entries(expected.gradients)) {
        const gradient = gradients[ourName(theirName)]!
        const ours = Math.hypot(...gradient)
        expect(Math.abs(ours / norm - 1), `norm of ${theirName}`).toBeLessThan(1e-3)
        const error = largestDifference(
          gradient.slice(0, first20.length),
          Float64Array.from(first20),
        )
        expect(error / largestMagnitude(gradient), theirName).toBeLessThan(1e-3)
      }
    })

    it('arrives where one step of its Adam arrives', async () => {
      await engine.load(network, await goldenWeights(variant))
      await engine.train(images, Uint8Array.from(expected.labels), adam(1))
      const weights = await engine.weights()
      for (const [theirName, { sum, first5 }] of Object.entries(expected.afterOneAdamStep)) {
        const ours = weights[ourName(theirName)]!
        first5.forEach((value, i) => {
          expect(ours[i], `${theirName}[${i}]`).toBeCloseTo(value, 6)
        })
        // A step is a rate of 1e-3 whatever the gradient, but where that is all rounding error.
        const total = ours.reduce((all, value) => all + value, 0)
        expect(Math.abs(total - sum), theirName).toBeLessThan(2e-7 * ours.length + 1e-6)
      }
    })
  })

  it('reads one image as it reads many', async () => {
    const network = modernNetwork()
    const weights = initialWeights(network, 3)
    const { images: many } = noise(21, 4)
    await engine.load(network, weights)
    const logits = await engine.classify(many)
    expect(logits).toHaveLength(210)
    const expected = forwardIn(float64, network, weights, many).at(-1)!.pre
    expect(largestDifference(logits, expected)).toBeLessThan(1e-4)
    const last = await engine.classify(many.slice(20 * 1024))
    expect(largestDifference(last, expected.slice(200))).toBeLessThan(1e-4)
    const layers = await engine.forward(many)
    expect(largestDifference(layers.at(-1)!.pre, expected)).toBeLessThan(1e-4)
    expect(await engine.classify(new Float32Array(0))).toHaveLength(0)
  })

  it('refuses networks, weights, images and labels that do not fit', async () => {
    const network = modernNetwork()
    const weights = initialWeights(network, 3)
    const { images: two, labels } = noise(2, 4)
    await expect(
      engine.load(network, { ...weights, 'F6.bias': new Float32Array(83) }),
    ).rejects.toThrow('F6.bias needs 84 values [84], got 83')
    const endless = { ...weights, 'C1.bias': new Float32Array(6).fill(Number.POSITIVE_INFINITY) }
    await expect(engine.load(network, endless)).rejects.toThrow('C1.bias[0] must be finite')
    const halfState = { kind: 'sgd', velocity: { 'C1.bias': new Float32Array(6) } } as const
    await expect(engine.load(network, weights, halfState)).rejects.toThrow('needs C1.weight')
    await engine.load(network, weights)
    await expect(engine.classify(two.slice(1))).rejects.toThrow('needs whole images')
    await expect(engine.train(two, labels.slice(1), adam(1))).rejects.toThrow('got 1 for 2')
    await expect(engine.gradients(two, Uint8Array.from([3, 10]))).rejects.toThrow(
      'labels must be in 0..9, got 10',
    )
    await engine.load(LENET5_1998, initialWeights(LENET5_1998, 1))
    await expect(engine.gradients(two, Uint8Array.from([3, 11]))).rejects.toThrow(
      'labels must be in 0..10, got 11',
    )
    await engine.load(network, weights)
    expectSame(await engine.weights(), weights)
  })
})
