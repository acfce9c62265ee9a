import * as tf from '@tensorflow/tfjs'
import { type GPGPUProgram, MathBackendWebGL } from '@tensorflow/tfjs-backend-webgl'
import { assertPlainConvolution, assertTwoByTwo, rank4, replaceKernel } from './kernel-registration'
import {
  averageGradientProgram,
  averageProgram,
  convolutionProgram,
  filterGradientProgram,
  inputGradientProgram,
} from './webgl-programs'

/** Images that one sum of the kernels' gradient goes over. */
const IMAGES_PER_SUM = 8

/** Puts shaders of our own in the place of those that TensorFlow.js trains slowly with. */
export function registerWebglKernels(): void {
  replaceKernel(tf.FusedConv2D, 'webgl', ({ x, filter, bias }, attributes) => {
    assertPlainConvolution(tf.FusedConv2D, attributes)
    const values = rank4(x)
    const kernels = rank4(filter)
    const { activation } = attributes
    if (bias === undefined || (activation !== 'linear' && activation !== 'relu')) {
      throw new RangeError(`FusedConv2D: needs a bias and linear or relu, got ${activation}`)
    }
    const program = convolutionProgram(values.shape, kernels.shape, activation === 'relu')
    return run(program, [values, kernels, bias.as4D(1, 1, 1, bias.size)])
  })
  replaceKernel(tf.AvgPool, 'webgl', ({ x }, attributes) => {
    assertTwoByTwo(tf.AvgPool, attributes)
    return run(averageProgram(rank4(x).shape), [rank4(x)])
  })
  replaceKernel(tf.Conv2DBackpropFilter, 'webgl', ({ x, dy }, attributes) => {
    assertPlainConvolution(tf.Conv2DBackpropFilter, attributes)
    return filterGradient(rank4(x), rank4(dy))
  })
  replaceKernel(tf.Conv2DBackpropInput, 'webgl', ({ dy, filter }, attributes) => {
    assertPlainConvolution(tf.Conv2DBackpropInput, attributes)
    const gradient = rank4(dy)
    const kernels = rank4(filter)
    return run(inputGradientProgram(gradient.shape, kernels.shape), [gradient, kernels])
  })
  replaceKernel(tf.AvgPoolGrad, 'webgl', ({ dy, input }, attributes) => {
    assertTwoByTwo(tf.AvgPoolGrad, attributes)
    return run(averageGradientProgram(rank4(input).shape), [rank4(dy)])
  })
}

function filterGradient(x: tf.Tensor4D, dy: tf.Tensor4D): tf.Tensor {
  const [n, height, width, inputs] = x.shape
  const [, gradientHeight, gradientWidth, maps] = dy.shape
  const groups = n % IMAGES_PER_SUM === 0 ? n / IMAGES_PER_SUM : 1
  const shares = run(filterGradientProgram(x.shape, dy.shape, groups), [x, dy])
  const kernel = [height - gradientHeight + 1, width - gradientWidth + 1] as const
  return tf.sum(shares, 0).reshape([...kernel, inputs, maps])
}

function run(program: GPGPUProgram, inputs: tf.Tensor[]): tf.Tensor {
  const backend = tf.backend()
  if (!(backend instanceof MathBackendWebGL)) {
    throw new TypeError('run: needs the WebGL backend to be the current one')
  }
  return tf.engine().makeTensorFromTensorInfo(backend.runWebGLProgram(program, inputs, 'float32'))
}
