import type { Layer, MapShape } from '../../core/network/description'
import { fullColumns, type TileLayout, tileLayout, tileOrigin } from '../inspect/tile-layout'

/** Every kernel of a layer on one picture; in picture pixels, one a weight. */
export interface KernelLayout {
  /** Tiles across and down. */
  readonly columns: number
  readonly rows: number
  /** How weights lie in a tile: of one kernel, or of all that a map has. */
  readonly tile: TileLayout
  /** Bare pixels between two tiles. */
  readonly gap: number
  readonly width: number
  readonly height: number
  /** A column a map and a row an input map; else a tile a map with all its inputs. */
  readonly byInput: boolean
  /** Screen pixels a weight. */
  readonly zoom: number
}

/** A kernel: of a map, for an input map; null where one tile holds all inputs. */
export interface KernelPlace {
  readonly map: number
  readonly from: number | null
}

const LARGEST_ZOOM = 8
/** A cell of the grid is at least as large as a fingertip needs, its gap included: 24 pixels. */
const SMALLEST_GRID_ZOOM = 4
/** A tile of all inputs is about so many screen pixels wide, if its kernels can be told apart then. */
const TILE_WIDTH = 48
const SMALLEST_TILE_ZOOM = 3

/** Lays the kernels out for a screen width; null for a layer without weights of its own for an input. */
export function kernelLayout(layer: Layer, input: MapShape, width: number): KernelLayout | null {
  switch (layer.kind) {
    case 'averagePooling':
    case 'maxPooling':
    case 'subsampling':
      return null
    case 'convolution':
      return layer.side === 1
        ? tilesOfMaps(layer, input, width)
        : gridOfKernels(layer.maps, input.maps, layer.kernel, width)
    case 'fullyConnected':
    case 'radialBasis':
      return tilesOfMaps(layer, input, width)
  }
}

/** A table of kernels, as large as fits. */
function gridOfKernels(columns: number, rows: number, kernel: number, width: number): KernelLayout {
  const tile = tileLayout({ maps: 1, side: kernel })
  const size = sizeOf(columns, rows, tile, 1)
  const zoom = Math.max(SMALLEST_GRID_ZOOM, Math.floor(width / size.width))
  return { ...size, byInput: true, zoom: Math.min(LARGEST_ZOOM, zoom) }
}

/** A tile a map, as many beside each other as fit and fill every row. */
function tilesOfMaps({ maps }: MapShape, input: MapShape, width: number): KernelLayout {
  const tile = tileLayout(input)
  // Wider than what lies between two kernels of a tile.
  const gap = tile.gap === 0 ? 1 : 3
  const fitting = Math.max(SMALLEST_TILE_ZOOM, Math.floor(TILE_WIDTH / tile.width))
  const zoom = Math.min(LARGEST_ZOOM, fitting)
  const most = Math.floor((width / zoom + gap) / (tile.width + gap))
  const columns = fullColumns(maps, Math.min(maps, most))
  return { ...sizeOf(columns, maps / columns, tile, gap), byInput: false, zoom }
}

const sizeOf = (columns: number, rows: number, tile: TileLayout, gap: number) => ({
  columns,
  rows,
  tile,
  gap,
  width: columns * (tile.width + gap) - gap,
  height: rows * (tile.height + gap) - gap,
})

/** Left top corner of a tile. */
export function kernelOrigin({ columns, tile, gap }: KernelLayout, { map, from }: KernelPlace) {
  const [column, row] = from === null ? [map % columns, Math.floor(map / columns)] : [map, from]
  return { x: column * (tile.width + gap), y: row * (tile.height + gap) }
}

/** The kernel at a place of the picture, or null in a gap and outside. */
export function kernelAt(layout: KernelLayout, x: number, y: number): KernelPlace | null {
  const { columns, rows, tile, gap, byInput } = layout
  const [column, row] = [Math.floor(x / (tile.width + gap)), Math.floor(y / (tile.height + gap))]
  const isGap =
    x - column * (tile.width + gap) >= tile.width || y - row * (tile.height + gap) >= tile.height
  if (column < 0 || column >= columns || row < 0 || row >= rows || isGap) return null
  return byInput ? { map: column, from: row } : { map: row * columns + column, from: null }
}

/** The kernel one step away, held at the edges. */
export function kernelBeside(
  layout: KernelLayout,
  { map, from }: KernelPlace,
  dx: number,
  dy: number,
): KernelPlace {
  const { columns, rows, byInput } = layout
  const [column, row] = from === null ? [map % columns, Math.floor(map / columns)] : [map, from]
  const x = Math.min(columns - 1, Math.max(0, column + dx))
  const y = Math.min(rows - 1, Math.max(0, row + dy))
  return byInput ? { map: x, from: y } : { map: y * columns + x, from: null }
}

/**
 * Where the weights of an input map begin on the picture.
 *
 * @param place - Of the input map among those that the map reads.
 */
export function weightsOrigin(layout: KernelLayout, map: number, place: number, from: number) {
  if (layout.byInput) return kernelOrigin(layout, { map, from })
  const { x, y } = kernelOrigin(layout, { map, from: null })
  const inner = tileOrigin(layout.tile, place)
  return { x: x + inner.x, y: y + inner.y }
}
