import type { Blocks } from '../../core/explain/sight'
import { layerIndex, type UnitBlock } from '../../core/explain/sight'
import type { Plane } from '../../core/explain/unit'
import {
  IMAGE_SIDE,
  type LayerName,
  type MapShape,
  type Network,
} from '../../core/network/description'

/**
 * A map with its parents and children: the maps that it reads, itself, and those that read it.
 *
 * @param from - The only parent wanted; null for all.
 */
export function family(
  network: Network,
  plane: LayerName,
  map: number,
  from: number | null,
): Blocks {
  const index = layerIndex(network, plane)
  const layer = network.layers[index]!
  const before = network.layers[index - 1] ?? { maps: 1, side: IMAGE_SIDE }
  const next = network.layers[index + 1]
  const parents = from === null ? parentsOf(network, index, map) : [from]
  const blocks = new Map<Plane, UnitBlock>([
    [network.layers[index - 1]?.name ?? 'image', wholeMaps(before, parents)],
    [plane, wholeMaps(layer, [map])],
  ])
  if (next !== undefined) {
    const children = Array.from({ length: next.maps }, (_, child) => child).filter((child) =>
      parentsOf(network, index + 1, child).includes(map),
    )
    blocks.set(next.name, wholeMaps(next, children))
  }
  return blocks
}

/** The maps of an input map alone, and all that read it. */
export function readersOf(network: Network, plane: LayerName, from: number): Blocks {
  const index = layerIndex(network, plane)
  const layer = network.layers[index]!
  const readers = Array.from({ length: layer.maps }, (_, map) => map).filter((map) =>
    parentsOf(network, index, map).includes(from),
  )
  const before = network.layers[index - 1] ?? { maps: 1, side: IMAGE_SIDE }
  return new Map<Plane, UnitBlock>([
    [network.layers[index - 1]?.name ?? 'image', wholeMaps(before, [from])],
    [plane, wholeMaps(layer, readers)],
  ])
}

/** The maps that a map of the layer at `index` reads. */
function parentsOf(network: Network, index: number, map: number): readonly number[] {
  const layer = network.layers[index]!
  const inputs = network.layers[index - 1]?.maps ?? 1
  switch (layer.kind) {
    case 'convolution':
      return layer.connections[map]!
    case 'averagePooling':
    case 'maxPooling':
    case 'subsampling':
      return [map]
    case 'fullyConnected':
    case 'radialBasis':
      return Array.from({ length: inputs }, (_, input) => input)
  }
}

const wholeMaps = ({ side }: MapShape, maps: readonly number[]): UnitBlock => ({
  maps,
  top: 0,
  left: 0,
  bottom: side,
  right: side,
})
