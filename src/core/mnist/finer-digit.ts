import type { InkImage } from '../ink/drawing'
import { MNIST_PIXELS, MNIST_SIDE } from './images'

/** Raster pixels for each of MNIST's: enlarged by area, parts of a digit would show its pixels. */
const FINER = 3

/** One MNIST image, `[28, 28]` of 0..255, as ink 0..1. @throws {RangeError} For other sizes. */
export function digitInk(pixels: Uint8Array): InkImage {
  if (pixels.length !== MNIST_PIXELS) {
    throw new RangeError(`digitInk: needs ${MNIST_PIXELS} pixels, got ${pixels.length}`)
  }
  return { side: MNIST_SIDE, ink: Float32Array.from(pixels, (value) => value / 255) }
}

/**
 * A raster whose pixels have the ink of their middle's place.
 *
 * @param ink - Of a place, x to the right and y down, both 0..1 over the image.
 * @param finer - Raster pixels along each of MNIST's; a positive integer, default 3.
 */
export function drawnFinely(
  ink: (x: number, y: number) => number,
  finer: number = FINER,
): InkImage {
  const side = finer * MNIST_SIDE
  const raster = new Float32Array(side * side)
  for (let row = 0; row < side; row++) {
    for (let column = 0; column < side; column++) {
      raster[row * side + column] = ink((column + 0.5) / side, (row + 0.5) / side)
    }
  }
  return { side, ink: raster }
}

/** Ink at a place, between the middles of the four pixels around it; paper outside of the image. */
export function inkAt({ side, ink }: InkImage, x: number, y: number): number {
  const column = x * side - 0.5
  const row = y * side - 0.5
  const left = Math.floor(column)
  const top = Math.floor(row)
  const right = column - left
  const down = row - top
  const upper =
    (1 - right) * pixelAt(ink, side, left, top) + right * pixelAt(ink, side, left + 1, top)
  const lower =
    (1 - right) * pixelAt(ink, side, left, top + 1) + right * pixelAt(ink, side, left + 1, top + 1)
  return (1 - down) * upper + down * lower
}

const pixelAt = (ink: Float32Array, side: number, x: number, y: number): number =>
  x >= 0 && y >= 0 && x < side && y < side ? ink[y * side + x]! : 0
