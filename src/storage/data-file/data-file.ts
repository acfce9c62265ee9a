import * as v from 'valibot'
import { time } from '../../worker/protocol/run'
import { DataFileError } from './data-file-error'
import { pack, unpack } from './packed'

const MAGIC = 'LeNetLab'
const VERSION = 1
/** Magic, version, length of the JSON (32 bits each, little endian), SHA-256 of all that follows. */
const HEAD = { version: 8, json: 12, digest: 16, end: 48 } as const
const DIGEST_BYTES = HEAD.end - HEAD.digest

/** Largest file that is read, in bytes; five runs with their films are half of it. */
export const LARGEST_DATA_FILE = 400e6
const LARGEST_JSON = 100e6
/** Records of one store. */
const MOST_RECORDS = 100_000

const contents = v.strictObject({
  /** When the file was written. */
  made: time,
  preferences: v.unknown(),
  /** Records by the name of their store, as they lie in the database. */
  records: v.record(v.string(), v.pipe(v.array(v.unknown()), v.maxLength(MOST_RECORDS))),
})
/** Everything that one has on a device. The records are unknown data still. */
export type DataFile = v.InferOutput<typeof contents>

/** Everything as the bytes of one file. */
export async function writeDataFile(file: DataFile): Promise<Uint8Array<ArrayBuffer>> {
  const { json, bytes } = pack(file)
  const text = new TextEncoder().encode(json)
  // Spaces up to a multiple of eight, where the arrays begin.
  const padding = (8 - (text.length % 8)) % 8
  const whole = new Uint8Array(HEAD.end + text.length + padding + bytes.length)
  const head = new DataView(whole.buffer)
  whole.set(new TextEncoder().encode(MAGIC))
  head.setUint32(HEAD.version, VERSION, true)
  head.setUint32(HEAD.json, text.length + padding, true)
  whole.set(text, HEAD.end)
  whole.fill(0x20, HEAD.end + text.length, HEAD.end + text.length + padding)
  whole.set(bytes, HEAD.end + text.length + padding)
  whole.set((await digestOf(whole)) ?? [], HEAD.digest)
  return whole
}

/**
 * Reads what {@link writeDataFile} wrote, all of it or nothing.
 *
 * @throws {DataFileError} If it is too large, no such file, of a newer version, or damaged.
 */
export async function readDataFile(file: Blob): Promise<DataFile> {
  if (file.size > LARGEST_DATA_FILE) {
    throw new DataFileError(
      'tooLarge',
      `readDataFile: needs at most ${LARGEST_DATA_FILE} bytes, got ${file.size}`,
    )
  }
  const whole = new Uint8Array(await file.arrayBuffer())
  const magic = new TextDecoder().decode(whole.subarray(0, MAGIC.length))
  if (magic !== MAGIC || whole.length < HEAD.end) {
    throw new DataFileError('notData', `readDataFile: needs ${MAGIC} at its beginning`)
  }
  const head = new DataView(whole.buffer)
  const version = head.getUint32(HEAD.version, true)
  if (version > VERSION) {
    throw new DataFileError('newer', `readDataFile: needs version ${VERSION}, got ${version}`)
  }
  await assertWhole(whole)
  const length = head.getUint32(HEAD.json, true)
  if (length > Math.min(LARGEST_JSON, whole.length - HEAD.end) || length % 8 !== 0) {
    throw new DataFileError('damaged', `readDataFile: needs JSON in the file, got ${length} bytes`)
  }
  const text = new TextDecoder().decode(whole.subarray(HEAD.end, HEAD.end + length))
  try {
    return v.parse(contents, unpack(text, whole.subarray(HEAD.end + length)))
  } catch (error) {
    throw new DataFileError('damaged', `readDataFile: ${error}`)
  }
}

async function assertWhole(whole: Uint8Array<ArrayBuffer>): Promise<void> {
  const written = whole.subarray(HEAD.digest, HEAD.end)
  // Written on a page that could make none, as on insecure origins: the schemas have to do.
  if (written.every((byte) => byte === 0)) return
  const found = await digestOf(whole)
  if (found?.some((byte, index) => byte !== written[index])) {
    throw new DataFileError('damaged', 'readDataFile: needs the SHA-256 that was written')
  }
}

/** SHA-256 of what follows the head; null on insecure origins, where browsers offer none. */
async function digestOf(whole: Uint8Array<ArrayBuffer>): Promise<Uint8Array | null> {
  const subtle: SubtleCrypto | undefined = globalThis.crypto?.subtle
  if (subtle === undefined) return null
  const digest = new Uint8Array(await subtle.digest('SHA-256', whole.subarray(HEAD.end)))
  return digest.subarray(0, DIGEST_BYTES)
}
