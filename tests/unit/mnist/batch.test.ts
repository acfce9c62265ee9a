import { describe, expect, it } from 'vitest'
import { fillBatch } from '../../../src/core/mnist/batch'

/** Three images: blank, value 51 everywhere, and values that tell row from column. */
const IMAGES = new Uint8Array(3 * 784)
IMAGES.fill(51, 784, 2 * 784)
IMAGES.set([255, 102], 2 * 784) // row 0, columns 0 and 1
IMAGES[2 * 784 + 5 * 28 + 27] = 153 // row 5, last column
IMAGES[3 * 784 - 1] = 204 // row 27, last column

describe('fillBatch', () => {
  it('centres each image in 32×32 and scales it to ink', () => {
    const target = new Float32Array(1024)
    fillBatch(IMAGES, Uint32Array.of(2), 0, 1, target)
    const expected = new Float32Array(1024)
    expected[2 * 32 + 2] = 1
    expected[2 * 32 + 3] = 0.4
    expected[7 * 32 + 29] = 0.6
    expected[29 * 32 + 29] = 0.8
    expect(target).toEqual(expected)
  })

  it('takes the images of the places asked for, in their order', () => {
    const target = new Float32Array(2 * 1024)
    fillBatch(IMAGES, Uint32Array.of(1, 0, 2, 1), 2, 2, target)
    expect(target[2 * 32 + 2]).toBe(1)
    const second = target.subarray(1024)
    expect(second[2 * 32 + 2]).toBe(Math.fround(0.2))
    expect(second.filter((ink) => ink === Math.fround(0.2)).length).toBe(784)
    expect(second.filter((ink) => ink === 0).length).toBe(1024 - 784)
  })

  it('overwrites what the target held, margins too, and nothing past the batch', () => {
    const target = new Float32Array(3 * 1024).fill(9)
    fillBatch(IMAGES, Uint32Array.of(0, 0), 0, 2, target)
    expect(target.subarray(0, 2 * 1024).every((ink) => ink === 0)).toBe(true)
    expect(target.subarray(2 * 1024).every((ink) => ink === 9)).toBe(true)
  })

  it('gives every pixel value its exact share of 255', () => {
    const values = Uint8Array.from({ length: 784 }, (_, index) => index % 256)
    const target = new Float32Array(1024)
    fillBatch(values, Uint32Array.of(0), 0, 1, target)
    const inks = Array.from({ length: 784 }, (_, index) => {
      return target[(Math.floor(index / 28) + 2) * 32 + (index % 28) + 2]
    })
    expect(inks).toEqual(Array.from(values, (value) => Math.fround(value / 255)))
  })

  it('refuses what does not fit', () => {
    const fill = (indices: number[], from: number, count: number, length = 4096) =>
      fillBatch(IMAGES, Uint32Array.from(indices), from, count, new Float32Array(length))
    expect(() => fill([0, 1], 1, 2)).toThrow('2 images from place 1 must lie in 2 indices')
    expect(() => fill([0, 1], -1, 1)).toThrow('1 images from place -1 must lie in 2 indices')
    expect(() => fill([0, 1], 0, 2, 2047)).toThrow('2 images need a target of 2048, got 2047')
    expect(() => fill([0, 3], 0, 2)).toThrow('index must be below 3, got 3')
  })
})
