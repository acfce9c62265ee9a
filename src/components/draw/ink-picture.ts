import { rgb } from 'd3-color'
import type { PixelBox } from '../../core/ink/area-resample'
import type { InkImage } from '../../core/ink/drawing'

/** The ink's colour is the canvas's text colour: it follows the theme without a word from here. */
export const inkColourOf = (canvas: HTMLCanvasElement): string => getComputedStyle(canvas).color

/**
 * Turns ink into a bitmap of a colour, its ink as opacity, so that the paper shows through.
 *
 * @param within - Whole pixels that hold all ink; all of them unless told.
 */
export type InkBitmap = (image: InkImage, colour: string, within?: PixelBox) => HTMLCanvasElement

/** Every bitmap that one maker makes is the same canvas, painted anew: the pen needs many a second. */
export function createInkBitmap(): InkBitmap {
  const bitmap = document.createElement('canvas')
  let picture: ImageData | null = null
  let shades: { readonly of: string; readonly are: Uint32Array } | null = null
  return ({ side, ink }, colour, within = { left: 0, top: 0, right: side, bottom: side }) => {
    if (picture?.width !== side) {
      bitmap.width = side
      bitmap.height = side
      picture = new ImageData(side, side)
    }
    if (shades?.of !== colour) shades = { of: colour, are: shadesOf(colour) }
    const pixels = new Uint32Array(picture.data.buffer)
    pixels.fill(0)
    for (let row = within.top; row < within.bottom; row++) {
      for (let pixel = row * side + within.left; pixel < row * side + within.right; pixel++) {
        pixels[pixel] = shades.are[Math.round(255 * ink[pixel]!)]!
      }
    }
    bitmap.getContext('2d')?.putImageData(picture, 0, 0)
    return bitmap
  }
}

/** A colour at 256 opacities, in the byte order of this machine's ImageData. */
export function shadesOf(colour: string): Uint32Array {
  const { r, g, b } = rgb(colour)
  const bytes = new Uint8ClampedArray(256 * 4)
  for (let opacity = 0; opacity < 256; opacity++) bytes.set([r, g, b, opacity], opacity * 4)
  return new Uint32Array(bytes.buffer)
}
