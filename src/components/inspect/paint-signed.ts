import type { Floats } from '../../core/network/floats'
import { paintBlankMaps, paintMaps } from './paint-maps'
import { signedColourTable } from './signed-colours'
import type { TileLayout } from './tile-layout'
import { BLANK_COLOUR } from './use-painted-maps'

/** Paints maps in signed colours; blank ones where there are no values, or not as many as units. */
export function paintSigned(
  canvas: HTMLCanvasElement | null,
  layout: TileLayout,
  values: Floats | null,
  scale: number,
): void {
  const context = canvas?.getContext('2d')
  if (!context) return
  const picture = context.createImageData(layout.width, layout.height)
  const pixels = new Uint32Array(picture.data.buffer)
  const fits = values?.length === layout.maps * layout.side ** 2
  if (values !== null && fits) {
    paintMaps(values, layout, () => scale, signedColourTable(), pixels)
  } else paintBlankMaps(layout, BLANK_COLOUR, pixels)
  context.putImageData(picture, 0, 0)
}
