import type { Layer, MapShape } from '../../core/network/description'
import { tileLayout } from '../inspect/tile-layout'

/** Every kernel of a layer on one picture; in picture pixels, one a weight. */
export interface KernelLayout {
  /** Kernels across and down. */
  readonly columns: number
  readonly rows: number
  /** Weights across and down a kernel. */
  readonly wide: number
  readonly high: number
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

const GAP = 1
const LARGEST_ZOOM = 8
const SMALLEST_ZOOM = 2

/** Lays the kernels out for a screen width; null for a layer without weights of its own for an input. */
export function kernelLayout(layer: Layer, input: MapShape, width: number): KernelLayout | null {
  switch (layer.kind) {
    case 'averagePooling':
    case 'maxPooling':
    case 'subsampling':
      return null
    case 'convolution':
      return laidOut(layer.maps, input.maps, layer.kernel, layer.kernel, true, width)
    case 'fullyConnected':
    case 'radialBasis': {
      if (input.side > 1)
        return laidOut(layer.maps, input.maps, input.side, input.side, true, width)
      const tile = tileLayout({ maps: input.maps, side: 1 })
      const across = tileLayout({ maps: layer.maps, side: 1 }).rows
      return laidOut(across, layer.maps / across, tile.columns, tile.rows, false, width)
    }
  }
}

function laidOut(
  columns: number,
  rows: number,
  wide: number,
  high: number,
  byInput: boolean,
  screenWidth: number,
): KernelLayout {
  const width = columns * (wide + GAP) - GAP
  const height = rows * (high + GAP) - GAP
  const fitting = Math.floor(screenWidth / width)
  const zoom = Math.min(LARGEST_ZOOM, Math.max(SMALLEST_ZOOM, fitting))
  return { columns, rows, wide, high, width, height, byInput, zoom }
}

/** Left top corner of a kernel. */
export function kernelOrigin(layout: KernelLayout, { map, from }: KernelPlace) {
  const { columns, wide, high } = layout
  const [column, row] = from === null ? [map % columns, Math.floor(map / columns)] : [map, from]
  return { x: column * (wide + GAP), y: row * (high + GAP) }
}

/** The kernel at a place of the picture, or null in a gap and outside. */
export function kernelAt(layout: KernelLayout, x: number, y: number): KernelPlace | null {
  const { columns, rows, wide, high, byInput } = layout
  const [column, row] = [Math.floor(x / (wide + GAP)), Math.floor(y / (high + GAP))]
  const isGap = x - column * (wide + GAP) >= wide || y - row * (high + GAP) >= high
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
