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
import { rank4 } from './kernel-registration'

/** The network's parameters as tensors, in the shapes of the weight layout. */
export type ParameterTensors = Readonly<Partial<Record<ParameterName, tf.Tensor>>>

/**
 * One layer's tensors, `[n, side, side, maps]`, or `[n, maps]` where its side is 1; the same tensor
 * twice where the activation is none or its sums are not kept.
 */
export interface LayerTensors {
  readonly pre: tf.Tensor
  readonly post: tf.Tensor
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

/** What a layer reads, an image a row. */
export function rowPerImage(values: tf.Tensor): tf.Tensor2D {
  const [n = 0] = values.shape
  return values.as2D(n, values.size / n)
}

function layerSums(
  layer: Layer,
  parameters: ParameterTensors,
  values: tf.Tensor,
  activation: 'linear' | 'relu',
): tf.Tensor {
  const { name, side } = layer
  switch (layer.kind) {
    case 'convolution':
    case 'fullyConnected': {
      const bias = parameter(parameters, `${name}.bias`).as1D()
      if (side === 1) {
        const b = weightMatrix(parameters, layer)
        return tf.fused.matMul({ a: rowPerImage(values), b, bias, activation })
      }
      const weight = parameter(parameters, `${name}.weight`)
      const filter = weight.as4D(...fourSides(weight.shape))
      return tf.fused.conv2d({
        x: rank4(values),
        filter,
        strides: 1,
        pad: 'valid',
        bias,
        activation,
      })
    }
    case 'averagePooling':
      return tf.avgPool(rank4(values), PATCH_SIDE, PATCH_SIDE, 'valid')
    case 'maxPooling':
      return tf.maxPool(rank4(values), PATCH_SIDE, PATCH_SIDE, 'valid')
    case 'subsampling': {
      const coefficient = parameter(parameters, `${name}.coefficient`)
      return tf.add(
        tf.mul(patchSums(rank4(values)), coefficient),
        parameter(parameters, `${name}.bias`),
      )
    }
    case 'radialBasis':
      return codeLogits(layer, values)
  }
}

/** The codes of a radial-basis layer, `[maps, inputs]`. */
export const codeTensor = ({ codes }: RadialBasis): tf.Tensor2D =>
  tf.tensor2d(codes.map((code) => [...code]))

/** Differences are squared themselves: their expansion would cancel most of what float32 holds. */
function codeLogits(layer: RadialBasis, values: tf.Tensor): tf.Tensor {
  const [n = 0] = values.shape
  const codes = codeTensor(layer)
  const differences = tf.sub(values.as3D(n, 1, codes.shape[1]), codes)
  return tf.neg(tf.sum(tf.square(differences), 2))
}

/** The sum of every 2×2 patch. */
export function patchSums(values: tf.Tensor4D): tf.Tensor4D {
  return tf.mul(tf.avgPool(values, PATCH_SIDE, PATCH_SIDE, 'valid'), PATCH_SIDE ** 2)
}

function activated(activation: Activation, sums: tf.Tensor): tf.Tensor {
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
