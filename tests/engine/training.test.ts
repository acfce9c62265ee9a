import { afterAll, describe, expect, it } from 'vitest'
import { IMAGE_SIDE } from '../../src/core/network/description'
import { referenceGradient } from '../../src/core/network/gradient'
import { initialWeights } from '../../src/core/network/initial-weights'
import type { Weights } from '../../src/core/network/parameters'
import { LENET5_1998, modernNetwork } from '../../src/core/network/variants'
import type { OptimizerStep } from '../../src/core/recipe/optimizer'
import type { Engine } from '../../src/engine/engine'
import { adam, expectClose, expectSame, NAMES, noise, openEngine, type TestedName } from './engines'

const network = modernNetwork('tanh')
const weights = initialWeights(network, 5)
const BATCH = 4

/** Open for all tests of this file: WebGL compiles its shaders anew for the first of several only. */
const engines: Readonly<Record<TestedName, Engine>> = {
  simd: await openEngine('simd'),
  wasm: await openEngine('wasm', { batch: BATCH }),
  webgl: await openEngine('webgl', { batch: BATCH }),
  webgpu: await openEngine('webgpu', { batch: BATCH }),
  cpu: await openEngine('cpu', { batch: BATCH }),
}

afterAll(() => {
  for (const engine of Object.values(engines)) engine.dispose()
})

/** Weights in float64 after each step, by the optimizers' rules written out. */
function byHand(steps: readonly OptimizerStep[], batches: readonly ReturnType<typeof noise>[]) {
  const entries = Object.entries(weights)
  const now = Object.fromEntries(entries.map(([name, w]) => [name, Float64Array.from(w)]))
  const zeros = () =>
    Object.fromEntries(entries.map(([name, w]) => [name, new Float64Array(w.length)]))
  const [first, second, velocity] = [zeros(), zeros(), zeros()]
  for (const [index, step] of steps.entries()) {
    const { images, labels } = batches[index]!
    const { gradients } = referenceGradient(network, now, images, labels)
    for (const [name, gradient] of Object.entries(gradients)) {
      const [w, m, s, v] = [now[name]!, first[name]!, second[name]!, velocity[name]!]
      gradient.forEach((g, i) => {
        if (step.kind === 'sgd') {
          v[i] = step.momentum * v[i]! + g
          w[i] = w[i]! - step.learningRate * v[i]!
          return
        }
        m[i] = step.beta1 * m[i]! + (1 - step.beta1) * g
        s[i] = step.beta2 * s[i]! + (1 - step.beta2) * g * g
        const mean = m[i]! / (1 - step.beta1 ** step.iteration)
        const root = Math.sqrt(s[i]! / (1 - step.beta2 ** step.iteration))
        const kept = w[i]! - step.learningRate * step.weightDecay * w[i]!
        w[i] = kept - (step.learningRate * mean) / (root + step.epsilon)
      })
    }
  }
  return now
}

const sgd: OptimizerStep = { kind: 'sgd', learningRate: 0.05, momentum: 0.9 }

async function trainOn(engine: Engine, from: number, to: number): Promise<void> {
  for (let iteration = from; iteration <= to; iteration++) {
    const { images, labels } = noise(BATCH, iteration)
    await engine.train(images, labels, adam(iteration))
  }
}

describe.each(NAMES)('%s', (name) => {
  const engine = engines[name]

  it('steps by SGD with momentum as worked by hand', async () => {
    const batches = [noise(BATCH, 1), noise(BATCH, 2), noise(BATCH, 3)]
    await engine.load(network, weights)
    for (const { images, labels } of batches) await engine.train(images, labels, sgd)
    expectClose(await engine.weights(), byHand([sgd, sgd, sgd], batches), 2e-6)
  })

  it('steps by Adam, its weights decaying or not, as worked by hand', async () => {
    const batches = [noise(BATCH, 1), noise(BATCH, 2), noise(BATCH, 3)]
    const steps = [adam(1), { ...adam(2), weightDecay: 0.5 }, adam(3)]
    await engine.load(network, weights)
    for (const [index, { images, labels }] of batches.entries()) {
      await engine.train(images, labels, steps[index]!)
    }
    expectClose(await engine.weights(), byHand(steps, batches), 2e-5)
  })

  it('reports loss and errors from before the step', async () => {
    const { images, labels } = noise(BATCH, 6)
    await engine.load(network, weights)
    const expected = referenceGradient(network, weights, images, labels)
    const result = await engine.train(images, labels, sgd)
    expect(result.loss).toBeCloseTo(expected.loss, 5)
    expect(result.errors).toBe(expected.errors)
    expect((await engine.gradients(images, labels)).loss).toBeLessThan(expected.loss)
  })

  it('does not let the padding of a small batch show', async () => {
    const full = noise(BATCH, 1)
    const images = full.images.slice(0, 3 * IMAGE_SIDE ** 2)
    const labels = full.labels.slice(0, 3)
    await engine.load(network, weights)
    const expected = referenceGradient(network, weights, images, labels)
    const result = await engine.gradients(images, labels)
    expect(result.loss).toBeCloseTo(expected.loss, 5)
    expect(result.errors).toBe(expected.errors)
    expectClose(result.gradients, expected.gradients, 1e-6)

    await engine.train(full.images, full.labels, { ...sgd, learningRate: 0 })
    const trained = await engine.train(images, labels, { ...sgd, momentum: 0 })
    expect(trained.loss).toBeCloseTo(expected.loss, 5)
    expect(trained.errors).toBe(expected.errors)
    const step = Object.fromEntries(
      Object.entries(expected.gradients).map(([key, gradient]) => [
        key,
        gradient.map((g, i) => weights[key]![i]! - 0.05 * g),
      ]),
    )
    expectClose(await engine.weights(), step, 1e-6)
  })

  it('takes batches that grow', async () => {
    await engine.load(network, weights)
    const small = noise(BATCH, 1)
    await engine.train(small.images, small.labels, { ...sgd, learningRate: 0 })
    const large = noise(6, 2)
    const expected = referenceGradient(network, weights, large.images, large.labels)
    const { loss } = await engine.train(large.images, large.labels, sgd)
    expect(loss).toBeCloseTo(expected.loss, 5)
  })

  it('gives bit-identical weights for the same steps', async () => {
    const runs: Weights[] = []
    for (let run = 0; run < 2; run++) {
      await engine.load(network, weights)
      await trainOn(engine, 1, 5)
      runs.push(await engine.weights())
    }
    expectSame(runs[0]!, runs[1]!)
    expect(runs[0]!['C1.weight']).not.toEqual(weights['C1.weight'])
  })

  it('goes on from its own exported state as if it had not stopped', async () => {
    await engine.load(network, weights)
    expect(await engine.optimizerState()).toBeNull()
    await trainOn(engine, 1, 3)
    const [middle, state] = [await engine.weights(), await engine.optimizerState()]
    expect(state?.kind).toBe('adam')
    await trainOn(engine, 4, 6)
    const unbroken = await engine.weights()
    await engine.load(network, middle, state!)
    await trainOn(engine, 4, 6)
    expectSame(await engine.weights(), unbroken)
    // Without the state the next steps are others.
    await engine.load(network, middle)
    await trainOn(engine, 4, 6)
    expect(await engine.weights()).not.toEqual(unbroken)
  })

  it('exports the velocity of SGD', async () => {
    const { images, labels } = noise(BATCH, 1)
    await engine.load(network, weights)
    const { gradients } = await engine.gradients(images, labels)
    await engine.train(images, labels, sgd)
    const state = await engine.optimizerState()
    if (state?.kind !== 'sgd') throw new Error(`needs the state of sgd, got ${state?.kind}`)
    expectSame(state.velocity, gradients)
  })

  it('keeps gaps of the connection table out of the weights while it learns the rest', async () => {
    const before = initialWeights(LENET5_1998, 2)
    await engine.load(LENET5_1998, before)
    const { images, labels } = noise(BATCH, 1)
    const { loss } = await engine.train(images, labels, adam(1))
    await engine.train(images, labels, adam(2))
    const again = await engine.gradients(images, labels)
    expect(again.loss).toBeLessThan(loss)
    // What a reference computes from the table alone is what the dense kernel computes.
    const after = await engine.weights()
    const reference = referenceGradient(LENET5_1998, after, images, labels)
    expect(again.loss / reference.loss).toBeCloseTo(1, 6)
    expect(after['C3.weight']).toHaveLength(1500)
  })
})

describe('a run moved between engines', () => {
  it.each([
    ['simd', 'wasm'],
    ['wasm', 'simd'],
    ['wasm', 'cpu'],
    ['cpu', 'wasm'],
    ['wasm', 'webgl'],
    ['webgl', 'wasm'],
    ['webgpu', 'simd'],
  ] as const)('%s to %s goes on like one that was not', async (from, to) => {
    const [one, other] = [engines[from], engines[to]]
    await one.load(network, weights)
    await trainOn(one, 1, 3)
    await other.load(network, await one.weights(), (await one.optimizerState())!)
    // Both run at once, as they do while a page switches.
    await Promise.all([trainOn(one, 4, 6), trainOn(other, 4, 6)])
    expectClose(await other.weights(), await one.weights(), 2e-5)
  })
})
