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
    const tensors = parseSafetensors(golden())
    expect(tensors.map(({ name }) => name)).toContain('C5.weight')
    expect(tensors.find(({ name }) => name === 'C5.weight')?.shape).toEqual([120, 16, 5, 5])
    expect(tensors.reduce((sum, { values }) => sum + values.length, 0)).toBe(61_706)
  })

  it('reads back what formatSafetensors wrote, bit for bit', () => {
    const tensors = [
      { name: 'C1.weight', shape: [2, 3], values: Float32Array.of(1, -2.5, 0.1, 3e-9, -0, 7) },
      { name: 'C1.bias', shape: [1], values: Float32Array.of(0.3) },
    ]
    expect(parseSafetensors(formatSafetensors(tensors, { made: 'here' }).buffer)).toEqual(tensors)
  })

  it.each([
    ['a file too short', new ArrayBuffer(7), 'needs 8 to'],
    ['a header past the end', golden().slice(0, 100), 'does not fit a file of 100'],
    ['a header that is no JSON', file('{"a":', 0), 'not a JSON object'],
    ['a header that is a list', file('[1]', 4), 'not a JSON object'],
    [
      'another dtype',
      file('{"C1.bias":{"dtype":"F64","shape":[1],"data_offsets":[0,8]}}', 8),
      'tensor C1.bias: needs dtype F32',
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

  it('takes names that are properties of every object as names', () => {
    const bytes = file('{"__proto__":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}', 4)
    expect(() => parseSafetensors(bytes)).toThrow()
    expect(Object.hasOwn(Object.prototype, 'dtype')).toBe(false)
  })
})
