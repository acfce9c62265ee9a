import * as tf from '@tensorflow/tfjs'

type Inputs = Readonly<Record<string, tf.TensorInfo | null | undefined>>
export type Attributes = Readonly<Record<string, unknown>>

/** Computes a kernel from its tensors, in a `tf.tidy`. */
export type ComputeKernel = (
  inputs: Readonly<Record<string, tf.Tensor | undefined>>,
  attributes: Attributes,
) => tf.Tensor

/** Puts a kernel of our own in the place of a backend's, or where that has none. */
export function replaceKernel(
  kernelName: string,
  backendName: 'wasm' | 'webgl' | 'webgpu',
  compute: ComputeKernel,
): void {
  if (tf.getKernel(kernelName, backendName) !== undefined) {
    tf.unregisterKernel(kernelName, backendName)
  }
  tf.registerKernel({
    kernelName,
    backendName,
    kernelFunc: ({ inputs, attrs }) => tf.tidy(() => compute(tensorsOf(inputs), attrs ?? {})),
  })
}

/** tfjs hands kernels the caller's own tensors under the weaker type TensorInfo. */
function tensorsOf(inputs: Inputs): Readonly<Record<string, tf.Tensor | undefined>> {
  return Object.fromEntries(
    Object.entries(inputs).map(([name, info]) => {
      // An input that a kernel can do without.
      if (info === undefined || info === null) return [name, undefined]
      if (!(info instanceof tf.Tensor)) throw new TypeError(`tensorsOf: ${name} must be a tensor`)
      return [name, info]
    }),
  )
}

export interface FusedConvolution {
  readonly values: tf.Tensor4D
  /** `[kernel height, kernel width, inputs, maps]` */
  readonly kernels: tf.Tensor4D
  readonly bias: tf.Tensor
  readonly relu: boolean
}

/** Has a backend compute plain convolutions with a bias, and a ReLU or none, by code of our own. */
export function replaceFusedConvolution(
  backendName: 'webgl' | 'webgpu',
  compute: (convolution: FusedConvolution) => tf.Tensor,
): void {
  replaceKernel(tf.FusedConv2D, backendName, ({ x, filter, bias }, attributes) => {
    assertPlainConvolution(tf.FusedConv2D, attributes)
    const { activation } = attributes
    if (bias === undefined || (activation !== 'linear' && activation !== 'relu')) {
      throw new RangeError(`FusedConv2D: needs a bias and linear or relu, got ${activation}`)
    }
    const relu = activation === 'relu'
    return compute({ values: rank4(x), kernels: rank4(filter), bias, relu })
  })
}

export function rank4(tensor: tf.Tensor | undefined): tf.Tensor4D {
  const [a, b, c, d] = tensor?.shape ?? []
  if (tensor === undefined || tensor.rank !== 4 || a === undefined) {
    throw new RangeError(`rank4: needs a tensor of four sides, got [${tensor?.shape}]`)
  }
  return tensor.as4D(a, b!, c!, d!)
}

/** @throws {RangeError} Unless the convolution has stride 1, no padding and channels last. */
export function assertPlainConvolution(kernelName: string, attributes: Attributes): void {
  const { strides, pad, dataFormat } = attributes
  const sides = Array.isArray(strides) ? strides : [strides]
  if (sides.some((side) => side !== 1) || pad !== 'valid' || dataFormat !== 'NHWC') {
    throw new RangeError(
      `${kernelName}: needs stride 1, valid, NHWC, got stride ${strides}, ${pad}, ${dataFormat}`,
    )
  }
}

/** @throws {RangeError} Unless 2×2 patches lie side by side. */
export function assertTwoByTwo(kernelName: string, attributes: Attributes): void {
  const { filterSize, strides, pad } = attributes
  const isTwo = (sides: unknown) => /^2(,2)?$/.test(`${sides}`)
  if (!isTwo(filterSize) || !isTwo(strides) || pad !== 'valid') {
    throw new RangeError(
      `${kernelName}: needs 2×2 patches side by side, got ${filterSize} by ${strides}, ${pad}`,
    )
  }
}
