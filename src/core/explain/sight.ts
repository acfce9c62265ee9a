import {
  IMAGE_SIDE,
  inputShape,
  type Layer,
  type MapShape,
  type Network,
  PATCH_SIDE,
} from '../network/description'
import type { LayerUnit, Plane, Unit } from './unit'

/** The same rectangle on some maps of a plane; `bottom` and `right` are the first outside. */
export interface UnitBlock {
  /** Ascending. */
  readonly maps: readonly number[]
  readonly top: number
  readonly left: number
  readonly bottom: number
  readonly right: number
}

/** Blocks of units by the plane that they lie on. */
export type Blocks = ReadonlyMap<Plane, UnitBlock>

/**
 * What a unit sees: its receptive field on the image and on every layer between, each map of them
 * that its value depends on. The image's block is in pixels of 32×32.
 */
export function receptiveField(network: Network, unit: LayerUnit): Blocks {
  const blocks = new Map<Plane, UnitBlock>()
  let block = blockOf(unit)
  for (let index = layerIndex(network, unit.plane); index >= 0; index--) {
    block = readBlock(network.layers[index]!, inputShape(network, index), block)
    const before = network.layers[index - 1]
    if (before !== undefined) blocks.set(before.name, block)
    else blocks.set('image', moved(block, imageMargin(network)))
  }
  return blocks
}

/**
 * The units of every later layer that see a unit, or a pixel of the 32×32 image; no blocks for a
 * pixel outside of what the network reads.
 */
export function unitsThatSee(network: Network, unit: Unit): Blocks {
  const blocks = new Map<Plane, UnitBlock>()
  const isPixel = unit.plane === 'image'
  let block = isPixel ? moved(blockOf(unit), -imageMargin(network)) : blockOf(unit)
  const from = unit.plane === 'image' ? 0 : layerIndex(network, unit.plane) + 1
  if (isPixel && !isWithin(block, network.input.side)) return blocks
  for (const layer of network.layers.slice(from)) {
    block = readingBlock(layer, block)
    blocks.set(layer.name, block)
  }
  return blocks
}

/** The block that a unit reads directly, of its layer's input. */
export function readByUnit(network: Network, unit: LayerUnit): UnitBlock {
  const index = layerIndex(network, unit.plane)
  return readBlock(network.layers[index]!, inputShape(network, index), blockOf(unit))
}

/** Paper on each side of what a network reads of the image, in pixels. */
export const imageMargin = ({ input: { side } }: Network): number => (IMAGE_SIDE - side) / 2

/** The layer's place in the order of the data. @throws {RangeError} If the network has none. */
export function layerIndex(network: Network, plane: LayerUnit['plane']): number {
  const index = network.layers.findIndex(({ name }) => name === plane)
  if (index < 0) throw new RangeError(`layerIndex: ${network.variant} has no ${plane}`)
  return index
}

const blockOf = ({ map, row, column }: Unit): UnitBlock => ({
  maps: [map],
  top: row,
  left: column,
  bottom: row + 1,
  right: column + 1,
})

const allMaps = (count: number): readonly number[] => Array.from({ length: count }, (_, map) => map)

const whole = ({ maps, side }: MapShape): UnitBlock => ({
  maps: allMaps(maps),
  top: 0,
  left: 0,
  bottom: side,
  right: side,
})

function moved(block: UnitBlock, by: number): UnitBlock {
  const { maps, top, left, bottom, right } = block
  return { maps, top: top + by, left: left + by, bottom: bottom + by, right: right + by }
}

const isWithin = ({ top, left, bottom, right }: UnitBlock, side: number): boolean =>
  top >= 0 && left >= 0 && bottom <= side && right <= side

/** What the units of `block` read of their layer's input. */
function readBlock(layer: Layer, input: MapShape, block: UnitBlock): UnitBlock {
  const { maps, top, left, bottom, right } = block
  switch (layer.kind) {
    case 'convolution': {
      const read = new Set(maps.flatMap((map) => layer.connections[map]!))
      const reach = layer.kernel - 1
      return {
        maps: [...read].sort((a, b) => a - b),
        top,
        left,
        bottom: bottom + reach,
        right: right + reach,
      }
    }
    case 'averagePooling':
    case 'maxPooling':
    case 'subsampling':
      return {
        maps,
        top: top * PATCH_SIDE,
        left: left * PATCH_SIDE,
        bottom: bottom * PATCH_SIDE,
        right: right * PATCH_SIDE,
      }
    case 'fullyConnected':
    case 'radialBasis':
      return whole(input)
  }
}

/** The units of `layer` that read any unit of `block`, which lies on its input. */
function readingBlock(layer: Layer, block: UnitBlock): UnitBlock {
  const { maps, top, left, bottom, right } = block
  switch (layer.kind) {
    case 'convolution': {
      const reach = layer.kernel - 1
      return {
        maps: allMaps(layer.maps).filter((map) =>
          layer.connections[map]!.some((read) => maps.includes(read)),
        ),
        top: Math.max(0, top - reach),
        left: Math.max(0, left - reach),
        bottom: Math.min(layer.side, bottom),
        right: Math.min(layer.side, right),
      }
    }
    case 'averagePooling':
    case 'maxPooling':
    case 'subsampling':
      return {
        maps,
        top: Math.floor(top / PATCH_SIDE),
        left: Math.floor(left / PATCH_SIDE),
        bottom: Math.ceil(bottom / PATCH_SIDE),
        right: Math.ceil(right / PATCH_SIDE),
      }
    case 'fullyConnected':
    case 'radialBasis':
      return whole(layer)
  }
}
