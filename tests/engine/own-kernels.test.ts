import * as tf from '@tensorflow/tfjs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Engine } from '../../src/engine/engine'
import type { TfjsName } from '../../src/engine/tfjs/backends'
import { rank4 } from '../../src/engine/tfjs/kernel-registration'
import {
  type TensorOperations,
  tensorOperations,
  wholePart,
} from '../../src/engine/tfjs/tensor-operations'
import { largestDifference, openEngine } from './engines'

/** Runs one kernel on one backend, on the same tensors each time. */
async function computed(
  backendName: TfjsName,
  kernel: string,
  shapes: Readonly<Record<string, number[]>>,
  attributes: tf.NamedAttrMap,
): Promise<Float32Array> {
  await tf.setBackend(backendName)
  const result = tf.tidy(() => {
    const inputs = Object.fromEntries(
      Object.entries(shapes).map(([name, shape], i) => [
        name,
        tf.randomUniform(shape, -2, 2, 'float32', i + 1),
      ]),
    )
    return tf.engine().runKernel<tf.Tensor>(kernel, inputs, attributes)
  })
  const values = (await result.data<'float32'>()).slice()
  result.dispose()
  return values
}

/** Keeps a backend and the cpu backend running for the tests of a group. */
function besideCpu(name: TfjsName): void {
  const engines: Engine[] = []
  beforeAll(async () => {
    engines.push(await openEngine(name), await openEngine('cpu'))
  })
  afterAll(() => {
    for (const engine of engines) engine.dispose()
  })
}

const PLAIN = { strides: [1, 1], pad: 'valid', dataFormat: 'NHWC' }
const PATCHES = { filterSize: [2, 2], strides: [2, 2], pad: 'valid' }

describe('our own kernels on wasm', () => {
  const name = 'wasm'
  besideCpu(name)

  it.each([
    ['C1', { x: [3, 32, 32, 1], dy: [3, 28, 28, 6] }, [5, 5, 1, 6]],
    ['C3', { x: [3, 14, 14, 6], dy: [3, 10, 10, 16] }, [5, 5, 6, 16]],
    ['3×4 kernels', { x: [2, 7, 9, 2], dy: [2, 5, 6, 3] }, [3, 4, 2, 3]],
    ['5×4 kernels, odd', { x: [16, 9, 10, 3], dy: [16, 5, 7, 5] }, [5, 4, 3, 5]],
  ])('Conv2DBackpropFilter is that of the cpu backend: %s', async (_, shapes, filterShape) => {
    const attributes = { ...PLAIN, filterShape }
    const own = await computed(name, tf.Conv2DBackpropFilter, shapes, attributes)
    const cpu = await computed('cpu', tf.Conv2DBackpropFilter, shapes, attributes)
    // Sums of up to 2,352 products of values up to 2.
    expect(largestDifference(own, cpu)).toBeLessThan(1e-3)
    expect(own.some((value) => Math.abs(value) > 1)).toBe(true)
  })

  it.each([
    ['C3', { dy: [3, 10, 10, 16], filter: [5, 5, 6, 16] }, [3, 14, 14, 6]],
    ['3×4 kernels', { dy: [2, 5, 6, 3], filter: [3, 4, 2, 3] }, [2, 7, 9, 2]],
    ['5×3 kernels, odd', { dy: [2, 5, 7, 5], filter: [5, 3, 3, 5] }, [2, 9, 9, 3]],
  ])('Conv2DBackpropInput is that of the cpu backend: %s', async (_, shapes, inputShape) => {
    const attributes = { ...PLAIN, inputShape }
    const own = await computed(name, tf.Conv2DBackpropInput, shapes, attributes)
    const cpu = await computed('cpu', tf.Conv2DBackpropInput, shapes, attributes)
    expect(largestDifference(own, cpu)).toBeLessThan(1e-3)
  })

  it('AvgPoolGrad is that of the cpu backend', async () => {
    const shapes = { dy: [3, 14, 14, 6], input: [3, 28, 28, 6] }
    const own = await computed(name, tf.AvgPoolGrad, shapes, PATCHES)
    const cpu = await computed('cpu', tf.AvgPoolGrad, shapes, PATCHES)
    expect(largestDifference(own, cpu)).toBe(0)
  })

  it.each([
    ['a stride of 2', { ...PLAIN, strides: [2, 2] }, 'got stride 2,2, valid, NHWC'],
    ['padding', { ...PLAIN, pad: 'same' }, 'got stride 1,1, same, NHWC'],
    ['channels first', { ...PLAIN, dataFormat: 'NCHW' }, 'got stride 1,1, valid, NCHW'],
  ])('refuse %s', async (_, attributes, message) => {
    const filter = { x: [1, 8, 8, 2], dy: [1, 4, 4, 3] }
    await expect(
      computed(name, tf.Conv2DBackpropFilter, filter, {
        ...attributes,
        filterShape: [5, 5, 2, 3],
      }),
    ).rejects.toThrow(message)
    const input = { dy: [1, 4, 4, 3], filter: [5, 5, 2, 3] }
    await expect(
      computed(name, tf.Conv2DBackpropInput, input, { ...attributes, inputShape: [1, 8, 8, 2] }),
    ).rejects.toThrow(message)
  })

  it('refuse patches that overlap', async () => {
    const shapes = { dy: [1, 3, 3, 1], input: [1, 4, 4, 1] }
    const overlapping = { ...PATCHES, strides: [1, 1] }
    await expect(computed(name, tf.AvgPoolGrad, shapes, overlapping)).rejects.toThrow(
      'needs 2×2 patches side by side, got 2,2 by 1,1, valid',
    )
  })
})

describe.each(['webgl', 'webgpu'] as const)('our own convolution on %s', (name) => {
  besideCpu(name)

  it.each([
    ['C1, linear', 'linear', { x: [3, 32, 32, 1], filter: [5, 5, 1, 6], bias: [6] }],
    ['C3, ReLU', 'relu', { x: [3, 14, 14, 6], filter: [5, 5, 6, 16], bias: [16] }],
    ['3×4 kernels, odd', 'relu', { x: [2, 7, 9, 3], filter: [3, 4, 3, 5], bias: [5] }],
    ['one input, odd', 'relu', { x: [2, 7, 10, 1], filter: [3, 4, 1, 5], bias: [5] }],
  ])('FusedConv2D is that of the cpu backend: %s', async (_, activation, shapes) => {
    const attributes = { ...PLAIN, dilations: [1, 1], activation }
    const own = await computed(name, tf.FusedConv2D, shapes, attributes)
    const cpu = await computed('cpu', tf.FusedConv2D, shapes, attributes)
    expect(largestDifference(own, cpu)).toBeLessThan(1e-4)
    expect(own.some((value) => value > 1)).toBe(true)
    expect(own.some((value) => value < 0)).toBe(activation === 'linear')
  })

  it('refuses an activation that it does not compute', async () => {
    const shapes = { x: [1, 8, 8, 2], filter: [5, 5, 2, 3], bias: [3] }
    const attributes = { ...PLAIN, dilations: [1, 1], activation: 'elu' }
    await expect(computed(name, tf.FusedConv2D, shapes, attributes)).rejects.toThrow(
      'FusedConv2D: needs a bias and linear or relu, got elu',
    )
  })
})

describe('our own AvgPool on webgl', () => {
  besideCpu('webgl')

  it.each([
    ['S2', [3, 28, 28, 6]],
    ['odd', [2, 7, 10, 5]],
  ])('is that of the cpu backend: %s', async (_, x) => {
    const own = await computed('webgl', tf.AvgPool, { x }, PATCHES)
    const cpu = await computed('cpu', tf.AvgPool, { x }, PATCHES)
    expect(largestDifference(own, cpu)).toBeLessThan(1e-6)
    expect(own.some((value) => Math.abs(value) > 0.5)).toBe(true)
  })
})

describe.each(['webgl', 'webgpu'] as const)('our own operations on %s', (name) => {
  besideCpu(name)

  /** What each backend's own operations give of the same tensors. */
  async function onBoth(
    shapes: readonly number[][],
    compute: (operations: TensorOperations, tensors: tf.Tensor[]) => tf.Tensor,
  ): Promise<{ readonly own: Float32Array; readonly cpu: Float32Array }> {
    const valuesOn = async (backendName: TfjsName) => {
      await tf.setBackend(backendName)
      const result = tf.tidy(() => {
        const tensors = shapes.map((shape, i) => tf.randomUniform(shape, -2, 2, 'float32', i + 1))
        return compute(tensorOperations(), tensors)
      })
      const values = (await result.data<'float32'>()).slice()
      result.dispose()
      return values
    }
    return { own: await valuesOn(name), cpu: await valuesOn('cpu') }
  }

  it.each([
    ['C1', [16, 32, 32, 1], [16, 28, 28, 6]],
    ['C3', [3, 14, 14, 6], [3, 10, 10, 16]],
    ['3×4 kernels, odd', [2, 7, 9, 3], [2, 5, 6, 5]],
    ['one input, odd', [2, 6, 7, 1], [2, 4, 3, 3]],
  ])('the gradients of a convolution: %s', async (_, read, dy) => {
    const { own, cpu } = await onBoth([read, dy], (operations, [x, gradient]) =>
      operations.joined(operations.convolutionGradients(rank4(x), rank4(gradient))),
    )
    // Sums of up to 12,544 products of values up to 2.
    expect(largestDifference(own, cpu)).toBeLessThan(4e-3)
    expect(own.some((value) => Math.abs(value) > 1)).toBe(true)
  })

  it.each(['identity', 'relu', 'tanh', 'sigmoid', 'scaledTanh'] as const)(
    'the slope of %s, behind a pooling and alone',
    async (activation) => {
      const pooled = await onBoth(
        [
          [3, 14, 14, 6],
          [3, 7, 7, 6],
        ],
        (operations, [x, dy]) => operations.averagedSlope(activation, rank4(x), rank4(dy)),
      )
      expect(largestDifference(pooled.own, pooled.cpu)).toBeLessThan(1e-5)
      const alone = await onBoth(
        [
          [7, 84],
          [7, 84],
        ],
        (operations, [x, dy]) => operations.slopeTimes(activation, x!, dy!),
      )
      expect(largestDifference(alone.own, alone.cpu)).toBeLessThan(1e-5)
    },
  )

  it.each([null, 0, -3])('the gradient by logits beside a rubbish logit of %s', async (rubbish) => {
    const targets = Float32Array.from([7, 0.5, 10, 0.25, 0, 0.25, 0, 0])
    const { own, cpu } = await onBoth([[4, 10]], (operations, [logits]) =>
      operations.logitGradient(logits!.as2D(4, 10), targets, rubbish),
    )
    expect(largestDifference(own, cpu)).toBeLessThan(1e-6)
    // The image with no share is padding.
    expect(own.slice(30).every((value) => value === 0)).toBe(true)
  })

  it('parts of what was joined', async () => {
    const shapes = [[5, 3], [7], [2, 1, 3, 5]]
    const { own, cpu } = await onBoth(shapes, (operations, tensors) => {
      const flat = operations.joined(tensors.map(wholePart))
      return operations.part(flat, 15 + 7, [2, 1, 3, 5])
    })
    expect(own).toEqual(cpu)
  })
})

describe('Tanh on wasm', () => {
  it('is within 2e-7 of the true one', async () => {
    const engine = await openEngine('wasm')
    await tf.setBackend('wasm')
    const xs = Float32Array.from({ length: 4001 }, (_, i) => (i - 2000) / 100)
    const result = tf.tidy(() => tf.tanh(tf.tensor1d(xs)))
    const values = await result.data<'float32'>()
    expect(largestDifference(values.slice(), Float64Array.from(xs, Math.tanh))).toBeLessThan(2e-7)
    result.dispose()
    engine.dispose()
  })
})
