import { describe, expect, it } from 'vitest'
import { someTestImages, typedTestImage } from '../../../src/components/draw/test-image-index'
import { seededRandom } from '../../../src/core/random'

describe('someTestImages', () => {
  it('gives different indices of the test set', () => {
    const indices = someTestImages(500, seededRandom(7))
    expect(new Set(indices).size).toBe(500)
    expect(Math.min(...indices)).toBeGreaterThanOrEqual(0)
    expect(Math.max(...indices)).toBeLessThan(10_000)
    expect(indices.every(Number.isInteger)).toBe(true)
  })

  it('refuses more than there are', () => {
    expect(() => someTestImages(10_001, seededRandom(7))).toThrow('at most 10000, got 10001')
  })
})

describe('typedTestImage', () => {
  it.each([
    ['0', 0],
    [' 42 ', 42],
    ['9999', 9999],
    ['10000', null],
    ['-1', null],
    ['1.5', null],
    ['', null],
    [' ', null],
    ['seven', null],
  ])('reads %j as %j', (text, index) => {
    expect(typedTestImage(text)).toBe(index)
  })
})
