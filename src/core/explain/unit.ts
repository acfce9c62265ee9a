import type { LayerName } from '../network/description'

/** What holds values that can be pointed at: the 32×32 image, or a layer. */
export type Plane = LayerName | 'image'

/** A unit of a plane; counted from 0. */
export interface UnitPlace {
  readonly map: number
  readonly row: number
  readonly column: number
}

/** A unit of a named plane. The image has one map of 32×32, whatever of it a network reads. */
export interface Unit extends UnitPlace {
  readonly plane: Plane
}

/** A unit that computes. */
export interface LayerUnit extends UnitPlace {
  readonly plane: LayerName
}

/** Index of a unit in values `[maps, side, side]`. */
export const unitIndex = (side: number, { map, row, column }: UnitPlace): number =>
  (map * side + row) * side + column
