import * as tf from '@tensorflow/tfjs'
import { CLASSES } from '../../core/network/description'
import { inputValues, targetsOf } from './batch'
import { gradientTensors } from './gradient-tensors'
import { type LayerTensors, layerTensors } from './layer-tensors'
import type { ModelTensors } from './model-tensors'

/**
 * Every layer of some images. To be called in a `tf.tidy`.
 *
 * @param size - Images computed; those beyond the last are padding.
 */
export function modelLayers(
  model: ModelTensors,
  images: Float32Array,
  size: number,
): readonly LayerTensors[] {
  return layerTensors(model.network, model.parameters, inputTensor(model, images, size), true)
}

/**
 * The logits of a batch, `[size, 10]`, and the flat gradient of its mean loss. To be called
 * in a `tf.tidy`.
 *
 * Loss and errors are left to whoever reads the logits back: one small read-back that takes the
 * device no further operation and no rounding.
 */
export function modelGradient(
  model: ModelTensors,
  images: Float32Array,
  labels: Uint8Array,
  size: number,
): { readonly logits: tf.Tensor2D; readonly gradient: tf.Tensor1D } {
  const { network, parameters } = model
  const values = inputTensor(model, images, size)
  const layers = layerTensors(network, parameters, values, false)
  const logits = layers.at(-1)!.pre.as2D(size, CLASSES)
  const { shares, labelShares } = targetsOf(labels, size)
  const logitGradient = tf.sub<tf.Tensor2D>(
    tf.mul(probabilities(logits, network.rubbishLogit), tf.tensor2d(shares, [size, 1])),
    tf.tensor2d(labelShares, [size, CLASSES]),
  )
  const gradients = gradientTensors(network, parameters, values, layers, logitGradient)
  return { logits, gradient: model.flatGradient(gradients) }
}

/** The ten digits' probabilities, `[size, 10]`, which the rubbish class may leave less than 1. */
function probabilities(logits: tf.Tensor2D, rubbishLogit: number | null): tf.Tensor2D {
  if (rubbishLogit === null) return tf.softmax(logits)
  const [size] = logits.shape
  const rubbish = tf.fill<tf.Rank.R2>([size, 1], rubbishLogit)
  return tf.slice(tf.softmax(tf.concat2d([logits, rubbish], 1)), [0, 0], [size, CLASSES])
}

function inputTensor({ network }: ModelTensors, images: Float32Array, size: number): tf.Tensor4D {
  const { side } = network.input
  return tf.tensor4d(inputValues(network, images, size), [size, side, side, 1])
}
