import type { UnitPlace } from '../../core/explain/unit'
import type { MapShape } from '../../core/network/description'

/** Where each map of a layer lies on the layer's one picture; in picture pixels, one a unit. */
export interface TileLayout extends MapShape {
  readonly columns: number
  readonly rows: number
  /** Bare pixels between two maps; none between single units. */
  readonly gap: number
  readonly width: number
  readonly height: number
}

/** The paper prints F6 as bitmaps of 7×12; single units are laid out in about that shape. */
const BITMAP_SHAPE = 7 / 12

/**
 * Lays the maps of a layer out in full rows, row by row.
 *
 * @param columns - A divisor of the maps; as many as make about a square, unless told.
 */
export function tileLayout(
  { maps, side }: MapShape,
  columns = fullColumns(maps, Math.sqrt(side === 1 ? maps * BITMAP_SHAPE : maps)),
): TileLayout {
  const rows = maps / columns
  const gap = side === 1 ? 0 : 1
  const along = (count: number) => count * side + (count - 1) * gap
  return { maps, side, columns, rows, gap, width: along(columns), height: along(rows) }
}

/** Screen pixels a unit when a layer is looked at by itself, at most. */
const LARGEST_ZOOM = 24

/** The layout that shows a layer largest within so many screen pixels, and its pixels a unit. */
export function largestTiles(shape: MapShape, width: number, height: number) {
  const fitted = (layout: TileLayout) => {
    const zoom = Math.min(LARGEST_ZOOM, width / layout.width, height / layout.height)
    return { layout, zoom: Math.max(1, Math.floor(zoom)) }
  }
  let best = fitted(tileLayout(shape))
  for (let columns = 1; columns <= shape.maps; columns++) {
    if (shape.maps % columns !== 0) continue
    const candidate = fitted(tileLayout(shape, columns))
    if (candidate.zoom > best.zoom) best = candidate
  }
  return best
}

/** Left top corner of a map, in picture pixels. */
export function tileOrigin({ columns, side, gap }: TileLayout, map: number) {
  const pitch = side + gap
  return { x: (map % columns) * pitch, y: Math.floor(map / columns) * pitch }
}

/**
 * The unit at a picture pixel, null outside. A gap counts to the map before it: who clicks between
 * two maps means one of them.
 */
export function unitAt(layout: TileLayout, x: number, y: number): UnitPlace | null {
  const { columns, side, gap, width, height } = layout
  if (x < 0 || y < 0 || x >= width || y >= height) return null
  const pitch = side + gap
  const tileColumn = Math.floor(x / pitch)
  const tileRow = Math.floor(y / pitch)
  const within = (place: number) => Math.min(side - 1, Math.floor(place))
  return {
    map: tileRow * columns + tileColumn,
    row: within(y - tileRow * pitch),
    column: within(x - tileColumn * pitch),
  }
}

/** The unit one step away on the picture, over gaps, held at its edges. */
export function unitBeside(
  layout: TileLayout,
  { map, row, column }: UnitPlace,
  dx: number,
  dy: number,
): UnitPlace {
  const { columns, rows, side } = layout
  const held = (value: number, count: number) => Math.min(count * side - 1, Math.max(0, value))
  const x = held((map % columns) * side + column + dx, columns)
  const y = held(Math.floor(map / columns) * side + row + dy, rows)
  return {
    map: Math.floor(y / side) * columns + Math.floor(x / side),
    row: y % side,
    column: x % side,
  }
}

/** The largest number of columns, at most `wanted`, that fills every row. */
export function fullColumns(maps: number, wanted: number): number {
  let columns = Math.max(1, Math.floor(wanted + 1e-9))
  while (maps % columns !== 0) columns--
  return columns
}
