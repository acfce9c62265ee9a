import { boxImageSize } from './box-image-size'

/** Width and height as an image file states them, in pixels. */
export interface ImageSize {
  readonly width: number
  readonly height: number
}

/** Enough of a file to find its size in; a JPEG's may come after colour profiles and a preview. */
export const HEADER_BYTES = 2 ** 21

/**
 * Reads an image's size from the beginning of its file, so that a huge one can be refused before a
 * decoder takes memory for it. Knows PNG, JPEG, GIF, WebP, BMP, AVIF and HEIC.
 *
 * @returns null for any other format, and where the beginning tells no size of one pixel at least.
 */
export function imageSize(start: Uint8Array): ImageSize | null {
  try {
    const size = statedSize(start, new DataView(start.buffer, start.byteOffset, start.byteLength))
    return size !== null && size.width > 0 && size.height > 0 ? size : null
  } catch (error) {
    if (error instanceof RangeError) return null // the file ends before its size
    throw error
  }
}

/** @throws {RangeError} If the bytes end before. */
function statedSize(start: Uint8Array, bytes: DataView): ImageSize | null {
  if (isText(start, 0, '\x89PNG\r\n\x1a\n') && isText(start, 12, 'IHDR')) {
    return { width: bytes.getUint32(16), height: bytes.getUint32(20) }
  }
  if (isText(start, 0, 'GIF8')) return gifSize(bytes)
  if (isText(start, 0, 'BM')) return bmpSize(bytes)
  if (isText(start, 0, 'RIFF') && isText(start, 8, 'WEBP')) return webpSize(start, bytes)
  if (isText(start, 4, 'ftyp')) return boxImageSize(bytes)
  return bytes.getUint16(0) === 0xffd8 ? jpegSize(bytes) : null
}

/** The screen, or the first frame where that reaches beyond it: decoders make room for both. */
function gifSize(bytes: DataView): ImageSize {
  const colours = (flags: number) => (flags & 0x80 ? 3 * 2 ** ((flags & 7) + 1) : 0)
  let at = 13 + colours(bytes.getUint8(10))
  while (bytes.getUint8(at) === 0x21) {
    at += 2
    for (let block = bytes.getUint8(at); block > 0; block = bytes.getUint8(at)) at += 1 + block
    at++
  }
  if (bytes.getUint8(at) !== 0x2c) return { width: 0, height: 0 }
  const word = (place: number) => bytes.getUint16(place, true)
  return {
    width: Math.max(word(6), word(at + 1) + word(at + 5)),
    height: Math.max(word(8), word(at + 3) + word(at + 7)),
  }
}

/** The oldest header has 12 bytes and sides of 16 bits. */
function bmpSize(bytes: DataView): ImageSize {
  if (bytes.getUint32(14, true) === 12) {
    return { width: bytes.getUint16(18, true), height: bytes.getUint16(20, true) }
  }
  // A negative height says that the rows run downwards.
  return { width: bytes.getInt32(18, true), height: Math.abs(bytes.getInt32(22, true)) }
}

/** @see RFC 9649, sections 2.5 to 2.7. */
function webpSize(start: Uint8Array, bytes: DataView): ImageSize | null {
  if (isText(start, 12, 'VP8X')) {
    const side = (at: number) => bytes.getUint16(at, true) + bytes.getUint8(at + 2) * 2 ** 16 + 1
    return { width: side(24), height: side(27) }
  }
  if (isText(start, 12, 'VP8L')) {
    const packed = bytes.getUint32(21, true)
    return { width: (packed & 0x3fff) + 1, height: ((packed >>> 14) & 0x3fff) + 1 }
  }
  if (isText(start, 12, 'VP8 ')) {
    return {
      width: bytes.getUint16(26, true) & 0x3fff,
      height: bytes.getUint16(28, true) & 0x3fff,
    }
  }
  return null
}

/** Walks the segments to the frame header. @see ITU-T T.81, section B.2.2. */
function jpegSize(bytes: DataView): ImageSize | null {
  let at = 2
  for (;;) {
    if (bytes.getUint8(at) !== 0xff) return null
    const marker = bytes.getUint8(at + 1)
    if (marker === 0xff) {
      at++ // padding
      continue
    }
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)
    if (isFrame) return { width: bytes.getUint16(at + 7), height: bytes.getUint16(at + 5) }
    at += 2 + bytes.getUint16(at + 2)
  }
}

const isText = (bytes: Uint8Array, at: number, text: string): boolean =>
  Array.from(text).every((letter, index) => bytes[at + index] === letter.charCodeAt(0))
