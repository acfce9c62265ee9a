import * as tf from '@tensorflow/tfjs'
import { SQUASH_AMPLITUDE, SQUASH_SLOPE } from '../../core/network/activation'
import { type Activation, CLASSES, PATCH_SIDE } from '../../core/network/description'
import type { AdamStep } from '../../core/recipe/optimizer'

/** Values that follow one another in a network's flat vector. */
export interface GradientPart {
  readonly tensor: tf.Tensor
  /** How many of the tensor's values count, from its first on. */
  readonly size: number
}

export const wholePart = (tensor: tf.Tensor): GradientPart => ({ tensor, size: tensor.size })

/**
 * What a training step asks of a backend beyond single kernels, so that a backend may do in one pass
 * what TensorFlow.js does in several. To be called in a `tf.tidy`.
 */
export interface TensorOperations {
  /**
   * A convolution's gradient by its kernels and by its bias, in this order; one part may hold both.
   *
   * @param read - `[n, H, W, inputs]`.
   * @param dy - `[n, h, w, maps]`.
   */
  convolutionGradients(read: tf.Tensor4D, dy: tf.Tensor4D): readonly GradientPart[]
  /** Sums over all axes but the last. */
  mapSums(values: tf.Tensor): tf.Tensor1D
  /** aᵀ·b, of `[n, rows]` and `[n, columns]`. */
  productOfFirst(a: tf.Tensor2D, b: tf.Tensor2D): tf.Tensor2D
  /** a·bᵀ, of `[n, inner]` and `[columns, inner]`. */
  productWithSecond(a: tf.Tensor2D, b: tf.Tensor2D): tf.Tensor2D
  /** Gradient by a layer's sums, from its values and the gradient by them. */
  slopeTimes<T extends tf.Tensor>(activation: Activation, values: T, gradient: T): T
  /**
   * Gradient by the sums of the layer before an average pooling.
   *
   * @param activation - Of the layer before.
   * @param values - Of the layer before, `[n, 2·side, 2·side, maps]`.
   * @param dy - By what the pooling gives, `[n, side, side, maps]`.
   */
  averagedSlope(activation: Activation, values: tf.Tensor4D, dy: tf.Tensor4D): tf.Tensor4D
  /**
   * The gradient of the mean loss by the logits, `[n, 10]`.
   *
   * @param targets - `[n, 2]`: the label, and the image's share in the mean, 0 for padding.
   * @param rubbishLogit - Of the class beside the digits; null where there is none.
   */
  logitGradient(
    logits: tf.Tensor2D,
    targets: Float32Array,
    rubbishLogit: number | null,
  ): tf.Tensor2D
  /** One vector of all values, in their order. */
  joined(parts: readonly GradientPart[]): tf.Tensor1D
  /** The part of a vector from an index on, in a shape. */
  part(flat: tf.Tensor, offset: number, shape: readonly number[]): tf.Tensor
  /** Adam's two moments and the weights after one step; a null moment is 0. */
  adam(
    step: AdamStep,
    flat: tf.Tensor,
    gradient: tf.Tensor,
    moments: { readonly first: tf.Tensor; readonly second: tf.Tensor } | null,
  ): { readonly first: tf.Tensor; readonly second: tf.Tensor; readonly flat: tf.Tensor }
}

export const POOLING = { filterSize: [PATCH_SIDE, PATCH_SIDE], strides: [PATCH_SIDE, PATCH_SIDE] }
export const CONVOLUTION = { strides: [1, 1], pad: 'valid', dataFormat: 'NHWC' }

/** Composed of what every backend of TensorFlow.js has. */
export const composedOperations: TensorOperations = {
  convolutionGradients(read, dy) {
    const [, height, width, inputs] = read.shape
    const [, dyHeight, dyWidth, maps] = dy.shape
    const filterShape = [height - dyHeight + 1, width - dyWidth + 1, inputs, maps]
    const attributes = { ...CONVOLUTION, filterShape }
    const weight: tf.Tensor = tf
      .engine()
      .runKernel(tf.Conv2DBackpropFilter, { x: read, dy }, attributes)
    return [wholePart(weight), wholePart(this.mapSums(dy))]
  },
  mapSums(values) {
    const maps = values.shape.at(-1) ?? 1
    return tf.sum(values.as2D(values.size / maps, maps), 0)
  },
  productOfFirst: (a, b) => tf.matMul(tf.transpose(a), b),
  productWithSecond: (a, b) => tf.matMul(a, tf.transpose(b)),
  slopeTimes(activation, values, gradient) {
    switch (activation) {
      case 'identity':
        return gradient
      case 'relu':
        return tf.mul(gradient, tf.step(values))
      case 'tanh':
        return tf.mul(gradient, tf.sub(1, tf.square(values)))
      case 'sigmoid':
        return tf.mul(gradient, tf.mul(values, tf.sub(1, values)))
      case 'scaledTanh': {
        const slope = tf.mul(tf.square(values), -SQUASH_SLOPE / SQUASH_AMPLITUDE)
        return tf.mul(gradient, tf.add(slope, SQUASH_SLOPE * SQUASH_AMPLITUDE))
      }
    }
  },
  averagedSlope(activation, values, dy) {
    return this.slopeTimes(activation, values, averageGradient(values, dy))
  },
  logitGradient(logits, targets, rubbishLogit) {
    const [size] = logits.shape
    const [labels, shares] = tf.split(tf.tensor2d(targets, [size, 2]), 2, 1)
    const digits = tf.equal(labels!, tf.range(0, CLASSES).as2D(1, CLASSES))
    const wanted = tf.cast(digits, 'float32')
    return tf.mul(tf.sub(probabilities(logits, rubbishLogit), wanted), shares!)
  },
  joined: (parts) => tf.concat1d(parts.map(({ tensor }) => tensor.as1D())),
  part(flat, offset, shape) {
    const size = shape.reduce((product, side) => product * side, 1)
    return tf.slice(flat, offset, size).reshape([...shape])
  },
  adam({ learningRate, beta1, beta2, epsilon, iteration, weightDecay }, flat, gradient, moments) {
    const first = decayed(moments?.first, beta1, tf.mul(gradient, 1 - beta1))
    const second = decayed(moments?.second, beta2, tf.mul(tf.square(gradient), 1 - beta2))
    const rate = learningRate / (1 - beta1 ** iteration)
    const root = tf.mul(tf.sqrt(second), 1 / Math.sqrt(1 - beta2 ** iteration))
    const change = tf.mul(tf.div(first, tf.add(root, epsilon)), rate)
    const kept = weightDecay === 0 ? flat : tf.mul(flat, 1 - learningRate * weightDecay)
    return { first, second, flat: tf.sub(kept, change) }
  },
}

const operationsOf = new Map<string, TensorOperations>()

/** Has a backend compute by operations of its own. */
export function registerOperations(backendName: string, operations: TensorOperations): void {
  operationsOf.set(backendName, operations)
}

/** Those of the current backend. */
export const tensorOperations = (): TensorOperations =>
  operationsOf.get(tf.getBackend()) ?? composedOperations

/** The gradient of average pooling by what it read. */
export function averageGradient(read: tf.Tensor4D, dy: tf.Tensor4D): tf.Tensor4D {
  return tf.engine().runKernel(tf.AvgPoolGrad, { dy, input: read }, { ...POOLING, pad: 'valid' })
}

/** `before × decay + added`, or `added` where nothing was before. */
export function decayed(before: tf.Tensor | undefined, decay: number, added: tf.Tensor): tf.Tensor {
  return before === undefined ? added : tf.add(tf.mul(before, decay), added)
}

/** The ten digits' probabilities, `[n, 10]`, which the rubbish class may leave less than 1. */
function probabilities(logits: tf.Tensor2D, rubbishLogit: number | null): tf.Tensor2D {
  if (rubbishLogit === null) return tf.softmax(logits)
  const [size] = logits.shape
  const rubbish = tf.fill<tf.Rank.R2>([size, 1], rubbishLogit)
  return tf.slice(tf.softmax(tf.concat2d([logits, rubbish], 1)), [0, 0], [size, CLASSES])
}
