import * as tf from '@tensorflow/tfjs'
import { type GPGPUProgram, MathBackendWebGL } from '@tensorflow/tfjs-backend-webgl'
import {
  assertPlainConvolution,
  assertTwoByTwo,
  rank4,
  replaceFusedConvolution,
  replaceKernel,
} from './kernel-registration'
import {
  averageProgram,
  convolutionProgram,
  inputGradientProgram,
  singleMapProgram,
} from './webgl-programs'

/** Puts shaders of our own in the place of those that TensorFlow.js trains slowly with. */
export function registerWebglKernels(): void {
  replaceFusedConvolution('webgl', ({ values, kernels, bias, relu }) => {
    const [kernelHeight, kernelWidth, inputs, maps] = kernels.shape
    const isSingle = inputs === 1
    const weights = isSingle ? kernels.as4D(1, kernelHeight, kernelWidth, maps) : kernels
    const programOf = isSingle ? singleMapProgram : convolutionProgram
    const program = programOf(values.shape, weights.shape, relu)
    return runProgram(program, [values, weights, bias.as4D(1, 1, 1, bias.size)])
  })
  replaceKernel(tf.AvgPool, 'webgl', ({ x }, attributes) => {
    assertTwoByTwo(tf.AvgPool, attributes)
    return runProgram(averageProgram(rank4(x).shape), [rank4(x)])
  })
  replaceKernel(tf.Conv2DBackpropInput, 'webgl', ({ dy, filter }, attributes) => {
    assertPlainConvolution(tf.Conv2DBackpropInput, attributes)
    const gradient = rank4(dy)
    const kernels = rank4(filter)
    return runProgram(inputGradientProgram(gradient.shape, kernels.shape), [gradient, kernels])
  })
}

/** Runs a program on the current backend, WebGL. */
export function runProgram(
  program: GPGPUProgram,
  inputs: readonly tf.Tensor[],
  uniforms?: number[][],
): tf.Tensor {
  const backend = tf.backend()
  if (!(backend instanceof MathBackendWebGL)) {
    throw new TypeError('runProgram: needs the WebGL backend to be the current one')
  }
  const output = backend.runWebGLProgram(program, [...inputs], 'float32', uniforms)
  return tf.engine().makeTensorFromTensorInfo(output)
}
