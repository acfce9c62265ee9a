/** Width and height as an image file states them, in pixels. */
export interface ImageSize {
  readonly width: number
  readonly height: number
}

/** Enough of a file to find its size in; a JPEG's may come after an embedded preview. */
export const HEADER_BYTES = 2 ** 18

/**
 * Reads an image's size from the beginning of its file, so that a huge one can be refused before a
 * decoder takes memory for it. Knows PNG, JPEG, GIF, WebP and BMP.
 *
 * @returns null for any other format, and where the beginning does not tell.
 */
export function imageSize(start: Uint8Array): ImageSize | null {
  const bytes = new DataView(start.buffer, start.byteOffset, start.byteLength)
  try {
    if (isText(start, 1, 'PNG')) return { width: bytes.getUint32(16), height: bytes.getUint32(20) }
    if (isText(start, 0, 'GIF8')) {
      return { width: bytes.getUint16(6, true), height: bytes.getUint16(8, true) }
    }
    if (isText(start, 0, 'BM')) {
      // A negative height says that the rows run downwards.
      return { width: bytes.getInt32(18, true), height: Math.abs(bytes.getInt32(22, true)) }
    }
    if (isText(start, 0, 'RIFF') && isText(start, 8, 'WEBP')) return webpSize(start, bytes)
    if (bytes.getUint16(0) === 0xffd8) return jpegSize(bytes)
    return null
  } catch (error) {
    if (error instanceof RangeError) return null // the file ends before its size
    throw error
  }
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
