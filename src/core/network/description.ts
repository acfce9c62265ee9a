import type { ConnectionTable } from './c3-connections'

/**
 * The language in which a network is described. A description is plain data; engines, panels, file
 * formats, parameter counts and explanations are all computed from it and never repeat it.
 */

/** The paper's names, in the order of the data. */
export const LAYER_NAMES = ['C1', 'S2', 'C3', 'S4', 'C5', 'F6', 'output'] as const
export type LayerName = (typeof LAYER_NAMES)[number]

/** What a unit does with its sum. `scaledTanh` is the paper's 1.7159·tanh(2a/3). */
export const ACTIVATIONS = ['identity', 'relu', 'tanh', 'sigmoid', 'scaledTanh'] as const
export type Activation = (typeof ACTIVATIONS)[number]

interface LayerShape {
  readonly name: LayerName
  /** Feature maps of the layer; for a 1×1 layer, its units. */
  readonly maps: number
  /** Width and height of one feature map, in units. */
  readonly side: number
  readonly activation: Activation
}

/** Every unit of a map is the sum of kernel × patch over the input maps that the map reads, + bias. */
export interface Convolution extends LayerShape {
  readonly kind: 'convolution'
  /** Width and height of a kernel; stride 1, no padding. */
  readonly kernel: number
  /** For each map, the input maps that it reads, ascending. C3's is Table I of the paper. */
  readonly connections: ConnectionTable
}

/** Mean or maximum of a 2×2 patch; nothing to train. */
export interface Pooling extends LayerShape {
  readonly kind: 'averagePooling' | 'maxPooling'
}

/** The paper's S layers: the sum of a 2×2 patch × one coefficient + one bias per map. */
export interface Subsampling extends LayerShape {
  readonly kind: 'subsampling'
}

/** Every unit reads every value of the layer before it, in the order map, row, column. */
export interface FullyConnected extends LayerShape {
  readonly kind: 'fullyConnected'
}

/**
 * Squared Euclidean distance from the layer before it to a fixed code a unit; nothing to train.
 *
 * Its sums are minus the distances, so that the largest logit wins in every network here; the paper
 * lets the smallest distance win. `code-distances.ts` gives the distances back.
 */
export interface RadialBasis extends LayerShape {
  readonly kind: 'radialBasis'
  /** For each unit, a value for each unit that it reads. */
  readonly codes: readonly (readonly number[])[]
}

export type Layer = Convolution | Pooling | Subsampling | FullyConnected | RadialBasis

/** Side of a pooling or subsampling patch, in every network here. */
export const PATCH_SIDE = 2

/** Side of the image every network is given; a network may read only its centre. */
export const IMAGE_SIDE = 32

/** The ten digits. */
export const CLASSES = 10

/** The label of an image that shows no digit; a network with a rubbish class can learn it. */
export const NOT_A_DIGIT = CLASSES

export const VARIANTS = ['modern', 'lenet5-1998', 'pytorch'] as const
export type Variant = (typeof VARIANTS)[number]

export interface NetworkInput {
  /** The network reads the centre square of this side of the 32×32 image. */
  readonly side: number
  /** Value of bare paper; ink 0 is mapped here. */
  readonly paper: number
  /** Value of full ink; ink 1 is mapped here. */
  readonly ink: number
}

export interface Network {
  readonly variant: Variant
  readonly input: NetworkInput
  readonly layers: readonly Layer[]
  /**
   * The logit of an eleventh class, "not a digit", which is the same for every image; null where the
   * ten digits share all probability.
   *
   * @see LeCun et al. 1998, section II.C: minus the constant j of its MAP criterion, equation 9.
   */
  readonly rubbishLogit: number | null
  /** How the initial weights are drawn. */
  readonly initialWeights: 'heUniform' | 'torchDefault' | 'paper'
}

/** Maps and side of what a layer reads: the network's input or the layer before it. */
export interface MapShape {
  readonly maps: number
  readonly side: number
}

/** What the layer at `index` reads. */
export function inputShape(network: Network, index: number): MapShape {
  return network.layers[index - 1] ?? { maps: 1, side: network.input.side }
}

/** The layer of that name. @throws {RangeError} If the network has none. */
export function layerNamed(network: Network, name: LayerName): Layer {
  const layer = network.layers.find((candidate) => candidate.name === name)
  if (layer === undefined) throw new RangeError(`layerNamed: ${network.variant} has no ${name}`)
  return layer
}

/** Values of one image in a layer. */
export const valuesPerImage = (shape: MapShape): number => shape.maps * shape.side ** 2
