import { checkLabels } from './labels'

/**
 * Reader of the IDX files in which MNIST is published: a big-endian header (magic number, then one
 * length per dimension), then one unsigned byte per value.
 *
 * @see http://yann.lecun.com/exdb/mnist/, "file formats for the MNIST database".
 */

const IMAGES_MAGIC = 0x00000803
const LABELS_MAGIC = 0x00000801

export interface IdxImages {
  readonly count: number
  /** Width and height of an image, in pixels. */
  readonly side: number
  /** `[count, side, side]`, row-major; 0 is bare paper, 255 full ink. A view of the file's bytes. */
  readonly pixels: Uint8Array
}

/**
 * Reads a file of square images.
 *
 * @throws {RangeError} If the magic number is not 2051, the images are not square, or the file is
 *   shorter or longer than its header says.
 */
export function parseIdxImages(file: ArrayBuffer | Uint8Array): IdxImages {
  const { bytes, lengths } = readHeader('parseIdxImages', file, IMAGES_MAGIC, 3)
  const [count, rows, columns] = lengths as [number, number, number] // readHeader returns three
  if (rows !== columns || rows === 0) {
    throw new RangeError(`parseIdxImages: images must be square, got ${rows}×${columns}`)
  }
  const pixels = body('parseIdxImages', bytes, lengths)
  return { count, side: rows, pixels }
}

/**
 * Reads a file of labels.
 *
 * @returns `[count]`, 0..9; a view of the file's bytes.
 * @throws {RangeError} If the magic number is not 2049, a label is past 9, or the file is shorter
 *   or longer than its header says.
 */
export function parseIdxLabels(file: ArrayBuffer | Uint8Array): Uint8Array {
  const { bytes, lengths } = readHeader('parseIdxLabels', file, LABELS_MAGIC, 1)
  const labels = body('parseIdxLabels', bytes, lengths)
  checkLabels('parseIdxLabels', labels)
  return labels
}

function readHeader(
  reader: string,
  file: ArrayBuffer | Uint8Array,
  magic: number,
  dimensions: number,
) {
  const bytes = file instanceof Uint8Array ? file : new Uint8Array(file)
  const headerBytes = 4 * (1 + dimensions)
  if (bytes.length < headerBytes) {
    throw new RangeError(
      `${reader}: the header needs ${headerBytes} bytes, got a file of ${bytes.length}`,
    )
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, headerBytes)
  const found = view.getUint32(0)
  if (found !== magic) {
    throw new RangeError(`${reader}: the magic number must be ${magic}, got ${found}`)
  }
  const lengths = Array.from({ length: dimensions }, (_, axis) => view.getUint32(4 * (axis + 1)))
  return { bytes, lengths }
}

function body(reader: string, bytes: Uint8Array, lengths: readonly number[]): Uint8Array {
  const headerBytes = 4 * (1 + lengths.length)
  const needed = headerBytes + lengths.reduce((product, length) => product * length, 1)
  if (bytes.length !== needed) {
    throw new RangeError(
      `${reader}: ${lengths.join('×')} values need a file of ${needed} bytes, got ${bytes.length}`,
    )
  }
  return bytes.subarray(headerBytes)
}
