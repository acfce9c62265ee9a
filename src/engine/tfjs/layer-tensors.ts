import * as tf from '@tensorflow/tfjs'
import { SQUASH_AMPLITUDE, SQUASH_SLOPE } from '../../core/network/activation'
import {
  type Activation,
  inputShape,
  type Layer,
  type Network,
  PATCH_SIDE,
  type RadialBasis,
} from '../../core/network/description'
import type { ParameterName } from '../../core/network/parameters'

/** The network's parameters as tensors, in the shapes of the weight layout. */
export type ParameterTensors = Readonly<Partial<Record<ParameterName, tf.Tensor>>>

/**
 * One layer's tensors, `[n, side, side, maps]`; the same tensor twice where the activation is none or
 * its sums are not kept.
 */
export interface LayerTensors {
  readonly pre: tf.Tensor4D
  readonly post: tf.Tensor4D
}

/**
 * Computes every layer of a batch. To be called in a `tf.tidy`.
 *
 * @param values - The network's input, `[n, side, side, 1]`, on the network's scale.
 * @param keepsSums - Whether the sums before a ReLU are wanted; a gradient needs none, and without
 *   them it takes no pass of its own.
 * @returns Layers C1 to output; the output's `post` are its logits, no softmax.
 */
export function layerTensors(
  network: Network,
  parameters: ParameterTensors,
  values: tf.Tensor4D,
  keepsSums: boolean,
): readonly LayerTensors[] {
  const layers: LayerTensors[] = []
  for (const layer of network.layers) {
    const isFused = !keepsSums && isWeighted(layer) && layer.activation === 'relu'
    const read = layers.at(-1)?.post ?? values
    const pre = layerSums(layer, parameters, read, isFused ? 'relu' : 'linear')
    layers.push({ pre, post: isFused ? pre : activated(layer.activation, pre) })
  }
  return layers
}

const isWeighted = ({ kind }: Layer) => kind === 'convolution' || kind === 'fullyConnected'

/** The parameter of that name. @throws {RangeError} If the network has none. */
export function parameter(parameters: ParameterTensors, name: ParameterName): tf.Tensor {
  const tensor = parameters[name]
  if (tensor === undefined) throw new RangeError(`parameter: no tensor for ${name}`)
  return tensor
}

/** A weight as the matrix `[inputs, units]` of a layer whose kernel covers the whole map. */
export function weightMatrix(parameters: ParameterTensors, { name, maps }: Layer): tf.Tensor2D {
  const weight = parameter(parameters, `${name}.weight`)
  return weight.as2D(weight.size / maps, maps)
}

function layerSums(
  layer: Layer,
  parameters: ParameterTensors,
  values: tf.Tensor4D,
  activation: 'linear' | 'relu',
): tf.Tensor4D {
  const { name, maps, side } = layer
  const [n] = values.shape
  switch (layer.kind) {
    case 'convolution':
    case 'fullyConnected': {
      const bias = parameter(parameters, `${name}.bias`).as1D()
      if (side === 1) {
        const b = weightMatrix(parameters, layer)
        const a = values.as2D(n, b.shape[0])
        return tf.fused.matMul({ a, b, bias, activation }).as4D(n, 1, 1, maps)
      }
      const weight = parameter(parameters, `${name}.weight`)
      const filter = weight.as4D(...fourSides(weight.shape))
      return tf.fused.conv2d({ x: values, filter, strides: 1, pad: 'valid', bias, activation })
    }
    case 'averagePooling':
      return tf.avgPool(values, PATCH_SIDE, PATCH_SIDE, 'valid')
    case 'maxPooling':
      return tf.maxPool(values, PATCH_SIDE, PATCH_SIDE, 'valid')
    case 'subsampling': {
      const coefficient = parameter(parameters, `${name}.coefficient`)
      return tf.add(tf.mul(patchSums(values), coefficient), parameter(parameters, `${name}.bias`))
    }
    case 'radialBasis':
      return codeLogits(layer, values)
  }
}

/** The codes of a radial-basis layer, `[maps, inputs]`. */
export const codeTensor = ({ codes }: RadialBasis): tf.Tensor2D =>
  tf.tensor2d(codes.map((code) => [...code]))

/** Differences are squared themselves: their expansion would cancel most of what float32 holds. */
function codeLogits(layer: RadialBasis, values: tf.Tensor4D): tf.Tensor4D {
  const [n] = values.shape
  const codes = codeTensor(layer)
  const differences = tf.sub(values.as3D(n, 1, codes.shape[1]), codes)
  return tf.neg(tf.sum(tf.square(differences), 2)).as4D(n, 1, 1, layer.maps)
}

/** The sum of every 2×2 patch. */
export function patchSums(values: tf.Tensor4D): tf.Tensor4D {
  return tf.mul(tf.avgPool(values, PATCH_SIDE, PATCH_SIDE, 'valid'), PATCH_SIDE ** 2)
}

function activated(activation: Activation, sums: tf.Tensor4D): tf.Tensor4D {
  switch (activation) {
    case 'identity':
      return sums
    case 'relu':
      return tf.relu(sums)
    case 'tanh':
      return tf.tanh(sums)
    case 'sigmoid':
      return tf.sigmoid(sums)
    case 'scaledTanh':
      return tf.mul(tf.tanh(tf.mul(sums, SQUASH_SLOPE)), SQUASH_AMPLITUDE)
  }
}

/** A shape known to have four sides, in the form that `as4D` takes. */
export function fourSides(shape: readonly number[]): [number, number, number, number] {
  const [a, b, c, d] = shape
  if (a === undefined || b === undefined || c === undefined || d === undefined) {
    throw new RangeError(`fourSides: needs a shape of four sides, got [${shape}]`)
  }
  return [a, b, c, d]
}

/** `[n, side, side, maps]` of what a layer reads. */
export function readShape(
  network: Network,
  index: number,
  n: number,
): [number, number, number, number] {
  const { maps, side } = inputShape(network, index)
  return [n, side, side, maps]
}
