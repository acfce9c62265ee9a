import type { ConnectionTable } from './c3-connections'
import { inputShape, type Layer, type LayerName, type Network, valuesPerImage } from './description'
import type { Floats } from './floats'

export type ParameterRole = 'weight' | 'bias' | 'coefficient'
export type ParameterName = `${LayerName}.${ParameterRole}`

/** One trainable array of a network. */
export interface ParameterSpec {
  readonly name: ParameterName
  readonly layer: LayerName
  readonly role: ParameterRole
  /**
   * Convolution weights are `[maps, inputs, kernel, kernel]` where every map reads every input, else
   * `[links, kernel, kernel]` in the order of the connection table; fully connected weights are
   * `[units, inputs]`. Row-major, PyTorch's layouts.
   */
  readonly shape: readonly number[]
  readonly size: number
  /** Inputs of one unit, by which initial weights are scaled. */
  readonly fanIn: number
}

/**
 * The trained values of a network: one array per {@link ParameterSpec}, keyed by its name, in the
 * order of {@link parametersOf}.
 */
export type Weights<F extends Floats = Float32Array> = Readonly<Record<string, F>>

/** Every trainable array of the network in the order of the data, weights before biases. */
export function parametersOf(network: Network): readonly ParameterSpec[] {
  return network.layers.flatMap((layer, index) => parametersOfLayer(network, layer, index))
}

/** Trainable numbers of one layer. */
export function parameterCount(network: Network, name: LayerName): number {
  return parametersOf(network)
    .filter((parameter) => parameter.layer === name)
    .reduce((sum, parameter) => sum + parameter.size, 0)
}

/** Trainable numbers of the whole network. */
export function totalParameters(network: Network): number {
  return parametersOf(network).reduce((sum, parameter) => sum + parameter.size, 0)
}

/**
 * Connections of one layer as the paper counts them: one per input and one for the bias of each
 * unit; the RBF output's codes have no bias.
 */
export function connectionCount(network: Network, name: LayerName): number {
  const index = network.layers.findIndex((layer) => layer.name === name)
  const layer = network.layers[index]
  if (layer === undefined) throw new RangeError(`connectionCount: no layer ${name}`)
  const input = inputShape(network, index)
  const area = layer.side ** 2
  switch (layer.kind) {
    case 'convolution':
      return (links(layer.connections) * layer.kernel ** 2 + layer.maps) * area
    case 'averagePooling':
    case 'maxPooling':
      return valuesPerImage(input)
    case 'subsampling':
      return valuesPerImage(input) + layer.maps * area
    case 'fullyConnected':
      return layer.maps * (valuesPerImage(input) + 1)
    case 'radialBasis':
      return layer.maps * valuesPerImage(input)
  }
}

/** Connections of the whole network. */
export function totalConnections(network: Network): number {
  return network.layers.reduce((sum, layer) => sum + connectionCount(network, layer.name), 0)
}

const NOT_FINITE = [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]

/**
 * Checks that `weights` has exactly the network's arrays, each of the right size and finite.
 *
 * @throws {RangeError} Naming the first array that is missing, foreign, of a wrong size or not finite.
 */
export function assertWeights(network: Network, weights: Weights<Floats>): void {
  const parameters = parametersOf(network)
  for (const { name, size, shape } of parameters) {
    const values = weights[name]
    if (values === undefined) {
      throw new RangeError(`assertWeights: ${network.variant} needs ${name} [${shape}], got none`)
    }
    if (values.length !== size) {
      throw new RangeError(
        `assertWeights: ${name} needs ${size} values [${shape}], got ${values.length}`,
      )
    }
    // Searched natively: a loop over 60,000 numbers is slow in code that has just been loaded.
    const bad = NOT_FINITE.find((value) => values.includes(value))
    if (bad !== undefined) {
      const at = values.findIndex((value) => Object.is(value, bad))
      throw new RangeError(`assertWeights: ${name}[${at}] must be finite, got ${bad}`)
    }
  }
  const known = new Set<string>(parameters.map(({ name }) => name))
  const foreign = Object.keys(weights).find((name) => !known.has(name))
  if (foreign !== undefined) {
    throw new RangeError(`assertWeights: ${network.variant} has no parameter ${foreign}`)
  }
}

/** Links of a connection table: pairs of a map and an input map that it reads. */
export const links = (connections: ConnectionTable): number =>
  connections.reduce((sum, inputs) => sum + inputs.length, 0)

function parametersOfLayer(
  network: Network,
  layer: Layer,
  index: number,
): readonly ParameterSpec[] {
  const input = inputShape(network, index)
  const spec = (role: ParameterRole, shape: readonly number[], fanIn: number): ParameterSpec => ({
    name: `${layer.name}.${role}`,
    layer: layer.name,
    role,
    shape,
    size: shape.reduce((product, side) => product * side, 1),
    fanIn,
  })
  switch (layer.kind) {
    case 'convolution': {
      const { connections, kernel, maps } = layer
      const dense = connections.every((inputs) => inputs.length === input.maps)
      const leading = dense ? [maps, input.maps] : [links(connections)]
      // Maps of a table differ in how much they read; the mean stands for all of them.
      const fanIn = (links(connections) / maps) * kernel ** 2
      return [spec('weight', [...leading, kernel, kernel], fanIn), spec('bias', [maps], fanIn)]
    }
    case 'subsampling':
      return [spec('coefficient', [layer.maps], 4), spec('bias', [layer.maps], 4)]
    case 'fullyConnected': {
      const fanIn = valuesPerImage(input)
      return [spec('weight', [layer.maps, fanIn], fanIn), spec('bias', [layer.maps], fanIn)]
    }
    case 'averagePooling':
    case 'maxPooling':
    case 'radialBasis':
      return []
  }
}
