import * as tf from '@tensorflow/tfjs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Weights } from '../../src/core/network/parameters'
import { LENET5_1998, modernNetwork, PYTORCH_COURSE } from '../../src/core/network/variants'
import { seededRandom } from '../../src/core/random'
import { type Engine, EngineUnavailableError } from '../../src/engine/engine'
import { selfTest } from '../../src/engine/self-test'
import { openEngine } from './engines'

const network = modernNetwork()

/** An engine that computes rightly and then reports something else. */
function poisoned(engine: Engine, changed: Partial<Engine>): Engine {
  return {
    describe: () => engine.describe(),
    memoryBytes: () => engine.memoryBytes(),
    load: (...words) => engine.load(...words),
    weights: () => engine.weights(),
    optimizerState: () => engine.optimizerState(),
    forward: (images) => engine.forward(images),
    classify: (images) => engine.classify(images),
    gradients: (images, labels) => engine.gradients(images, labels),
    train: (...words) => engine.train(...words),
    dispose: () => engine.dispose(),
    ...changed,
  }
}

const random = seededRandom(3)
const POISONS: readonly (readonly [string, (value: number, i: number) => number])[] = [
  ['zeros', () => 0],
  ['a NaN', (value, i) => (i === 0 ? Number.NaN : value)],
  ['one per cent of noise', (value) => value * (1 + 0.02 * (random() - 0.5))],
]

describe('selfTest', () => {
  let engine: Engine
  beforeAll(async () => {
    engine = await openEngine('wasm')
  })
  afterAll(() => engine.dispose())

  it.each([modernNetwork('relu'), modernNetwork('sigmoid'), LENET5_1998, PYTORCH_COURSE])(
    'accepts an engine that computes rightly ($variant)',
    async (right) => {
      await selfTest(engine, right)
    },
  )

  it.each(POISONS)('refuses %s in one layer, and says in which', async (_, poison) => {
    const wrong = poisoned(engine, {
      forward: async (images) =>
        (await engine.forward(images)).map((layer) =>
          layer.name === 'C3' ? { ...layer, pre: layer.pre.map(poison) } : layer,
        ),
    })
    await expect(selfTest(wrong, network)).rejects.toThrow(
      /^wasm: computes wrongly: layer C3 is off by (\d.*|NaN), 0\.0001 allowed$/,
    )
    await expect(selfTest(wrong, network)).rejects.toBeInstanceOf(EngineUnavailableError)
  })

  it.each(POISONS)('refuses %s in what classify answers', async (_, poison) => {
    const wrong = poisoned(engine, {
      classify: async (images) => (await engine.classify(images)).map(poison),
    })
    await expect(selfTest(wrong, network)).rejects.toThrow('the output of classify is off by')
  })

  it.each(POISONS)('refuses %s in one gradient, and says in which', async (_, poison) => {
    const wrong = poisoned(engine, {
      gradients: async (images, labels) => {
        const result = await engine.gradients(images, labels)
        const gradients: Weights = {
          ...result.gradients,
          'F6.bias': result.gradients['F6.bias']!.map(poison),
        }
        return { ...result, gradients }
      },
    })
    await expect(selfTest(wrong, network)).rejects.toThrow(
      /the gradient of F6\.bias is off by (\d.*|NaN), 0\.001 allowed$/,
    )
  })

  it('refuses a gradient that is missing', async () => {
    const wrong = poisoned(engine, {
      gradients: async (images, labels) => {
        const { gradients, ...result } = await engine.gradients(images, labels)
        const { 'C5.bias': _, ...others } = gradients
        return { ...result, gradients: others }
      },
    })
    await expect(selfTest(wrong, network)).rejects.toThrow('C5.bias is off by NaN')
  })

  it('refuses a backend one of whose kernels computes wrongly', async () => {
    const cpu = await openEngine('cpu')
    const right = tf.getKernel(tf.Conv2DBackpropFilter, 'cpu')
    tf.unregisterKernel(tf.Conv2DBackpropFilter, 'cpu')
    tf.registerKernel({
      ...right,
      kernelFunc: (words) =>
        tf.tidy(() => {
          const info = right.kernelFunc(words)
          if (Array.isArray(info)) throw new Error('needs one tensor')
          const gradient = tf.engine().makeTensorFromTensorInfo(info)
          return tf.mul(gradient, tf.randomUniform(gradient.shape, 0.99, 1.01, 'float32', 4))
        }),
    })
    try {
      await expect(selfTest(cpu, network)).rejects.toThrow(
        /^cpu: computes wrongly: the gradient of C1\.weight is off by/,
      )
    } finally {
      tf.unregisterKernel(tf.Conv2DBackpropFilter, 'cpu')
      tf.registerKernel(right)
    }
    await selfTest(cpu, network)
    cpu.dispose()
  })
})
