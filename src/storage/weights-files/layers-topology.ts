import { SQUASH_AMPLITUDE, SQUASH_SLOPE } from '../../core/network/activation'
import { densePlaces, fromDense, toDense } from '../../core/network/dense-kernels'
import {
  type Activation,
  type Convolution,
  type FullyConnected,
  IMAGE_SIDE,
  inputShape,
  type Layer,
  type MapShape,
  type Network,
  PATCH_SIDE,
  type RadialBasis,
} from '../../core/network/description'

/** One layer of a Keras `Sequential`, as TensorFlow.js writes and loads it. */
export interface KerasLayer {
  readonly className: string
  readonly name: string
  /** In Keras' words; what is left out is Keras' default. */
  readonly config: Readonly<Record<string, unknown>>
  readonly arrays: readonly KerasArray[]
}

/** One array of a Keras layer, and the parameter that it holds. */
export interface KerasArray {
  /** `kernel`, `depthwise_kernel` or `bias`. */
  readonly name: string
  readonly shape: readonly number[]
  /** Our name of the parameter; null where the network itself fixes the values. */
  readonly parameter: string | null
  toKeras(values: Float32Array): Float32Array
  /** null where the values are none that the network can have. */
  fromKeras(values: Float32Array): Float32Array | null
}

const ORDER = { data_format: 'channels_last' }

/**
 * The network in stock Keras layers that read ink, `[n, 32, 32, 1]`, 0..1, and end in the logits,
 * layer `output`, and their softmax. Kernels lie channels-last, a connection table is a dense kernel
 * with zeros, and the slope of the paper's tanh is inside the weights.
 */
export function kerasLayers(network: Network): readonly KerasLayer[] {
  const { side, paper, ink } = network.input
  const margin = (IMAGE_SIDE - side) / 2
  const crop = plain('Cropping2D', 'centre', {
    cropping: [
      [margin, margin],
      [margin, margin],
    ],
    ...ORDER,
  })
  const scale = plain('Rescaling', 'paper_scale', { scale: ink - paper, offset: paper })
  return [
    ...(margin === 0 ? [] : [crop]),
    ...(paper === 0 && ink === 1 ? [] : [scale]),
    ...network.layers.flatMap((layer, index) =>
      layersOf(
        layer,
        inputShape(network, index),
        network.layers[index - 1]?.kind === 'fullyConnected',
      ),
    ),
    plain('Softmax', 'probabilities', { axis: -1 }),
  ]
}

/** @param isFlat - Whether the layer before has no rows and columns. */
function layersOf(layer: Layer, input: MapShape, isFlat: boolean): readonly KerasLayer[] {
  const patch = { strides: [PATCH_SIDE, PATCH_SIDE], padding: 'valid', ...ORDER }
  const size = [PATCH_SIDE, PATCH_SIDE]
  switch (layer.kind) {
    case 'convolution': {
      const { kernel, maps } = layer
      const shape = [kernel, kernel, input.maps, maps]
      const config = {
        filters: maps,
        kernel_size: [kernel, kernel],
        strides: [1, 1],
        padding: 'valid',
        dilation_rate: [1, 1],
        ...ORDER,
      }
      return activated(layer, 'Conv2D', config, { name: 'kernel', shape, ...kernels(layer, input) })
    }
    case 'averagePooling':
      return [plain('AveragePooling2D', layer.name, { pool_size: size, ...patch })]
    case 'maxPooling':
      return [plain('MaxPooling2D', layer.name, { pool_size: size, ...patch })]
    case 'subsampling':
      return activated(
        layer,
        'DepthwiseConv2D',
        { kernel_size: size, depth_multiplier: 1, dilation_rate: [1, 1], ...patch },
        {
          name: 'depthwise_kernel',
          shape: [...size, layer.maps, 1],
          parameter: `${layer.name}.coefficient`,
          toKeras: (values) =>
            Float32Array.from({ length: PATCH_SIDE ** 2 * layer.maps }, (_, at) => {
              return values[at % layer.maps]!
            }),
          // A coefficient counts for all four units of its patch.
          fromKeras: (values) =>
            values.every((value, at) => value === values[at % layer.maps])
              ? values.slice(0, layer.maps)
              : null,
        },
      )
    case 'fullyConnected': {
      const shape = [input.maps * input.side ** 2, layer.maps]
      const kernel = { name: 'kernel', shape, ...kernels(layer, input) }
      const dense = activated(layer, 'Dense', { units: layer.maps }, kernel)
      return isFlat ? dense : [plain('Flatten', `${layer.name}_input`, ORDER), ...dense]
    }
    case 'radialBasis':
      return [radialBasis(layer)]
  }
}

function kernels(layer: Convolution | FullyConnected, input: MapShape) {
  const places = densePlaces(layer, input, 'tensorflow')
  return {
    parameter: `${layer.name}.weight`,
    toKeras: (values: Float32Array) => toDense(places, values),
    fromKeras: (values: Float32Array) => fromDense(places, values),
  }
}

/**
 * −|x − code|² is 2·code·x − |code|² − |x|². The last is the same for every class, so the softmax is
 * that of the network; a rubbish class has none of it and is left out.
 */
function radialBasis({ name, maps, codes }: RadialBasis): KerasLayer {
  const inputs = codes[0]!.length
  const doubled = Float32Array.from({ length: inputs * maps }, (_, at) => {
    return 2 * codes[at % maps]![Math.floor(at / maps)]!
  })
  const squares = Float32Array.from(codes, (code) => -code.reduce((sum, c) => sum + c * c, 0))
  return {
    className: 'Dense',
    name,
    config: { units: maps, activation: 'linear', use_bias: true },
    arrays: [fixed('kernel', [inputs, maps], doubled), fixed('bias', [maps], squares)],
  }
}

/** An array that is the same whatever was learnt. */
const fixed = (name: string, shape: readonly number[], values: Float32Array): KerasArray => ({
  name,
  shape,
  parameter: null,
  toKeras: () => values,
  fromKeras: (found) => (found.every((value, at) => value === values[at]) ? found : null),
})

const KERAS_ACTIVATIONS: Readonly<Record<Activation, string>> = {
  identity: 'linear',
  relu: 'relu',
  tanh: 'tanh',
  sigmoid: 'sigmoid',
  scaledTanh: 'tanh',
}

/** A layer with a kernel and a bias. A·tanh(S·sum) is S in both, Keras' tanh, and a scale of A. */
function activated(
  { name, maps, activation }: Layer,
  className: string,
  config: Readonly<Record<string, unknown>>,
  kernel: KerasArray,
): readonly KerasLayer[] {
  const same = (values: Float32Array) => values
  const bias = { name: 'bias', shape: [maps], parameter: `${name}.bias`, toKeras: same }
  const arrays: readonly KerasArray[] = [kernel, { ...bias, fromKeras: same }]
  const isSquashed = activation === 'scaledTanh'
  const layer: KerasLayer = {
    className,
    name,
    config: { ...config, activation: KERAS_ACTIVATIONS[activation], use_bias: true },
    arrays: isSquashed ? arrays.map(withSlope) : arrays,
  }
  const amplitude = { scale: SQUASH_AMPLITUDE, offset: 0 }
  return isSquashed ? [layer, plain('Rescaling', `${name}_amplitude`, amplitude)] : [layer]
}

const withSlope = (array: KerasArray): KerasArray => ({
  ...array,
  toKeras: (values) => array.toKeras(values.map((value) => value * SQUASH_SLOPE)),
  fromKeras: (values) => array.fromKeras(values)?.map((value) => value / SQUASH_SLOPE) ?? null,
})

/** A layer without weights. */
const plain = (
  className: string,
  name: string,
  config: Readonly<Record<string, unknown>>,
): KerasLayer => ({ className, name, config, arrays: [] })
