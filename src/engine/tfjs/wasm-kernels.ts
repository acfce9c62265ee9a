import * as tf from '@tensorflow/tfjs'

/**
 * What the wasm backend lacks for training or does slowly, composed of kernels that it does well.
 * Times are of batches of 128 in Node on one core; before → after:
 *
 * - `Conv2DBackpropFilter`: missing. A kernel's gradient is itself a convolution, of the input with
 *   the gradient for a kernel and the batch in the place of the channels: C1 5 ms, C3 3 ms.
 * - `Conv2DBackpropInput`: a plain loop. The convolution of the padded gradient with the turned
 *   kernel: C3 24 → 5 ms.
 * - `AvgPoolGrad`: a plain loop. Nearest-neighbour enlargement of the gradient ÷ 4: S2 4.7 → 1 ms.
 * - `Tanh`: a call of libm a value. 2·sigmoid(2x) − 1: C1 12 → 1 ms; off by 1e-7 at the most.
 *
 * @see tensorflow/tfjs issue 8474 for the missing kernel.
 */
export function registerWasmKernels(): void {
  if (tf.getKernel(tf.Conv2DBackpropFilter, 'wasm') !== undefined) return
  for (const kernelName of [tf.Conv2DBackpropInput, tf.AvgPoolGrad, tf.Tanh]) {
    tf.unregisterKernel(kernelName, 'wasm')
  }
  register(tf.Conv2DBackpropFilter, ({ x, dy }, attributes) => {
    assertPlainConvolution(tf.Conv2DBackpropFilter, attributes)
    return filterGradient(rank4(x), rank4(dy))
  })
  register(tf.Conv2DBackpropInput, ({ dy, filter }, attributes) => {
    assertPlainConvolution(tf.Conv2DBackpropInput, attributes)
    return inputGradient(rank4(dy), rank4(filter))
  })
  register(tf.AvgPoolGrad, ({ dy, input }, attributes) => {
    assertTwoByTwo(attributes)
    return averageGradient(rank4(dy), rank4(input))
  })
  register(tf.Tanh, ({ x }) => {
    if (x === undefined) throw new RangeError('Tanh on wasm: needs a tensor, got none')
    return tf.sub(tf.mul(tf.sigmoid(tf.mul(x, 2)), 2), 1)
  })
}

function filterGradient(x: tf.Tensor4D, dy: tf.Tensor4D): tf.Tensor4D {
  const mapsAsBatch = tf.transpose(x, [3, 1, 2, 0])
  const batchAsInputs = tf.transpose(dy, [1, 2, 0, 3])
  return tf.transpose(tf.conv2d(mapsAsBatch, batchAsInputs, 1, 'valid'), [1, 2, 0, 3])
}

function inputGradient(dy: tf.Tensor4D, filter: tf.Tensor4D): tf.Tensor4D {
  const [height, width] = filter.shape
  const turned = tf.transpose(tf.reverse(filter, [0, 1]), [0, 1, 3, 2])
  const border: [number, number][] = [
    [0, 0],
    [height - 1, height - 1],
    [width - 1, width - 1],
    [0, 0],
  ]
  return tf.conv2d(tf.pad(dy, border), turned, 1, 'valid')
}

function averageGradient(dy: tf.Tensor4D, input: tf.Tensor4D): tf.Tensor4D {
  const [, height, width] = input.shape
  return tf.image.resizeNearestNeighbor(tf.mul(dy, 1 / 4), [height, width])
}

type Inputs = Readonly<Record<string, tf.TensorInfo | undefined>>
type Attributes = Readonly<Record<string, unknown>>

function register(
  kernelName: string,
  compute: (
    inputs: Readonly<Record<string, tf.Tensor | undefined>>,
    attributes: Attributes,
  ) => tf.Tensor,
): void {
  tf.registerKernel({
    kernelName,
    backendName: 'wasm',
    kernelFunc: ({ inputs, attrs }) => tf.tidy(() => compute(tensorsOf(inputs), attrs ?? {})),
  })
}

/** tfjs hands kernels the caller's own tensors under the weaker type TensorInfo. */
function tensorsOf(inputs: Inputs): Readonly<Record<string, tf.Tensor | undefined>> {
  return Object.fromEntries(
    Object.entries(inputs).map(([name, info]) => {
      if (!(info instanceof tf.Tensor)) throw new TypeError(`tensorsOf: ${name} must be a tensor`)
      return [name, info]
    }),
  )
}

function rank4(tensor: tf.Tensor | undefined): tf.Tensor4D {
  const [a, b, c, d] = tensor?.shape ?? []
  if (tensor === undefined || tensor.rank !== 4 || a === undefined) {
    throw new RangeError(`rank4: needs a tensor of four sides, got [${tensor?.shape}]`)
  }
  return tensor.as4D(a, b!, c!, d!)
}

/** @throws {RangeError} Unless the convolution has stride 1, no padding and channels last. */
function assertPlainConvolution(kernelName: string, attributes: Attributes): void {
  const { strides, pad, dataFormat } = attributes
  const sides = Array.isArray(strides) ? strides : [strides]
  if (sides.some((side) => side !== 1) || pad !== 'valid' || dataFormat !== 'NHWC') {
    throw new RangeError(
      `${kernelName} on wasm: needs stride 1, valid, NHWC, got stride ${strides}, ${pad}, ${dataFormat}`,
    )
  }
}

/** @throws {RangeError} Unless 2×2 patches lie side by side. */
function assertTwoByTwo({ filterSize, strides, pad }: Attributes): void {
  if (`${filterSize}` !== '2,2' || `${strides}` !== '2,2' || pad !== 'valid') {
    throw new RangeError(
      `AvgPoolGrad on wasm: needs 2×2 patches side by side, got ${filterSize} by ${strides}, ${pad}`,
    )
  }
}
