import * as tf from '@tensorflow/tfjs'
import { SQUASH_AMPLITUDE, SQUASH_SLOPE } from '../../core/network/activation'
import {
  type Activation,
  type Layer,
  type Network,
  PATCH_SIDE,
  type RadialBasis,
} from '../../core/network/description'
import type { ParameterName } from '../../core/network/parameters'
import {
  codeTensor,
  fourSides,
  type LayerTensors,
  type ParameterTensors,
  parameter,
  patchSums,
  weightMatrix,
} from './layer-tensors'

const POOLING = { filterSize: [PATCH_SIDE, PATCH_SIDE], strides: [PATCH_SIDE, PATCH_SIDE] }
const CONVOLUTION = { strides: [1, 1], pad: 'valid', dataFormat: 'NHWC' }

/**
 * Carries the gradient of the loss from the logits back to every parameter. To be called in a
 * `tf.tidy`. Written out and not left to the tape, so that it says which kernels it needs, and so
 * that no gradient is computed that nobody reads (C1's by its input).
 *
 * @param values - What C1 read, `[n, side, side, 1]`.
 * @param layers - From `layerTensors`.
 * @param logitGradient - `[n, 10]`.
 * @returns A gradient a parameter, in the shapes of the weight layout.
 */
export function gradientTensors(
  network: Network,
  parameters: ParameterTensors,
  values: tf.Tensor4D,
  layers: readonly LayerTensors[],
  logitGradient: tf.Tensor2D,
): ParameterTensors {
  const gradients: Partial<Record<ParameterName, tf.Tensor>> = {}
  const [n, classes] = logitGradient.shape
  let sumGradient = logitGradient.as4D(n, 1, 1, classes)
  for (let index = network.layers.length - 1; index >= 0; index--) {
    const layer = network.layers[index]!
    const read = layers[index - 1]?.post ?? values
    parameterGradients(layer, read, sumGradient, gradients)
    const before = network.layers[index - 1]
    if (before === undefined) break
    const output = layers[index]!.post
    const readGradient = inputGradient(layer, parameters, read, output, sumGradient)
    sumGradient = slopeTimes(before.activation, read, readGradient)
  }
  return gradients
}

/** Adds the gradients of one layer's own parameters. */
function parameterGradients(
  layer: Layer,
  read: tf.Tensor4D,
  sumGradient: tf.Tensor4D,
  gradients: Partial<Record<ParameterName, tf.Tensor>>,
): void {
  const { name, maps, side } = layer
  const perMap = (values: tf.Tensor4D) => tf.sum(values.as2D(values.size / maps, maps), 0)
  switch (layer.kind) {
    case 'convolution':
    case 'fullyConnected':
      gradients[`${name}.bias`] = perMap(sumGradient)
      if (side === 1) {
        const [n] = read.shape
        const inputs = tf.transpose(read.as2D(n, read.size / n))
        gradients[`${name}.weight`] = tf.matMul(inputs, sumGradient.as2D(n, maps))
      } else {
        const kernel = read.shape[1] - side + 1
        const filterShape = [kernel, kernel, read.shape[3], maps]
        gradients[`${name}.weight`] = tf
          .engine()
          .runKernel(
            tf.Conv2DBackpropFilter,
            { x: read, dy: sumGradient },
            { ...CONVOLUTION, filterShape },
          )
      }
      break
    case 'subsampling':
      gradients[`${name}.coefficient`] = perMap(tf.mul(sumGradient, patchSums(read)))
      gradients[`${name}.bias`] = perMap(sumGradient)
      break
    case 'averagePooling':
    case 'maxPooling':
    case 'radialBasis':
      break
  }
}

/** The gradient by what a layer read. */
function inputGradient(
  layer: Layer,
  parameters: ParameterTensors,
  read: tf.Tensor4D,
  output: tf.Tensor4D,
  dy: tf.Tensor4D,
): tf.Tensor4D {
  const { name, maps, side } = layer
  switch (layer.kind) {
    case 'convolution':
    case 'fullyConnected': {
      if (side === 1) {
        const matrix = tf.transpose(weightMatrix(parameters, layer))
        return tf.matMul(dy.as2D(dy.shape[0], maps), matrix).as4D(...read.shape)
      }
      const weight = parameter(parameters, `${name}.weight`)
      const filter = weight.as4D(...fourSides(weight.shape))
      const attributes = { ...CONVOLUTION, inputShape: read.shape }
      return tf.engine().runKernel(tf.Conv2DBackpropInput, { dy, filter }, attributes)
    }
    case 'averagePooling':
      return averagePoolingGradient(read, dy)
    case 'maxPooling': {
      const attributes = { ...POOLING, pad: 'valid' }
      return tf.engine().runKernel(tf.MaxPoolGrad, { dy, input: read, output }, attributes)
    }
    case 'subsampling': {
      const patchGradient = tf.mul(dy, parameter(parameters, `${name}.coefficient`))
      return tf.mul(averagePoolingGradient(read, patchGradient.as4D(...dy.shape)), PATCH_SIDE ** 2)
    }
    case 'radialBasis':
      return codeGradient(layer, read, dy)
  }
}

/** Σ dyᵢ·2(codeᵢ − read) over the codes. */
function codeGradient(layer: RadialBasis, read: tf.Tensor4D, dy: tf.Tensor4D): tf.Tensor4D {
  const [n] = read.shape
  const gradient = dy.as2D(n, layer.maps)
  const values = read.as2D(n, read.size / n)
  const towards = tf.matMul(gradient, codeTensor(layer))
  const away = tf.mul(values, tf.sum(gradient, 1, true))
  return tf.mul(tf.sub(towards, away), 2).as4D(...read.shape)
}

function averagePoolingGradient(read: tf.Tensor4D, dy: tf.Tensor4D): tf.Tensor4D {
  return tf.engine().runKernel(tf.AvgPoolGrad, { dy, input: read }, { ...POOLING, pad: 'valid' })
}

/** Gradient by a layer's sums, from its values and the gradient by them. */
function slopeTimes(
  activation: Activation,
  values: tf.Tensor4D,
  gradient: tf.Tensor4D,
): tf.Tensor4D {
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
}
