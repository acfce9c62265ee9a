import { IMAGE_SIDE } from '../network/description'
import type { Drawing, InkImage } from './drawing'
import { rasterize } from './raster'
import { FIELD_SIDE, inkStages, MARGIN } from './stages'

/**
 * Raster pixels along the pad where images are made by the ten thousand: seven for each pixel of the
 * 20×20 box. The page's own 280 gives the same bytes within a few levels, in three times the time.
 */
const RASTER_SIDE = 140

/** What a network is shown of a drawing: see {@link seenOfRaster}. */
export const seenOfDrawing = (drawing: Drawing): Uint8Array<ArrayBuffer> | null =>
  seenOfRaster(rasterize(drawing, RASTER_SIDE))

/**
 * What a network is shown of ink, by the page's own steps, as an image of MNIST's kind.
 *
 * @returns `[28, 28]`, row-major, 0 for paper and 255 for full ink; null without ink.
 */
export function seenOfRaster(raster: InkImage): Uint8Array<ArrayBuffer> | null {
  const stages = inkStages(raster)
  if (stages === null) return null
  const pixels = new Uint8Array(FIELD_SIDE ** 2)
  for (let y = 0; y < FIELD_SIDE; y++) {
    for (let x = 0; x < FIELD_SIDE; x++) {
      const ink = stages.image.ink[(y + MARGIN) * IMAGE_SIDE + x + MARGIN]!
      pixels[y * FIELD_SIDE + x] = Math.round(255 * ink)
    }
  }
  return pixels
}
