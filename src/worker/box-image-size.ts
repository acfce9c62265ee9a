import type { ImageSize } from './image-size'

const HEADER = 8
/** Version and flags at the beginning of some boxes. */
const FULL = 4
const LONG_SIZE = 1
const TO_THE_END = 0

/** A box's contents, as offsets in the file. */
interface Span {
  readonly from: number
  readonly to: number
}

/**
 * The largest size that the properties of an AVIF or HEIC image state: tiles have one each, and the
 * image that they make up has one too.
 *
 * @throws {RangeError} If the bytes end before.
 * @see ISO/IEC 23008-12, section 6.5.3, "Image spatial extents".
 */
export function boxImageSize(bytes: DataView): ImageSize | null {
  const whole: Span = { from: 0, to: bytes.byteLength }
  const [meta] = boxesOf(bytes, whole, 'meta')
  if (meta === undefined) return null
  const sizes = boxesOf(bytes, { ...meta, from: meta.from + FULL }, 'iprp')
    .flatMap((properties) => boxesOf(bytes, properties, 'ipco'))
    .flatMap((container) => boxesOf(bytes, container, 'ispe'))
    .map(({ from }) => ({
      width: bytes.getUint32(from + FULL),
      height: bytes.getUint32(from + FULL + 4),
    }))
  return sizes.toSorted((a, b) => b.width * b.height - a.width * a.height)[0] ?? null
}

/** The boxes of a kind that lie directly in a span; ends quietly where the span does. */
function boxesOf(bytes: DataView, { from, to }: Span, kind: string): readonly Span[] {
  const found: Span[] = []
  for (let at = from; at + HEADER <= to; ) {
    const stated = bytes.getUint32(at)
    const isLong = stated === LONG_SIZE
    const size = isLong
      ? Number(bytes.getBigUint64(at + HEADER))
      : stated === TO_THE_END
        ? to - at
        : stated
    const header = isLong ? 2 * HEADER : HEADER
    if (size < header) break
    const span = { from: at + header, to: Math.min(to, at + size) }
    if (nameAt(bytes, at + 4) === kind) found.push(span)
    at += size
  }
  return found
}

const nameAt = (bytes: DataView, at: number): string =>
  String.fromCharCode(...[0, 1, 2, 3].map((letter) => bytes.getUint8(at + letter)))
