import { describe, expect, it } from 'vitest'
import { parseIdxImages, parseIdxLabels } from '../../../src/core/mnist/idx-format'

const word = (value: number) => [
  value >>> 24,
  (value >>> 16) & 255,
  (value >>> 8) & 255,
  value & 255,
]
const images = (rows: number, columns: number, pixels: readonly number[], count = 2) =>
  Uint8Array.of(...word(2051), ...word(count), ...word(rows), ...word(columns), ...pixels)
const labels = (...values: readonly number[]) =>
  Uint8Array.of(...word(2049), ...word(values.length), ...values)

describe('parseIdxImages', () => {
  it('reads count, side and pixels', () => {
    const file = images(2, 2, [1, 2, 3, 4, 5, 6, 7, 255])
    const read = parseIdxImages(file)
    expect(read).toEqual({ count: 2, side: 2, pixels: Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 255) })
    expect(parseIdxImages(file.buffer)).toEqual(read)
  })

  it('reads a view that begins inside a larger buffer', () => {
    const within = new Uint8Array(100)
    within.set(images(1, 1, [8, 9]), 37)
    expect(parseIdxImages(within.subarray(37, 37 + 18)).pixels).toEqual(Uint8Array.of(8, 9))
  })

  it.each([
    ['labels', labels(1, 2, 3, 4, 5, 6, 7, 8), 'the magic number must be 2051, got 2049'],
    ['half a header', images(2, 2, []).slice(0, 11), 'the header needs 16 bytes, got a file of 11'],
    ['no bytes', new Uint8Array(0), 'the header needs 16 bytes, got a file of 0'],
    ['oblong images', images(2, 3, new Array(12).fill(1)), 'images must be square, got 2×3'],
    ['images without pixels', images(0, 0, []), 'images must be square, got 0×0'],
    ['a truncated file', images(2, 2, [1, 2, 3]), '2×2×2 values need a file of 24 bytes, got 19'],
    ['a trailing byte', images(1, 1, [1, 2, 3]), '2×1×1 values need a file of 18 bytes, got 19'],
    ['a count too large', images(1, 1, [1], 2 ** 32 - 1), 'a file of 4294967311 bytes, got 17'],
  ])('refuses %s', (_, file, message) => {
    expect(() => parseIdxImages(file)).toThrow(RangeError)
    expect(() => parseIdxImages(file)).toThrow(message)
  })
})

describe('parseIdxLabels', () => {
  it('reads the labels', () => {
    expect(parseIdxLabels(labels(7, 0, 9))).toEqual(Uint8Array.of(7, 0, 9))
  })

  it.each([
    ['images', images(1, 1, [3, 4]), 'the magic number must be 2049, got 2051'],
    ['a truncated file', labels(1, 2, 3).slice(0, 10), '3 values need a file of 11 bytes, got 10'],
    ['a label past 9', labels(9, 10, 3), 'labels must be 0..9, got 10 at index 1'],
  ])('refuses %s', (_, file, message) => {
    expect(() => parseIdxLabels(file)).toThrow(message)
  })
})
