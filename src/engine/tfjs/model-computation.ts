import * as tf from '@tensorflow/tfjs'
import { CLASSES } from '../../core/network/description'
import { inputValues, targetsOf } from './batch'
import { gradientTensors } from './gradient-tensors'
import { type LayerTensors, layerTensors } from './layer-tensors'
import type { ModelTensors } from './model-tensors'
import { tensorOperations } from './tensor-operations'

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
  const operations = tensorOperations()
  const targets = targetsOf(labels, size)
  const logitGradient = operations.logitGradient(logits, targets, network.rubbishLogit)
  const gradients = gradientTensors(operations, network, parameters, values, layers, logitGradient)
  return { logits, gradient: model.flatGradient(gradients) }
}

function inputTensor({ network }: ModelTensors, images: Float32Array, size: number): tf.Tensor4D {
  const { side } = network.input
  return tf.tensor4d(inputValues(network, images, size), [size, side, side, 1])
}
