import { describe, expect, it } from 'vitest'
import { initialWeights } from '../../src/core/network/initial-weights'
import { LENET5_1998, modernNetwork, PYTORCH_COURSE } from '../../src/core/network/variants'
import { adam, held, noise, openEngine } from './engines'

describe.each([
  ['simd', 100],
  ['wasm', 100],
  // The code that holds tensors is the same for every backend, and these are slow.
  ['webgl', 20],
  ['webgpu', 6],
  ['cpu', 20],
] as const)('%s', (name, times) => {
  it(`leaves no tensor behind over ${times} predictions and ${times} steps`, async () => {
    const network = modernNetwork()
    const engine = await openEngine(name, { batch: 2 })
    const { images, labels } = noise(2, 1)
    const one = images.slice(0, 1024)
    await engine.load(network, initialWeights(network, 1))
    await engine.train(images, labels, adam(1))
    await engine.forward(one)
    const before = held()
    for (let i = 0; i < times / 2; i++) {
      await engine.forward(one)
      await engine.classify(one)
    }
    expect(held()).toEqual(before)
    for (let iteration = 2; iteration <= 1 + times; iteration++) {
      await engine.train(images, labels, adam(iteration))
    }
    // The parameters' own tensors are made anew at the first computation after a step.
    await engine.forward(one)
    expect(held()).toEqual(before)
    engine.dispose()
    expect(held()).toEqual({ tensors: 0, buffers: 0 })
  })

  it('frees everything of a network when another is loaded, fails to load or is disposed', async () => {
    const engine = await openEngine(name, { batch: 3 })
    const { images, labels } = noise(2, 1)
    for (const network of [LENET5_1998, PYTORCH_COURSE]) {
      const weights = initialWeights(network, 1)
      await engine.load(network, weights)
      await engine.train(images, labels, { kind: 'sgd', learningRate: 0.1, momentum: 0.9 })
      await engine.train(images, labels, adam(1))
      const state = await engine.optimizerState()
      await engine.weights()
      await engine.load(network, weights, state!)
      const before = held()
      await expect(engine.load(network, {})).rejects.toThrow('needs C1.weight')
      expect(held()).toEqual(before)
    }
    engine.dispose()
    engine.dispose()
    expect(held()).toEqual({ tensors: 0, buffers: 0 })
    await expect(engine.classify(images)).rejects.toThrow('got a disposed one')
    await expect(engine.load(modernNetwork(), {})).rejects.toThrow('got a disposed one')
  })

  it('finishes what is under way when it is disposed, and starts again', async () => {
    const network = modernNetwork()
    const weights = initialWeights(network, 1)
    const { images } = noise(1, 1)
    const first = await openEngine(name)
    await first.load(network, weights)
    const logits = first.classify(images)
    first.dispose()
    const second = await openEngine(name)
    await second.load(network, weights)
    expect(await second.classify(images)).toEqual(await logits)
    second.dispose()
    expect(held()).toEqual({ tensors: 0, buffers: 0 })
  })
})
