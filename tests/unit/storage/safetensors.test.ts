import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { formatSafetensors, parseSafetensors } from '../../../src/storage/safetensors'

const fileOf = (path: string): ArrayBuffer => Uint8Array.from(readFileSync(path)).buffer
const golden = () => fileOf('tests/golden/modern.safetensors')

/** A file with the given header text and data bytes. */
function file(header: string, data: number): ArrayBuffer {
  const text = new TextEncoder().encode(header)
  const bytes = new Uint8Array(8 + text.length + data)
  new DataView(bytes.buffer).setBigUint64(0, BigInt(text.length), true)
  bytes.set(text, 8)
  return bytes.buffer
}

describe('parseSafetensors', () => {
  it('reads the file that PyTorch’s weights were written to', () => {
    const { tensors } = parseSafetensors(golden())
    expect(tensors.map(({ name }) => name)).toContain('C5.weight')
    expect(tensors.find(({ name }) => name === 'C5.weight')?.shape).toEqual([120, 16, 5, 5])
    expect(tensors.reduce((sum, { values }) => sum + values.length, 0)).toBe(61_706)
  })

  it('reads back what formatSafetensors wrote, bit for bit', () => {
    const tensors = [
      { name: 'C1.weight', shape: [2, 3], values: Float32Array.of(1, -2.5, 0.1, 3e-9, -0, 7) },
      { name: 'C1.bias', shape: [1], values: Float32Array.of(0.3) },
    ]
    const metadata = { made: 'here' }
    expect(parseSafetensors(formatSafetensors(tensors, metadata).buffer)).toEqual({
      tensors,
      metadata,
    })
  })

  it.each([
    ['a file too short', new ArrayBuffer(7), 'needs at least 8'],
    ['a header past the end', golden().slice(0, 100), 'does not fit a file of 100'],
    ['a header that is no JSON', file('{"a":', 0), 'not a JSON object'],
    ['a header that is a list', file('[1]', 4), 'not a JSON object'],
    [
      'another dtype',
      file('{"C1.bias":{"dtype":"I64","shape":[1],"data_offsets":[0,8]}}', 8),
      'tensor C1.bias: needs dtype F32, F64, F16, got I64',
    ],
    [
      'offsets that do not fit the shape',
      file('{"F6.bias":{"dtype":"F32","shape":[3],"data_offsets":[0,8]}}', 8),
      'tensor F6.bias: shape [3] needs 12 bytes inside the file, got 0..8',
    ],
    [
      'offsets past the end',
      file('{"F6.bias":{"dtype":"F32","shape":[3],"data_offsets":[8,20]}}', 12),
      'tensor F6.bias',
    ],
    [
      'left-over bytes',
      file('{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}', 9),
      'tensors fill 4 bytes of data, the file has 9',
    ],
  ])('refuses %s', (_, bytes, message) => {
    expect(() => parseSafetensors(bytes)).toThrow(message)
  })

  it.each([
    ['overlap', '[0,4]', '[0,4]', 'tensor b: needs data from 4, got 0'],
    ['leave a gap', '[0,4]', '[8,12]', 'tensor b: needs data from 4, got 8'],
  ])('refuses arrays that %s', (_, first, second, message) => {
    const entry = (offsets: string) => `{"dtype":"F32","shape":[1],"data_offsets":${offsets}}`
    const header = `{"a":${entry(first)},"b":${entry(second)}}`
    expect(() => parseSafetensors(file(header, 12))).toThrow(message)
  })

  it('reads half and double precision as float32', () => {
    const header =
      '{"half":{"dtype":"F16","shape":[7],"data_offsets":[0,14]},' +
      '"double":{"dtype":"F64","shape":[1],"data_offsets":[14,22]}}'
    const bytes = file(header, 22)
    const data = new DataView(bytes, bytes.byteLength - 22)
    // 1, −2, the largest, the smallest normal, the smallest, −0, infinity: IEEE 754, table of binary16.
    const halves = [0x3c00, 0xc000, 0x7bff, 0x0400, 0x0001, 0x8000, 0x7c00]
    for (const [index, bits] of halves.entries()) data.setUint16(index * 2, bits, true)
    data.setFloat64(14, 0.1, true)
    const [half, double] = parseSafetensors(bytes).tensors
    expect([...half!.values]).toEqual([
      1,
      -2,
      65_504,
      2 ** -14,
      2 ** -24,
      -0,
      Number.POSITIVE_INFINITY,
    ])
    expect([...double!.values]).toEqual([Math.fround(0.1)])
  })

  it('takes names that are properties of every object as names', () => {
    const bytes = file('{"__proto__":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}', 4)
    expect(() => parseSafetensors(bytes)).toThrow()
    expect(Object.hasOwn(Object.prototype, 'dtype')).toBe(false)
  })
})
