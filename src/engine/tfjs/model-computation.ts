import * as tf from '@tensorflow/tfjs'
import { CLASSES, IMAGE_SIDE, type Network } from '../../core/network/description'
import type { Weights } from '../../core/network/parameters'
import { ADAM_DEFAULTS } from '../../core/recipe/optimizer'
import { inputValues, targetsOf } from './batch'
import { gradientTensors } from './gradient-tensors'
import { type LayerTensors, layerTensors } from './layer-tensors'
import { ModelTensors } from './model-tensors'
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
 * The logits of some images, `[size, 10]`, by the passes that a training step makes. To be called in a
 * `tf.tidy`.
 *
 * @param size - Images computed; those beyond the last are padding.
 */
export function modelLogits(model: ModelTensors, images: Float32Array, size: number): tf.Tensor2D {
  const { network, parameters } = model
  const layers = layerTensors(network, parameters, inputTensor(model, images, size), false)
  return layers.at(-1)!.pre.as2D(size, CLASSES)
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

/**
 * Everything that a run asks of a model, on tensors of its own: what compiles by shape is compiled by it.
 * To be called in a `tf.tidy`.
 */
export function trialStep(network: Network, weights: Weights, size: number): void {
  const model = new ModelTensors(network, weights)
  const image = new Float32Array(IMAGE_SIDE ** 2)
  modelLayers(model, image, size)
  const { gradient } = modelGradient(model, image, Uint8Array.of(0), size)
  model.step({ kind: 'adam', learningRate: 0, ...ADAM_DEFAULTS, iteration: 1 }, gradient)
  model.dispose()
}

function inputTensor({ network }: ModelTensors, images: Float32Array, size: number): tf.Tensor4D {
  const { side } = network.input
  return tf.tensor4d(inputValues(network, images, size), [size, side, side, 1])
}
