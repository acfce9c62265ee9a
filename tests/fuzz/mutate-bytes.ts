import { oneOf } from '../../src/core/chance'
import type { RandomSource } from '../../src/core/random'
import { joinedBytes } from '../../src/storage/weights-files/joined-bytes'
import { below } from './below'

type Bytes = Uint8Array<ArrayBuffer>

/** What length fields lie with. */
const EXTREMES = [0, 1, 7, 0x7f, 0xff, 0x7fff, 0xffff, 0x7fffffff, 0x80000000, 0xffffffff]
const MOST_CHANGES = 4

/**
 * A file with one to four changes: bits and bytes turned, cut short, parts taken out, doubled or put
 * in from another file, numbers that may be lengths set to extremes.
 *
 * @param focus - So many bytes at the beginning matter most and get most of the changes.
 * @param donor - Another file, of the same format or not.
 */
export function mutatedBytes(
  random: RandomSource,
  file: Bytes,
  focus: number,
  donor: Bytes,
): Bytes {
  let bytes: Bytes = file.slice()
  for (let change = below(random, MOST_CHANGES) + 1; change > 0; change--) {
    bytes = oneOf(random, CHANGES)(random, bytes, focus, donor)
  }
  return bytes
}

type Change = (random: RandomSource, bytes: Bytes, focus: number, donor: Bytes) => Bytes

const place = (random: RandomSource, bytes: Bytes, focus: number): number =>
  below(random, random() < 0.8 ? Math.min(focus, bytes.length) : bytes.length)

const CHANGES: readonly Change[] = [
  function flipBit(random, bytes, focus) {
    if (bytes.length > 0) bytes[place(random, bytes, focus)]! ^= 1 << below(random, 8)
    return bytes
  },
  function setByte(random, bytes, focus) {
    if (bytes.length > 0) bytes[place(random, bytes, focus)] = below(random, 256)
    return bytes
  },
  function cutShort(random, bytes, focus) {
    return bytes.slice(0, place(random, bytes, focus))
  },
  function takeOut(random, bytes, focus) {
    const at = place(random, bytes, focus)
    return joinedBytes([bytes.subarray(0, at), bytes.subarray(at + below(random, 40))])
  },
  function double(random, bytes, focus) {
    const at = place(random, bytes, focus)
    return joinedBytes([bytes.subarray(0, at + below(random, 200)), bytes.subarray(at)])
  },
  function splice(random, bytes, focus, donor) {
    const [at, from] = [place(random, bytes, focus), below(random, donor.length)]
    const part = donor.subarray(from, from + below(random, 400))
    return joinedBytes([bytes.subarray(0, at), part, bytes.subarray(at)])
  },
  function lieAboutLength(random, bytes, focus) {
    if (bytes.length < 4) return bytes
    const at = Math.min(place(random, bytes, focus), bytes.length - 4)
    const isLittle = random() < 0.5
    new DataView(bytes.buffer).setUint32(at, oneOf(random, EXTREMES), isLittle)
    return bytes
  },
  function changeNumber(random, bytes, focus) {
    const digits = [...bytes.subarray(0, focus).keys()].filter((at) => isDigit(bytes[at]!))
    if (digits.length > 0) bytes[oneOf(random, digits)] = 0x30 + below(random, 10)
    return bytes
  },
  function append(random, bytes) {
    return joinedBytes([bytes, new Uint8Array(below(random, 64)).fill(below(random, 256))])
  },
]

const isDigit = (byte: number): boolean => byte >= 0x30 && byte <= 0x39
