import { densePlaces, GAP } from '../../core/network/dense-kernels'
import { inputShape, type Network } from '../../core/network/description'
import { type ParameterName, parametersOf, type Weights } from '../../core/network/parameters'

/** One trainable array inside the flat vector that an engine computes with. */
export interface FlatParameter {
  readonly name: ParameterName
  /** Where the array starts in the flat vector. */
  readonly offset: number
  readonly size: number
  /**
   * Weights are `[kernel, kernel, inputs, maps]`, TensorFlow's order, fully connected layers too:
   * their kernel covers the whole map. Everything else is `[maps]`.
   */
  readonly shape: readonly number[]
}

/**
 * How a network's weights lie in one flat vector. A single vector lets the optimizer be a dozen
 * operations over everything in place of a dozen for each of ten arrays.
 */
export interface WeightLayout {
  readonly parameters: readonly FlatParameter[]
  readonly size: number
  /**
   * 1 where the vector holds a parameter, 0 where a connection table leaves a gap in a dense kernel;
   * null where there is no gap.
   */
  readonly mask: Float32Array | null
  toFlat(weights: Weights): Float32Array
  /** New arrays in the order and layouts of `parametersOf`. */
  fromFlat(flat: Float32Array): Weights
}

export function weightLayout(network: Network): WeightLayout {
  const parameters: FlatParameter[] = []
  // For each parameter, for each place in its flat array, the index in PyTorch's layout or GAP.
  const sources: Int32Array[] = []
  let size = 0
  for (const spec of parametersOf(network)) {
    const index = network.layers.findIndex(({ name }) => name === spec.layer)
    const layer = network.layers[index]!
    const input = inputShape(network, index)
    const hasKernels = layer.kind === 'convolution' || layer.kind === 'fullyConnected'
    const isWeight = hasKernels && spec.role === 'weight'
    const kernel = layer.kind === 'convolution' ? layer.kernel : input.side
    const shape = isWeight ? [kernel, kernel, input.maps, layer.maps] : [layer.maps]
    const source = isWeight
      ? densePlaces(layer, input, 'tensorflow')
      : Int32Array.from({ length: spec.size }, (_, i) => i)
    parameters.push({ name: spec.name, offset: size, size: source.length, shape })
    sources.push(source)
    size += source.length
  }
  const gaps = sources.some((source) => source.includes(GAP))
  const mask = gaps ? new Float32Array(size) : null
  parameters.forEach(({ offset }, p) => {
    sources[p]!.forEach((from, i) => {
      if (mask !== null && from !== GAP) mask[offset + i] = 1
    })
  })
  return {
    parameters,
    size,
    mask,
    toFlat(weights) {
      const flat = new Float32Array(size)
      parameters.forEach(({ name, offset }, p) => {
        const values = weights[name]!
        sources[p]!.forEach((from, i) => {
          if (from !== GAP) flat[offset + i] = values[from]!
        })
      })
      return flat
    },
    fromFlat(flat) {
      const arrays = parametersOf(network).map(({ name, size: length }, p) => {
        const values = new Float32Array(length)
        const { offset } = parameters[p]!
        sources[p]!.forEach((from, i) => {
          if (from !== GAP) values[from] = flat[offset + i]!
        })
        return [name, values] as const
      })
      return Object.fromEntries(arrays)
    },
  }
}
