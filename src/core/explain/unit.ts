import type { LayerName, MapShape } from '../network/description'

/** What holds values that can be pointed at: the 32×32 image, or a layer. */
export type Plane = LayerName | 'image'

/** A unit of a plane; counted from 0. */
export interface UnitPlace {
  readonly map: number
  readonly row: number
  readonly column: number
}

/** A unit that computes. */
export interface LayerUnit extends UnitPlace {
  readonly plane: LayerName
}

/** A pixel of the 32×32 image, whatever of it a network reads; its map is 0. */
export interface Pixel extends UnitPlace {
  readonly plane: 'image'
}

export type Unit = LayerUnit | Pixel

/** Index of a unit in values `[maps, side, side]`. */
export const unitIndex = (side: number, { map, row, column }: UnitPlace): number =>
  (map * side + row) * side + column

/** The unit at an index of values `[maps, side, side]`. */
export const unitPlace = (side: number, index: number): UnitPlace => ({
  map: Math.floor(index / side ** 2),
  row: Math.floor(index / side) % side,
  column: index % side,
})

/** Whether maps of that shape have such a unit. */
export const isUnitOf = ({ maps, side }: MapShape, { map, row, column }: UnitPlace): boolean =>
  map < maps && row < side && column < side
