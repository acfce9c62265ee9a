import { rgb } from 'd3-color'
import type { InkImage } from '../../core/ink/drawing'

/** The ink's colour is the canvas's text colour: it follows the theme without a word from here. */
export const inkColourOf = (canvas: HTMLCanvasElement): string => getComputedStyle(canvas).color

/** Ink as a bitmap of the given colour, its ink as opacity, so that the paper shows through. */
export function inkBitmap({ side, ink }: InkImage, colour: string): HTMLCanvasElement {
  const bitmap = document.createElement('canvas')
  bitmap.width = side
  bitmap.height = side
  const context = bitmap.getContext('2d')
  if (context === null) return bitmap
  const { r, g, b } = rgb(colour)
  const picture = context.createImageData(side, side)
  for (let pixel = 0; pixel < ink.length; pixel++) {
    picture.data[4 * pixel] = r
    picture.data[4 * pixel + 1] = g
    picture.data[4 * pixel + 2] = b
    picture.data[4 * pixel + 3] = Math.round(255 * ink[pixel]!)
  }
  context.putImageData(picture, 0, 0)
  return bitmap
}
