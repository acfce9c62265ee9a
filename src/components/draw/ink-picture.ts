import { rgb } from 'd3-color'
import type { InkImage } from '../../core/ink/drawing'

/** The ink's colour is the canvas's text colour: it follows the theme without a word from here. */
export const inkColourOf = (canvas: HTMLCanvasElement): string => getComputedStyle(canvas).color

/** Turns ink into a bitmap of a colour, its ink as opacity, so that the paper shows through. */
export type InkBitmap = (image: InkImage, colour: string) => HTMLCanvasElement

/** Every bitmap that one maker makes is the same canvas, painted anew: the pen needs many a second. */
export function createInkBitmap(): InkBitmap {
  const bitmap = document.createElement('canvas')
  let picture: ImageData | null = null
  let shades: { readonly of: string; readonly are: Uint32Array } | null = null
  return ({ side, ink }, colour) => {
    if (picture?.width !== side) {
      bitmap.width = side
      bitmap.height = side
      picture = new ImageData(side, side)
    }
    if (shades?.of !== colour) shades = { of: colour, are: shadesOf(colour) }
    const pixels = new Uint32Array(picture.data.buffer)
    for (let pixel = 0; pixel < pixels.length; pixel++) {
      const share = ink[pixel]!
      // Most of a drawing is paper.
      pixels[pixel] = share === 0 ? 0 : shades.are[Math.round(255 * share)]!
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
