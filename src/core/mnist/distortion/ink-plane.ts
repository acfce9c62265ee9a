import { INK_STEP } from '../batch'
import { MNIST_SIDE } from '../images'
import { BYTE_STRIDE, type ByteImage, byteIndex } from './byte-image'

/** Rows and columns of paper around an image: no distortion looks farther for its ink. */
export const PLANE_PADDING = 18

/** Side of a plane, in pixels. */
export const PLANE_SIDE = MNIST_SIDE + 2 * PLANE_PADDING

const MIDDLE = MNIST_SIDE / 2
const FIRST = PLANE_PADDING * PLANE_SIDE + PLANE_PADDING

/** The ink of one image with paper all around, so that sampling need never ask where it is. */
export class InkPlane {
  /** `[64, 64]`, 0..1. */
  readonly ink = new Float32Array(PLANE_SIDE ** 2)
  /** The box of the ink, in pixels from the middle of the image; left ≥ right where there is none. */
  left = 0
  right = 0
  top = 0
  bottom = 0

  /**
   * Takes the ink of an image, the edges of its strokes moved out or in: a blend of the image with
   * its grey dilation or erosion over the four neighbours. Where ink is linear between pixels, as
   * bilinear sampling takes it to be, an edge moves by just that part of a pixel.
   *
   * @param thickness - -1..1 pixels: below 0 thinner, above 0 thicker.
   */
  load(image: ByteImage, thickness: number): void {
    const { ink } = this
    const { bytes } = image
    const grown = thickness > 0 ? 1 : 0
    const left = image.left - grown
    const right = image.right + grown
    // Thinner strokes are thicker paper: the same maximum, with ink and paper changed about.
    const flip = thickness < 0 ? 255 : 0
    const step = INK_STEP
    const stride = BYTE_STRIDE
    // The image before may have been a pixel larger than 28×28.
    ink.fill(0, FIRST - PLANE_SIDE - 1, FIRST + (MNIST_SIDE + 1) * PLANE_SIDE)
    for (let y = image.top - grown; y < image.bottom + grown; y++) {
      const target = FIRST + (y + MIDDLE) * PLANE_SIDE + MIDDLE
      const source = byteIndex(0, y)
      for (let x = left; x < right; x++) {
        const at = source + x
        const value = bytes[at]!
        const beside = larger(bytes[at - 1]! ^ flip, bytes[at + 1]! ^ flip)
        const abeam = larger(bytes[at - stride]! ^ flip, bytes[at + stride]! ^ flip)
        const own = value ^ flip
        const more = larger(own, larger(beside, abeam)) - own
        ink[target + x] = (value + thickness * more) * step
      }
    }
    this.left = left
    this.right = right
    this.top = image.top - grown
    this.bottom = image.bottom + grown
  }
}

/** Of two small integers; a branch would be guessed wrong at every edge, and Math.max is slower. */
function larger(a: number, b: number): number {
  const more = a - b
  return a - (more & (more >> 31))
}
