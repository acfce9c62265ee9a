import { imageMargin, layerIndex, readByUnit, receptiveField } from '../../core/explain/sight'
import type { LayerUnit, Unit } from '../../core/explain/unit'
import type { Network } from '../../core/network/description'
import type { Inspection } from '../inspect/inspection'

/**
 * One term of a unit's sum: what it reads, what its weight touches for all units of the map together,
 * and on the planes before that, down to the pixels, what this one product depends on.
 *
 * @param index - Place of the term among the sum's inputs.
 */
export function pointedTerm(
  network: Network,
  unit: LayerUnit,
  index: number,
): Pick<Inspection, 'term' | 'lit'> {
  const { maps, top, left, bottom, right } = readByUnit(network, unit)
  const [rows, columns] = [bottom - top, right - left]
  const map = maps[Math.floor(index / (rows * columns))]!
  const at = layerIndex(network, unit.plane)
  const layer = network.layers[at]!
  const plane = network.layers[at - 1]?.name ?? 'image'
  // A network may read only the centre of the image.
  const margin = plane === 'image' ? imageMargin(network) : 0
  const row = top + (Math.floor(index / columns) % rows) + margin
  const column = left + (index % columns) + margin
  const input: Unit = { plane, map, row, column }
  const term = { index, input }
  const sources = input.plane === 'image' ? [] : receptiveField(network, input)
  if (layer.kind !== 'convolution') return { term, lit: new Map(sources) }
  const [firstRow, firstColumn] = [row - unit.row, column - unit.column]
  const touched = {
    maps: [map],
    top: firstRow,
    left: firstColumn,
    bottom: firstRow + layer.side,
    right: firstColumn + layer.side,
  }
  return { term, lit: new Map([...sources, [plane, touched]]) }
}
