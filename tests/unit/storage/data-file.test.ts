import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type DataFile,
  readDataFile,
  writeDataFile,
} from '../../../src/storage/data-file/data-file'
import { DataFileError } from '../../../src/storage/data-file/data-file-error'
import { pack, unpack } from '../../../src/storage/data-file/packed'

const FILE: DataFile = {
  made: 1000,
  preferences: { theme: 'dark' },
  records: {
    runs: [{ weights: new Float32Array([1.5, -2, 3e-40]), counts: new Uint32Array([7]), id: 3 }],
    drawings: [{ points: new Float64Array([1 / 3]), note: 'ein „Blatt“', ink: new Uint8Array(5) }],
  },
}
const blob = (bytes: Uint8Array<ArrayBuffer>) => new Blob([bytes])

describe('a file of all data', () => {
  it('is read as it was written, arrays to the bit', async () => {
    expect(await readDataFile(blob(await writeDataFile(FILE)))).toEqual(FILE)
  })

  it('packs arrays of every kind, wherever they lie in their buffer', () => {
    const arrays = [Int8Array, Int16Array, Uint16Array, Int32Array, Float32Array, Float64Array]
    const value = arrays.map((Typed) => new Typed([1, 2, 3, 4, 5]).subarray(1, 4))
    const { json, bytes } = pack({ deep: [{ value }] })
    expect(unpack(json, bytes)).toEqual({ deep: [{ value }] })
  })

  it('is refused with any byte changed, and at any length', async () => {
    const whole = await writeDataFile(FILE)
    const place = fc.integer({ min: 0, max: whole.length - 1 })
    await fc.assert(
      fc.asyncProperty(place, fc.integer({ min: 1, max: 255 }), async (at, change) => {
        const bent = whole.slice()
        bent[at]! ^= change
        await expect(readDataFile(blob(bent))).rejects.toThrow(DataFileError)
        await expect(readDataFile(blob(whole.slice(0, at)))).rejects.toThrow(DataFileError)
      }),
    )
  })

  /** Written on an insecure origin: nothing but the schemas stands between it and the database. */
  const unguarded = async (json: string, arrays = 24) => {
    const whole = await writeDataFile(FILE)
    const text = new TextEncoder().encode(json)
    const length = Math.ceil(text.length / 8) * 8
    const bytes = new Uint8Array(48 + length + arrays).fill(0x20, 48)
    bytes.set(whole.subarray(0, 12))
    new DataView(bytes.buffer).setUint32(12, length, true)
    bytes.set(text, 48)
    return blob(bytes)
  }

  it.each([
    ['no JSON', '{"made":'],
    ['another shape', '{"made":1,"records":[]}'],
    ['something more', '{"made":1,"preferences":{},"records":{},"extra":1}'],
    [
      'an array past its end',
      '{"made":1,"preferences":{"$array":"f32","at":0,"length":9},"records":{}}',
    ],
    [
      'an array of another kind',
      '{"made":1,"preferences":{"$array":"toString","at":0,"length":0},"records":{}}',
    ],
    [
      'an array at minus one',
      '{"made":1,"preferences":{"$array":"u8","at":-8,"length":0},"records":{}}',
    ],
    [
      'the same bytes named again and again',
      `{"made":1,"preferences":[${Array(1000).fill('{"$array":"u8","at":0,"length":20}')}],"records":{}}`,
    ],
    ['millions of values', `{"made":1,"preferences":[${'0,'.repeat(8_000_000)}0],"records":{}}`],
    [
      'a thousand levels',
      `{"made":1,"preferences":${'['.repeat(1000)}${']'.repeat(1000)},"records":{}}`,
    ],
  ])('is refused with %s', async (_, json) => {
    await expect(readDataFile(await unguarded(json))).rejects.toMatchObject({ reason: 'damaged' })
  })

  it('gives no object another prototype', async () => {
    const json =
      '{"made":1,"preferences":{"__proto__":{"polluted":true}},"records":{"__proto__":[]}}'
    const read = await readDataFile(await unguarded(json)).catch(() => null)
    expect(Reflect.get({}, 'polluted')).toBeUndefined()
    expect(Reflect.get(Object(read?.preferences ?? {}), 'polluted')).toBeUndefined()
  })

  it('is told apart from other files, and from those of a newer version', async () => {
    const whole = await writeDataFile(FILE)
    const newer = whole.slice()
    newer[8] = 2
    await expect(readDataFile(blob(newer))).rejects.toMatchObject({ reason: 'newer' })
    const other = blob(new TextEncoder().encode('{"format":"lenet-lab handwriting"}'.repeat(9)))
    await expect(readDataFile(other)).rejects.toMatchObject({ reason: 'notData' })
    const large = { size: 5e8, arrayBuffer: () => Promise.reject(new Error('was read')) }
    await expect(readDataFile(large as unknown as Blob)).rejects.toMatchObject({
      reason: 'tooLarge',
    })
  })
})
