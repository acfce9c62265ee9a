import { MNIST_PIXELS, MNIST_SIDE } from '../images'

const MIDDLE = MNIST_SIDE / 2
const WORD = Uint32Array.BYTES_PER_ELEMENT
const ROW_WORDS = MNIST_SIDE / WORD
/** A word of paper before and after each row. */
const STRIDE_WORDS = ROW_WORDS + 2

/** Places from one row of `bytes` to the next. */
export const BYTE_STRIDE = STRIDE_WORDS * WORD

/** Where `bytes` keeps the pixel that begins there, in whole pixels from the middle of the image. */
export const byteIndex = (x: number, y: number): number =>
  (y + MIDDLE + 1) * BYTE_STRIDE + WORD + x + MIDDLE

/** One MNIST image as it is stored, with paper around it, and the box of its ink. */
export class ByteImage {
  /** `[30, 36]`, 0..255. */
  readonly bytes = new Uint8Array((MNIST_SIDE + 2) * BYTE_STRIDE)
  /** In pixels from the middle of the image; left ≥ right where there is no ink. */
  left = 0
  right = 0
  top = 0
  bottom = 0
  readonly #words = new Uint32Array(this.bytes.buffer)
  readonly #given = new Uint8Array(MNIST_PIXELS)
  readonly #givenWords = new Uint32Array(this.#given.buffer)
  /** Of each column all bits that its pixels have. */
  readonly #columns = new Uint8Array(MNIST_SIDE)
  readonly #columnWords = new Uint32Array(this.#columns.buffer)

  /**
   * Takes another image, four pixels at once.
   *
   * @param images - `[n, 28, 28]`, 0..255.
   */
  load(images: Uint8Array, index: number): void {
    const given = this.#givenWords
    const words = this.#words
    const columnWords = this.#columnWords
    this.#given.set(images.subarray(index * MNIST_PIXELS, (index + 1) * MNIST_PIXELS))
    columnWords.fill(0)
    let top = MNIST_SIDE
    let bottom = 0
    for (let row = 0; row < MNIST_SIDE; row++) {
      const target = (row + 1) * STRIDE_WORDS + 1
      let bits = 0
      for (let word = 0; word < ROW_WORDS; word++) {
        const four = given[row * ROW_WORDS + word]!
        words[target + word] = four
        columnWords[word]! |= four
        bits |= four
      }
      if (bits === 0) continue
      if (row < top) top = row
      bottom = row + 1
    }
    const columns = this.#columns
    let left = 0
    let right = MNIST_SIDE
    while (left < right && columns[left] === 0) left++
    while (left < right && columns[right - 1] === 0) right--
    this.left = left - MIDDLE
    this.right = right - MIDDLE
    this.top = top - MIDDLE
    this.bottom = bottom - MIDDLE
  }
}
