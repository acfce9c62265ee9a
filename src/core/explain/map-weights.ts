import type { Layer, MapShape } from '../network/description'
import type { Floats } from '../network/floats'
import { links, type Weights } from '../network/parameters'

/** What a map of a layer multiplies its inputs by: the same for each unit of the map. */
export interface MapWeights {
  /** Input maps that it reads, ascending. */
  readonly maps: readonly number[]
  /** Width and height of the square that it reads of each. */
  readonly side: number
  /** `[maps, side, side]`, row-major; of a radial-basis unit its code. */
  readonly values: Floats
}

/** The kernels, the row of a matrix or the code of one map; null for a layer that has none. */
export function mapWeights(
  layer: Layer,
  input: MapShape,
  weights: Weights<Floats>,
  map: number,
): MapWeights | null {
  const all = () => Array.from({ length: input.maps }, (_, from) => from)
  switch (layer.kind) {
    case 'convolution': {
      const { connections, kernel: side } = layer
      const maps = connections[map]!
      const from = links(connections.slice(0, map)) * side ** 2
      const values = weights[`${layer.name}.weight`]!.subarray(from, from + maps.length * side ** 2)
      return { maps, side, values }
    }
    case 'fullyConnected': {
      const inputs = input.maps * input.side ** 2
      const values = weights[`${layer.name}.weight`]!.subarray(map * inputs, (map + 1) * inputs)
      return { maps: all(), side: input.side, values }
    }
    case 'radialBasis':
      return { maps: all(), side: input.side, values: Float64Array.from(layer.codes[map]!) }
    case 'averagePooling':
    case 'maxPooling':
    case 'subsampling':
      return null
  }
}
