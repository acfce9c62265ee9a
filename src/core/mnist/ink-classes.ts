import { MNIST_SIDE } from './images'

/**
 * The four classes into which a shard sorts pixels. Four pixels in five are paper, and the two
 * commonest inks (253 and 254) are a quarter of the rest; only grey pixels keep a byte of their own.
 */
export const PAPER = 0
export const GREY = 3

/** What a class stands for, by class; a grey's value is stored beside it. */
export const CLASS_VALUES = Uint8Array.of(0, 253, 254, 0)

/** The class of a pixel value. */
export const classOf = (value: number): number =>
  value === 0 ? PAPER : value === 253 ? 1 : value === 254 ? 2 : GREY

/** Values that `paperNeighbours` can return: 0 to 8. */
export const NEIGHBOURHOODS = 9

/** Side of a plane of classes: an image with a border of paper, so that each pixel has neighbours. */
export const PLANE_SIDE = MNIST_SIDE + 2

/** One image's classes, bordered with paper. */
export const createPlane = (): Uint8Array => new Uint8Array(PLANE_SIDE ** 2)

/** Where a plane keeps the pixel of that row and column. */
export const planeIndex = (row: number, column: number): number =>
  (row + 1) * PLANE_SIDE + column + 1

/** How many of the eight pixels around are paper; it says much about how dark a grey pixel is. */
export function paperNeighbours(plane: Uint8Array, at: number): number {
  let count = 0
  for (let row = at - PLANE_SIDE; row <= at + PLANE_SIDE; row += PLANE_SIDE) {
    if (plane[row - 1] === PAPER) count++
    if (plane[row] === PAPER) count++
    if (plane[row + 1] === PAPER) count++
  }
  return count // the pixel itself is grey, so it never counts
}
