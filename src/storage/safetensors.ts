import * as v from 'valibot'
import { type JsonBounds, parseBoundedJson } from './bounded-json'
import { WeightsFileError } from './weights-files/weights-file-error'

/** One array of a file; float32, row-major. */
export interface NamedTensor {
  readonly name: string
  readonly shape: readonly number[]
  readonly values: Float32Array
}

export interface SafetensorsFile {
  readonly tensors: readonly NamedTensor[]
  readonly metadata: Readonly<Record<string, string>>
}

/** The largest file read, in bytes; a LeNet-5 needs a quarter of a megabyte. */
export const MOST_BYTES = 8_000_000
const MOST_HEADER_BYTES = 100_000
const MOST_TENSORS = 100
/** Of the JSON that describes weights, in any format. */
export const DESCRIPTION_BOUNDS: JsonBounds = { depth: 32, nodes: 20_000 }
const PREFIX_BYTES = 8
const METADATA = '__metadata__'

/** The format is little-endian, and so is every machine that a browser or Node runs on. */
const READERS = {
  F32: { bytes: 4, read: (data: ArrayBuffer) => new Float32Array(data) },
  F64: { bytes: 8, read: (data: ArrayBuffer) => Float32Array.from(new Float64Array(data)) },
  F16: { bytes: 2, read: (data: ArrayBuffer) => Float32Array.from(new Uint16Array(data), half) },
} as const

const offset = v.pipe(v.number(), v.integer(), v.minValue(0))
const tensorSchema = v.strictObject({
  dtype: v.string(),
  shape: v.pipe(v.array(v.pipe(v.number(), v.integer(), v.minValue(1))), v.maxLength(8)),
  data_offsets: v.tuple([offset, offset]),
})
const metadataSchema = v.record(v.string(), v.string())

/**
 * Reads a safetensors file of float16, float32 or float64 arrays, which fill its data without
 * overlap or gap.
 *
 * @throws {WeightsFileError} Saying what is wrong and, where one is, naming the tensor.
 * @see https://github.com/huggingface/safetensors, README, "Format".
 */
export function parseSafetensors(file: ArrayBuffer): SafetensorsFile {
  const bytes = file.byteLength
  if (bytes > MOST_BYTES) {
    throw new WeightsFileError('tooLarge', `needs at most ${MOST_BYTES} bytes, got ${bytes}`, {
      megabytes: MOST_BYTES / 1e6,
    })
  }
  if (bytes < PREFIX_BYTES) {
    throw new WeightsFileError('notWeights', `needs at least ${PREFIX_BYTES} bytes, got ${bytes}`)
  }
  const headerBytes = Number(new DataView(file).getBigUint64(0, true))
  if (headerBytes > MOST_HEADER_BYTES || PREFIX_BYTES + headerBytes > bytes) {
    throw new WeightsFileError(
      'notWeights',
      `header of ${headerBytes} bytes does not fit a file of ${bytes}`,
    )
  }
  const data = file.slice(PREFIX_BYTES + headerBytes)
  const header = parseHeader(new Uint8Array(file, PREFIX_BYTES, headerBytes))
  const { [METADATA]: metadata = {}, ...entries } = header
  const found = Object.entries(entries)
  if (found.length > MOST_TENSORS) {
    throw new WeightsFileError(
      'manyLayers',
      `needs at most ${MOST_TENSORS} tensors, got ${found.length}`,
    )
  }
  const placed = found.map(([name, entry]) => placeTensor(data.byteLength, name, entry))
  let end = 0
  for (const { name, begin, end: next } of placed.toSorted((a, b) => a.begin - b.begin)) {
    if (begin !== end) throw damaged(name, `needs data from ${end}, got ${begin}`)
    end = next
  }
  if (end !== data.byteLength) {
    throw new WeightsFileError(
      'damaged',
      `tensors fill ${end} bytes of data, the file has ${data.byteLength}`,
    )
  }
  const named = v.safeParse(metadataSchema, metadata)
  if (!named.success || Array.isArray(metadata)) {
    throw new WeightsFileError('damaged', 'metadata is not words by name')
  }
  // Read only now: a header may claim the same bytes for a hundred tensors.
  const tensors = placed.map(({ name, shape, read, begin, end: next }) => ({
    name,
    shape,
    values: read(data.slice(begin, next)),
  }))
  return { tensors, metadata: named.output }
}

/** Writes arrays as a safetensors file, data in the order given. */
export function formatSafetensors(
  tensors: readonly NamedTensor[],
  metadata: Readonly<Record<string, string>> = {},
): Uint8Array<ArrayBuffer> {
  let at = 0
  const header: Record<string, unknown> =
    Object.keys(metadata).length > 0 ? { [METADATA]: metadata } : {}
  for (const { name, shape, values } of tensors) {
    header[name] = { dtype: 'F32', shape, data_offsets: [at, at + values.byteLength] }
    at += values.byteLength
  }
  const text = new TextEncoder().encode(JSON.stringify(header))
  // Padded with spaces so that the data is aligned to 8 bytes.
  const headerBytes = Math.ceil(text.length / 8) * 8
  const file = new Uint8Array(PREFIX_BYTES + headerBytes + at)
  new DataView(file.buffer).setBigUint64(0, BigInt(headerBytes), true)
  file.fill(0x20, PREFIX_BYTES, PREFIX_BYTES + headerBytes)
  file.set(text, PREFIX_BYTES)
  const view = new DataView(file.buffer, PREFIX_BYTES + headerBytes)
  let place = 0
  for (const { values } of tensors) {
    for (const value of values) {
      view.setFloat32(place, value, true)
      place += 4
    }
  }
  return file
}

function parseHeader(bytes: Uint8Array): Record<string, unknown> {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    const header = parseBoundedJson(text, DESCRIPTION_BOUNDS)
    if (Array.isArray(header)) throw new TypeError('header is a list')
    return v.parse(v.record(v.string(), v.unknown()), header)
  } catch {
    throw new WeightsFileError('notWeights', 'header is not a JSON object')
  }
}

/** Where a tensor's bytes lie in the data, and how they are read. */
interface PlacedTensor extends Omit<NamedTensor, 'values'> {
  readonly begin: number
  readonly end: number
  read(bytes: ArrayBuffer): Float32Array
}

function placeTensor(dataBytes: number, name: string, entry: unknown): PlacedTensor {
  const parsed = v.safeParse(tensorSchema, entry)
  if (!parsed.success) throw damaged(name, 'needs a dtype, a shape and two offsets')
  const {
    dtype,
    shape,
    data_offsets: [begin, end],
  } = parsed.output
  if (dtype !== 'F32' && dtype !== 'F64' && dtype !== 'F16') {
    const needed = Object.keys(READERS).join(', ')
    throw new WeightsFileError('dtype', `tensor ${name}: needs dtype ${needed}, got ${dtype}`, {
      tensor: name,
      needed,
      got: dtype,
    })
  }
  const reader = READERS[dtype]
  const bytes = shape.reduce((product, side) => product * side, reader.bytes)
  if (end - begin !== bytes || end > dataBytes) {
    const asked = `shape [${shape}] needs ${bytes} bytes inside the file`
    throw damaged(name, `${asked}, got ${begin}..${end}`)
  }
  return { name, shape, begin, end, read: reader.read }
}

const damaged = (tensor: string, message: string): WeightsFileError =>
  new WeightsFileError('damaged', `tensor ${tensor}: ${message}`, { tensor })

/** The value of an IEEE 754 half-precision number. */
function half(bits: number): number {
  const exponent = (bits >> 10) & 31
  const fraction = bits & 1023
  const sign = bits >> 15 ? -1 : 1
  if (exponent === 31) return fraction === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN
  if (exponent === 0) return sign * fraction * 2 ** -24
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15)
}
