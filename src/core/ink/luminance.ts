import type { RowSource } from './area-resample'

/** Pixels as a canvas gives them: red, green, blue, alpha, 0..255, row-major. */
export interface RgbaPixels {
  readonly width: number
  readonly height: number
  readonly rgba: Uint8ClampedArray
}

/** Rec. 709 weights of red, green and blue in luma. */
const RED = 0.2126
const GREEN = 0.7152
const BLUE = 0.0722

/** Luma 0..255 of an image laid on white paper, one row at a time; no copy of the image is made. */
export function luminanceRows({ width, height, rgba }: RgbaPixels): RowSource {
  const line = new Float32Array(width)
  return {
    width,
    height,
    row: (y) => {
      for (let x = 0, at = y * width * 4; x < width; x++, at += 4) {
        const luma = RED * rgba[at]! + GREEN * rgba[at + 1]! + BLUE * rgba[at + 2]!
        line[x] = 255 + ((luma - 255) * rgba[at + 3]!) / 255
      }
      return line
    },
  }
}
