import * as tf from '@tensorflow/tfjs'
import { WebGPUBackend, type WebGPUProgram } from '@tensorflow/tfjs-backend-webgpu'
import { replaceFusedConvolution } from './kernel-registration'
import {
  composedOperations,
  registerOperations,
  type TensorOperations,
  wholePart,
} from './tensor-operations'
import { convolutionProgram, filterGradientProgram, rowSumProgram } from './webgpu-programs'

/** Images that one sum of the kernels' gradient goes over. */
const IMAGES_PER_SUM = 8
/** Past this, a sum in one pass leaves most of a device idle. */
const MOST_ROWS_PER_SUM = 256

/**
 * Puts programs of our own in the place of those of TensorFlow.js that are made for large layers: its
 * convolution computes 32 maps where C1 has 6, its kernels' gradient goes through the whole batch in
 * one thread for each of C1's 150 weights, and its sums over a batch turn the batch round first.
 */
export function registerWebgpuOperations(): void {
  replaceFusedConvolution('webgpu', ({ values, kernels, bias, relu }) => {
    const [n, height, width] = values.shape
    const [kernelHeight, kernelWidth, , maps] = kernels.shape
    const output = [n, height - kernelHeight + 1, width - kernelWidth + 1, maps]
    return runProgram(convolutionProgram(output, relu), [values, kernels, bias])
  })
  registerOperations('webgpu', webgpuOperations)
}

const webgpuOperations: TensorOperations = {
  ...composedOperations,
  convolutionGradients(read, dy) {
    const [n, height, width, inputs] = read.shape
    const [, dyHeight, dyWidth, maps] = dy.shape
    const taps = (height - dyHeight + 1) * (width - dyWidth + 1)
    const groups = Math.ceil(n / IMAGES_PER_SUM)
    const shares = runProgram(filterGradientProgram([groups, taps, inputs, maps]), [read, dy])
    const weight = rowSums(shares.as2D(groups, taps * inputs * maps))
    return [wholePart(weight), wholePart(this.mapSums(dy))]
  },
  mapSums(values) {
    const maps = values.shape.at(-1) ?? 1
    return rowSums(values.as2D(values.size / maps, maps))
  },
  productOfFirst: (a, b) => tf.matMul(a, b, true, false),
  productWithSecond: (a, b) => tf.matMul(a, b, false, true),
}

/** In as many passes as leave no sum long. */
function rowSums(values: tf.Tensor2D): tf.Tensor1D {
  const [rows, columns] = values.shape
  const groups = rows > MOST_ROWS_PER_SUM ? Math.ceil(rows / MOST_ROWS_PER_SUM) : 1
  const sums = runProgram(rowSumProgram([groups, columns]), [values])
  return groups === 1 ? sums.as1D() : rowSums(sums.as2D(groups, columns))
}

/** Runs a program on the current backend, WebGPU. */
function runProgram(program: WebGPUProgram, inputs: readonly tf.Tensor[]): tf.Tensor {
  const backend = tf.backend()
  if (!(backend instanceof WebGPUBackend)) {
    throw new TypeError('runProgram: needs the WebGPU backend to be the current one')
  }
  const output = backend.runWebGPUProgram(program, [...inputs], 'float32')
  return tf.engine().makeTensorFromTensorInfo(output)
}
