import { type JsonBounds, parseBoundedJson } from '../bounded-json'

/**
 * Plain data with typed arrays in it, as one run of bytes: JSON in which each array is named by its
 * place, and the arrays behind it as they lie in memory.
 */

const ARRAYS = {
  f32: Float32Array,
  f64: Float64Array,
  u8: Uint8Array,
  u16: Uint16Array,
  u32: Uint32Array,
  i8: Int8Array,
  i16: Int16Array,
  i32: Int32Array,
} as const
type Kind = keyof typeof ARRAYS
type PackedArray = InstanceType<(typeof ARRAYS)[Kind]>

/** Every array begins at a multiple of this many bytes, so that it can be laid over the memory. */
const ALIGNMENT = 8
/** Records are a few levels deep; five hundred drawings have a million values, and the arrays are none of them. */
const BOUNDS: JsonBounds = { depth: 32, nodes: 8_000_000 }

export interface Packed {
  readonly json: string
  /** What the JSON names, in order, each with paper up to the next multiple of eight bytes. */
  readonly bytes: Uint8Array<ArrayBuffer>
}

const kindOf = (value: unknown): Kind | null => {
  for (const [kind, Typed] of Object.entries(ARRAYS)) {
    if (value instanceof Typed) return kind as Kind // a key of the table
  }
  return null
}

const paddedLength = (length: number): number => Math.ceil(length / ALIGNMENT) * ALIGNMENT

/** @param value - JSON's kinds of values, and typed arrays. */
export function pack(value: unknown): Packed {
  const arrays: PackedArray[] = []
  let length = 0
  const json = JSON.stringify(value, (_, part: unknown) => {
    const kind = kindOf(part)
    if (kind === null) return part
    const array = part as PackedArray // of that kind
    const at = length
    arrays.push(array)
    length += paddedLength(array.byteLength)
    return { $array: kind, at, length: array.length }
  })
  const bytes = new Uint8Array(length)
  let at = 0
  for (const { buffer, byteOffset, byteLength } of arrays) {
    bytes.set(new Uint8Array(buffer, byteOffset, byteLength), at)
    at += paddedLength(byteLength)
  }
  return { json, bytes }
}

/**
 * What {@link pack} packed. The value is unknown data still: whoever uses it parses it.
 *
 * @param bytes - At a multiple of eight in its buffer.
 * @throws {RangeError} If it names what is not there, or the same bytes again and again, or is too deep
 *   or too much.
 * @throws {SyntaxError} If the JSON is none.
 */
export function unpack(json: string, bytes: Uint8Array<ArrayBuffer>): unknown {
  let left = bytes.length
  const open = (value: unknown): unknown => {
    if (typeof value !== 'object' || value === null) return value
    if (Array.isArray(value)) return value.map(open)
    if ('$array' in value) {
      const array = arrayAt(value, bytes)
      left -= array.byteLength
      // Copies of what many arrays share would fill the memory.
      if (left < 0) throw new RangeError('unpack: needs every array in a place of its own')
      // A copy, so that one array of many does not keep the whole file in memory.
      return array.slice()
    }
    // Own keys of a new object: a key such as `__proto__` is data, and no schema knows it.
    return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, open(part)]))
  }
  return open(parseBoundedJson(json, BOUNDS))
}

/** An array where it lies in the file. */
function arrayAt(named: object, bytes: Uint8Array<ArrayBuffer>): PackedArray {
  const { $array: kind, at, length } = named as Record<string, unknown>
  const Typed =
    typeof kind === 'string' && Object.hasOwn(ARRAYS, kind) ? ARRAYS[kind as Kind] : undefined
  const isPlace = (number: unknown): number is number =>
    typeof number === 'number' && Number.isSafeInteger(number) && number >= 0
  if (Typed === undefined || !isPlace(at) || !isPlace(length) || at % ALIGNMENT !== 0) {
    throw new RangeError(`unpack: needs an array's kind and place, got ${JSON.stringify(named)}`)
  }
  if (at + length * Typed.BYTES_PER_ELEMENT > bytes.length) {
    throw new RangeError(`unpack: needs an array within ${bytes.length} bytes, got ${at}+${length}`)
  }
  return new Typed(bytes.buffer, bytes.byteOffset + at, length)
}

/** The memory of all typed arrays in plain data, each named once, so that it can be handed to another thread. */
export function buffersIn(value: unknown): readonly ArrayBuffer[] {
  const found = new Set<ArrayBuffer>()
  const look = (part: unknown): void => {
    if (typeof part !== 'object' || part === null) return
    if (ArrayBuffer.isView(part)) {
      if (part.buffer instanceof ArrayBuffer) found.add(part.buffer)
    } else for (const inner of Object.values(part)) look(inner)
  }
  look(value)
  return [...found]
}
