import { imageMargin, layerIndex, readByUnit } from '../../core/explain/sight'
import type { LayerUnit, Unit } from '../../core/explain/unit'
import type { Network } from '../../core/network/description'
import type { PointedTerm } from '../inspect/inspection'

/**
 * One term of a unit's sum: what it reads, and what its weight touches, a pixel for each unit of the
 * map.
 *
 * @param index - Place of the term among the sum's inputs.
 */
export function pointedTerm(network: Network, unit: LayerUnit, index: number): PointedTerm {
  const { maps, top, left, bottom, right } = readByUnit(network, unit)
  const [rows, columns] = [bottom - top, right - left]
  const map = maps[Math.floor(index / (rows * columns))]!
  const row = top + (Math.floor(index / columns) % rows)
  const column = left + (index % columns)
  const at = layerIndex(network, unit.plane)
  const layer = network.layers[at]!
  const plane = network.layers[at - 1]?.name ?? 'image'
  // A network may read only the centre of the image.
  const margin = plane === 'image' ? imageMargin(network) : 0
  const place = { map, row: row + margin, column: column + margin }
  const input: Unit = { ...place, plane }
  if (layer.kind !== 'convolution') return { index, input, touched: null }
  const [firstRow, firstColumn] = [place.row - unit.row, place.column - unit.column]
  const block = {
    maps: [map],
    top: firstRow,
    left: firstColumn,
    bottom: firstRow + layer.side,
    right: firstColumn + layer.side,
  }
  return { index, input, touched: { plane, block } }
}
