import * as tf from '@tensorflow/tfjs'
import {
  type Activation,
  type Layer,
  type Network,
  PATCH_SIDE,
  type RadialBasis,
} from '../../core/network/description'
import { rank4 } from './kernel-registration'
import {
  codeTensor,
  fourSides,
  type LayerTensors,
  type ParameterTensors,
  parameter,
  patchSums,
  rowPerImage,
  weightMatrix,
} from './layer-tensors'
import {
  CONVOLUTION,
  type GradientPart,
  POOLING,
  type TensorOperations,
  wholePart,
} from './tensor-operations'

/**
 * Carries the gradient of the loss from the logits back to every parameter. To be called in a
 * `tf.tidy`. Written out and not left to the tape, so that it says which kernels it needs, and so
 * that no gradient is computed that nobody reads (C1's by its input).
 *
 * @param values - What C1 read, `[n, side, side, 1]`.
 * @param layers - From `layerTensors`.
 * @param logitGradient - `[n, 10]`.
 * @returns The gradients of all parameters, in the order and shapes of the weight layout.
 */
export function gradientTensors(
  operations: TensorOperations,
  network: Network,
  parameters: ParameterTensors,
  values: tf.Tensor4D,
  layers: readonly LayerTensors[],
  logitGradient: tf.Tensor2D,
): readonly GradientPart[] {
  const parts: GradientPart[] = []
  let sumGradient: tf.Tensor = logitGradient
  for (let index = network.layers.length - 1; index >= 0; index--) {
    const layer = network.layers[index]!
    const read = layers[index - 1]?.post ?? values
    parts.unshift(...parameterGradients(operations, layer, read, sumGradient))
    const before = network.layers[index - 1]
    if (before === undefined) break
    const output = layers[index]!.post
    const step = { layer, read, output, dy: sumGradient, activation: before.activation }
    sumGradient = gradientBefore(operations, parameters, step)
  }
  return parts
}

/** The gradients of one layer's own parameters. */
function parameterGradients(
  operations: TensorOperations,
  { kind, side, maps }: Layer,
  read: tf.Tensor,
  dy: tf.Tensor,
): readonly GradientPart[] {
  switch (kind) {
    case 'convolution':
    case 'fullyConnected': {
      if (side > 1) return operations.convolutionGradients(rank4(read), rank4(dy))
      const weight = operations.productOfFirst(rowPerImage(read), dy.as2D(dy.size / maps, maps))
      return [wholePart(weight), wholePart(operations.mapSums(dy))]
    }
    case 'subsampling': {
      const coefficient = operations.mapSums(tf.mul(dy, patchSums(rank4(read))))
      return [wholePart(coefficient), wholePart(operations.mapSums(dy))]
    }
    case 'averagePooling':
    case 'maxPooling':
    case 'radialBasis':
      return []
  }
}

interface BackwardStep {
  readonly layer: Layer
  readonly read: tf.Tensor
  readonly output: tf.Tensor
  /** By the layer's sums. */
  readonly dy: tf.Tensor
  /** Of the layer before. */
  readonly activation: Activation
}

/** The gradient by the sums of the layer before. */
function gradientBefore(
  operations: TensorOperations,
  parameters: ParameterTensors,
  { layer, read, output, dy, activation }: BackwardStep,
): tf.Tensor {
  const slopeTimes = (gradient: tf.Tensor) => operations.slopeTimes(activation, read, gradient)
  const { name, maps, side } = layer
  switch (layer.kind) {
    case 'convolution':
    case 'fullyConnected': {
      if (side === 1) {
        const gradient = dy.as2D(dy.size / maps, maps)
        const matrix = weightMatrix(parameters, layer)
        return slopeTimes(operations.productWithSecond(gradient, matrix).reshapeAs(read))
      }
      const weight = parameter(parameters, `${name}.weight`)
      const filter = weight.as4D(...fourSides(weight.shape))
      const attributes = { ...CONVOLUTION, inputShape: read.shape }
      return slopeTimes(tf.engine().runKernel(tf.Conv2DBackpropInput, { dy, filter }, attributes))
    }
    case 'averagePooling':
      return operations.averagedSlope(activation, rank4(read), rank4(dy))
    case 'maxPooling': {
      const attributes = { ...POOLING, pad: 'valid' }
      return slopeTimes(
        tf.engine().runKernel(tf.MaxPoolGrad, { dy, input: read, output }, attributes),
      )
    }
    case 'subsampling': {
      const summed = tf.mul(parameter(parameters, `${name}.coefficient`), PATCH_SIDE ** 2)
      return operations.averagedSlope(activation, rank4(read), rank4(tf.mul(dy, summed)))
    }
    case 'radialBasis':
      return slopeTimes(codeGradient(layer, read, dy))
  }
}

/** Σ dyᵢ·2(codeᵢ − read) over the codes. */
function codeGradient(layer: RadialBasis, read: tf.Tensor, dy: tf.Tensor): tf.Tensor {
  const gradient = rowPerImage(dy)
  const values = rowPerImage(read)
  const towards = tf.matMul(gradient, codeTensor(layer))
  const away = tf.mul(values, tf.sum(gradient, 1, true))
  return tf.mul(tf.sub(towards, away), 2).reshapeAs(read)
}
