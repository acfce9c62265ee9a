import * as v from 'valibot'

/** One array of a safetensors file; float32, row-major. */
export interface NamedTensor {
  readonly name: string
  readonly shape: readonly number[]
  readonly values: Float32Array
}

/** The largest file read, in bytes; a LeNet-5 needs a quarter of a megabyte. */
const MOST_BYTES = 8_000_000
const MOST_HEADER_BYTES = 100_000
const PREFIX_BYTES = 8

const tensorSchema = v.strictObject({
  dtype: v.literal('F32'),
  shape: v.pipe(v.array(v.pipe(v.number(), v.integer(), v.minValue(1))), v.maxLength(8)),
  data_offsets: v.tuple([
    v.pipe(v.number(), v.integer(), v.minValue(0)),
    v.pipe(v.number(), v.integer(), v.minValue(0)),
  ]),
})

/** Thrown for a file that is no safetensors file of float32 arrays. */
export class SafetensorsError extends Error {
  override readonly name = 'SafetensorsError'
}

/**
 * Reads a safetensors file of float32 arrays.
 *
 * @throws {SafetensorsError} Saying what is wrong and, where one is, naming the tensor.
 * @see https://github.com/huggingface/safetensors, README, "Format".
 */
export function parseSafetensors(file: ArrayBuffer): readonly NamedTensor[] {
  const bytes = file.byteLength
  if (bytes < PREFIX_BYTES || bytes > MOST_BYTES) {
    throw new SafetensorsError(`needs ${PREFIX_BYTES} to ${MOST_BYTES} bytes, got ${bytes}`)
  }
  const headerBytes = Number(new DataView(file).getBigUint64(0, true))
  if (headerBytes > MOST_HEADER_BYTES || PREFIX_BYTES + headerBytes > bytes) {
    throw new SafetensorsError(`header of ${headerBytes} bytes does not fit a file of ${bytes}`)
  }
  const data = PREFIX_BYTES + headerBytes
  const tensors = Object.entries(parseHeader(new Uint8Array(file, PREFIX_BYTES, headerBytes)))
    .filter(([name]) => name !== '__metadata__')
    .map(([name, entry]) => parseTensor(file, data, name, entry))
  const used = tensors.reduce((sum, { values }) => sum + values.byteLength, 0)
  if (used !== bytes - data) {
    throw new SafetensorsError(`tensors fill ${used} bytes of data, the file has ${bytes - data}`)
  }
  return tensors
}

/** Writes arrays as a safetensors file, data in the order given. */
export function formatSafetensors(
  tensors: readonly NamedTensor[],
  metadata: Readonly<Record<string, string>> = {},
): Uint8Array<ArrayBuffer> {
  let at = 0
  const header: Record<string, unknown> =
    Object.keys(metadata).length > 0 ? { __metadata__: metadata } : {}
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
  let offset = 0
  for (const { values } of tensors) {
    for (const value of values) {
      view.setFloat32(offset, value, true)
      offset += 4
    }
  }
  return file
}

function parseHeader(bytes: Uint8Array): Record<string, unknown> {
  try {
    const header: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
    if (Array.isArray(header)) throw new TypeError('header is a list')
    return v.parse(v.record(v.string(), v.unknown()), header)
  } catch {
    throw new SafetensorsError('header is not a JSON object')
  }
}

function parseTensor(file: ArrayBuffer, data: number, name: string, entry: unknown): NamedTensor {
  const parsed = v.safeParse(tensorSchema, entry)
  if (!parsed.success) {
    throw new SafetensorsError(`tensor ${name}: needs dtype F32, a shape and two offsets`)
  }
  const {
    shape,
    data_offsets: [begin, end],
  } = parsed.output
  const size = shape.reduce((product, side) => product * side, 1)
  if (end - begin !== size * 4 || data + end > file.byteLength) {
    throw new SafetensorsError(
      `tensor ${name}: shape [${shape}] needs ${size * 4} bytes inside the file, got ${begin}..${end}`,
    )
  }
  // The format is little-endian, and so is every machine that a browser or Node runs on.
  return { name, shape, values: new Float32Array(file.slice(data + begin, data + end)) }
}
