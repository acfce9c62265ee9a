import { C3_CONNECTIONS, type C3Table, c3Connections, everyMap } from './c3-connections'
import {
  type Activation,
  CLASSES,
  type Convolution,
  type FullyConnected,
  IMAGE_SIDE,
  type Network,
  type Pooling,
  type Subsampling,
  type Variant,
} from './description'
import { DIGIT_CODES } from './digit-codes'

/** Activations that the modern network may be trained with; ReLU is the default. */
export const MODERN_ACTIVATIONS = ['relu', 'tanh', 'sigmoid'] as const
export type ModernActivation = (typeof MODERN_ACTIVATIONS)[number]

/** What a learner may change of a network beside its activation. */
export interface NetworkOptions {
  /**
   * For weights that learn what is no digit: gives `modern` and `pytorch` a rubbish class of logit 0,
   * and puts the class that the 1998 network has farther from the codes.
   */
  readonly rubbish?: boolean
  /** While weights are first taught what is no digit: of what is written later, less is none. */
  readonly whileTaught?: boolean
  /** Which maps of S2 each map of C3 reads; by default as {@link usualC3Table} says. */
  readonly c3?: C3Table
}

/**
 * The constant j of the paper's criterion: F6 this far (squared) from every code is as likely rubbish
 * as a digit. The paper does not tell its own; these were chosen on validation images. A near one
 * draws digits to their codes. Images of no digit do that, too, and leave room for a hand's ways: at
 * 10, two of a hundred digits were then taken for rubbish. Afterwards it is 1 more, as if rubbish
 * were e times as rare as among the images that teach it.
 */
const RUBBISH_DISTANCE = { ofDigitsAlone: 10, whileTaught: 40, taught: 41 }

/** LeNet-5 as it is taught today: dense C3, average pooling, softmax; 61,706 parameters. */
export function modernNetwork(
  activation: ModernActivation = 'relu',
  options: NetworkOptions = {},
): Network {
  return {
    variant: 'modern',
    input: { side: IMAGE_SIDE, paper: 0, ink: 1 },
    layers: [
      convolution('C1', 28, activation, everyMap(6, 1)),
      { kind: 'averagePooling', name: 'S2', maps: 6, side: 14, activation: 'identity' },
      convolution('C3', 10, activation, everyMap(16, 6)),
      { kind: 'averagePooling', name: 'S4', maps: 16, side: 5, activation: 'identity' },
      convolution('C5', 1, activation, everyMap(120, 16)),
      fullyConnected('F6', 84, activation),
      fullyConnected('output', CLASSES, 'identity'),
    ],
    rubbishLogit: rubbishLogitOf(options),
    initialWeights: activation === 'relu' ? 'heUniform' : 'torchDefault',
  }
}

/**
 * The network of the paper: trainable subsampling, C3's connection table, RBF output; 60,000
 * parameters and 340,908 connections.
 *
 * @see LeCun et al. 1998, section II.B and Table I.
 */
export const LENET5_1998: Network = {
  variant: 'lenet5-1998',
  input: { side: IMAGE_SIDE, paper: -0.1, ink: 1.175 },
  layers: [
    convolution('C1', 28, 'scaledTanh', everyMap(6, 1)),
    subsampling('S2', 6, 14),
    convolution('C3', 10, 'scaledTanh', C3_CONNECTIONS),
    subsampling('S4', 16, 5),
    convolution('C5', 1, 'scaledTanh', everyMap(120, 16)),
    fullyConnected('F6', 84, 'scaledTanh'),
    {
      kind: 'radialBasis',
      name: 'output',
      maps: CLASSES,
      side: 1,
      activation: 'identity',
      codes: DIGIT_CODES,
    },
  ],
  rubbishLogit: -RUBBISH_DISTANCE.ofDigitsAlone,
  initialWeights: 'paper',
}

/** The course code most people meet first: 28×28, sigmoid, max pooling; 44,426 parameters. */
export const PYTORCH_COURSE: Network = {
  variant: 'pytorch',
  input: { side: 28, paper: 0, ink: 1 },
  layers: [
    convolution('C1', 24, 'sigmoid', everyMap(6, 1)),
    maxPooling('S2', 6, 12),
    convolution('C3', 8, 'sigmoid', everyMap(16, 6)),
    maxPooling('S4', 16, 4),
    fullyConnected('C5', 120, 'sigmoid'),
    fullyConnected('F6', 84, 'sigmoid'),
    fullyConnected('output', CLASSES, 'identity'),
  ],
  rubbishLogit: null,
  initialWeights: 'torchDefault',
}

/** The connection table that a variant has unless another is asked for. */
export const usualC3Table = (variant: Variant): C3Table =>
  variant === 'lenet5-1998' ? '1998' : 'dense'

/**
 * The description of a variant. `activation` applies to `modern` alone.
 *
 * @throws {RangeError} If `options.c3` is no table.
 */
export function networkOf(
  variant: Variant,
  activation: ModernActivation = 'relu',
  options: NetworkOptions = {},
): Network {
  const network = usualNetwork(variant, activation, options)
  const { c3 = usualC3Table(variant) } = options
  return c3 === usualC3Table(variant) ? network : withC3(network, c3)
}

function withC3(network: Network, c3: C3Table): Network {
  const connections = c3Connections(c3)
  const layers = network.layers.map((layer) =>
    layer.kind === 'convolution' && layer.name === 'C3' ? { ...layer, connections } : layer,
  )
  return { ...network, layers }
}

function usualNetwork(
  variant: Variant,
  activation: ModernActivation,
  options: NetworkOptions,
): Network {
  switch (variant) {
    case 'modern':
      return modernNetwork(activation, options)
    case 'lenet5-1998':
      return options.rubbish
        ? { ...LENET5_1998, rubbishLogit: -RUBBISH_DISTANCE[taughtOrBeing(options)] }
        : LENET5_1998
    case 'pytorch':
      return { ...PYTORCH_COURSE, rubbishLogit: rubbishLogitOf(options) }
  }
}

const taughtOrBeing = ({ whileTaught = false }: NetworkOptions) =>
  whileTaught ? 'whileTaught' : 'taught'

const rubbishLogitOf = ({ rubbish = false }: NetworkOptions): number | null => (rubbish ? 0 : null)

function convolution(
  name: Convolution['name'],
  side: number,
  activation: Activation,
  connections: Convolution['connections'],
): Convolution {
  return {
    kind: 'convolution',
    name,
    maps: connections.length,
    side,
    activation,
    kernel: 5,
    connections,
  }
}

function fullyConnected(
  name: FullyConnected['name'],
  maps: number,
  activation: Activation,
): FullyConnected {
  return { kind: 'fullyConnected', name, maps, side: 1, activation }
}

function subsampling(name: Subsampling['name'], maps: number, side: number): Subsampling {
  return { kind: 'subsampling', name, maps, side, activation: 'scaledTanh' }
}

function maxPooling(name: Pooling['name'], maps: number, side: number): Pooling {
  return { kind: 'maxPooling', name, maps, side, activation: 'identity' }
}
