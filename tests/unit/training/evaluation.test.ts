import { describe, expect, it } from 'vitest'
import { initialWeights } from '../../../src/core/network/initial-weights'
import { modernNetwork } from '../../../src/core/network/variants'
import { evaluate } from '../../../src/training/evaluation'
import { barImages } from './bar-images'
import { PlainEngine } from './plain-engine'

/** Weights that see nothing: the logits are the output's biases, here 0 but 2 for digit 4. */
function alwaysFour() {
  const network = modernNetwork()
  const weights = initialWeights(network, 1)
  for (const values of Object.values(weights)) values.fill(0)
  weights['output.bias']![4] = 2
  return { network, weights }
}

describe('evaluate', () => {
  it('gives error, mean loss and confusion of the images asked for', async () => {
    const { network, weights } = alwaysFour()
    const engine = new PlainEngine()
    await engine.load(network, weights)
    const data = barImages(13, 3) // labels 0 7 4 1 8 5 2 9 6 3 0 7 4
    const indices = Uint32Array.of(12, 1, 2, 3, 11)
    const score = await evaluate(
      () => engine,
      network,
      data,
      indices,
      async () => {},
    )
    expect(score.error).toBeCloseTo(3 / 5, 12)
    const logSum = Math.log(Math.exp(2) + 9)
    expect(score.loss).toBeCloseTo((2 * (logSum - 2) + 3 * logSum) / 5, 6)
    const counts = new Uint32Array(100)
    counts[44] = 2
    counts[74] = 2
    counts[14] = 1
    expect(score.confusion.counts).toEqual(counts)
  })

  it('lets others work before each chunk of 256 and ends with what they throw', async () => {
    const { network, weights } = alwaysFour()
    const engine = new PlainEngine()
    await engine.load(network, weights)
    const data = barImages(2, 3)
    const indices = new Uint32Array(257)
    let chunks = 0
    const count = async () => {
      chunks++
    }
    await evaluate(() => engine, network, data, indices, count)
    expect(chunks).toBe(2)
    const stop = async () => {
      throw new Error('stopped by hand')
    }
    await expect(evaluate(() => engine, network, data, indices, stop)).rejects.toThrow(
      'stopped by hand',
    )
  })

  it('refuses no images', async () => {
    const nothing = evaluate(
      () => new PlainEngine(),
      modernNetwork(),
      barImages(1, 1),
      new Uint32Array(),
      async () => {},
    )
    await expect(nothing).rejects.toThrow('needs images, got none')
  })
})
