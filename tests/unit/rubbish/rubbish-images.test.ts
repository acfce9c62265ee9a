import { describe, expect, it } from 'vitest'
import { handDrawn } from '../../../src/core/ink/hand'
import { seenOfDrawing } from '../../../src/core/ink/seen-image'
import type { LabelledImages } from '../../../src/core/mnist/images'
import { seededRandom } from '../../../src/core/random'
import { BREAKS, digitBreaker } from '../../../src/core/rubbish/broken-digits'
import { plainRubbish, rubbishImages } from '../../../src/core/rubbish/rubbish-images'
import { SCRIBBLES } from '../../../src/core/rubbish/scribbles'

const PIXELS = 28 * 28

/** One image of each digit: an upright bar 4 wide and 20 tall for some, bare paper for others. */
const bars = (digits: readonly number[]): LabelledImages => {
  const pixels = new Uint8Array(10 * PIXELS)
  for (const digit of digits) {
    for (let y = 4; y < 24; y++)
      pixels.fill(255, digit * PIXELS + 28 * y + 12, digit * PIXELS + 28 * y + 16)
  }
  return { pixels, labels: Uint8Array.from({ length: 10 }, (_, digit) => digit) }
}
const EVERY = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]

/** Width and height of the ink. */
function extentOf(image: Uint8Array): [width: number, height: number] {
  const inked = [...image.keys()].filter((at) => image[at]! > 0)
  const length = (of: number[]) => Math.max(...of) - Math.min(...of) + 1
  return [length(inked.map((at) => at % 28)), length(inked.map((at) => Math.floor(at / 28)))]
}

const broken = (digits: readonly number[], way: keyof typeof BREAKS): (Uint8Array | null)[] => {
  const random = seededRandom(1)
  const breaker = digitBreaker(bars(digits), [BREAKS[way]])
  return Array.from({ length: 100 }, () => breaker(random))
}

describe('digitBreaker', () => {
  it('lays a 1 on its side, pixel for pixel', () => {
    const turned = broken([1], 'moved').filter((image) => image !== null)
    expect(turned.length).toBeGreaterThan(3)
    for (const image of turned) {
      expect(extentOf(image)).toEqual([20, 4])
      expect(image.filter((value) => value === 255)).toHaveLength(80)
    }
  })

  it.each([
    ['moved', [0, 8]],
    ['halved', [1, 6, 7, 8, 9]],
    ['holed', [1, 4, 7]],
  ] as const)('makes none %s of %j: a digit would be left', (way, digits) => {
    expect(broken(digits, way).every((image) => image === null)).toBe(true)
    expect(broken(EVERY, way).filter((image) => image !== null).length).toBeGreaterThan(80)
  })

  it('halves a digit across or along', () => {
    // Half of a bar of 4 × 20 is one of 2 × 20 or of 4 × 10, either fitted into 20 × 20.
    const ratios = broken(EVERY, 'halved').map((image) => {
      const [width, height] = extentOf(image!)
      return height / width
    })
    expect(Math.min(...ratios)).toBeLessThan(3)
    expect(Math.max(...ratios)).toBeGreaterThan(5)
  })

  it('refuses images among which a digit is missing', () => {
    const { pixels, labels } = bars(EVERY)
    expect(() => digitBreaker({ pixels, labels: labels.map((digit) => digit && 1) })).toThrow(
      'digitBreaker: needs every digit, got no 2',
    )
  })
})

describe('scribbles', () => {
  it.each(Object.entries(SCRIBBLES))('can be drawn: %s', (_, strokes) => {
    const images = Array.from({ length: 20 }, (_, seed) => {
      const random = seededRandom(seed)
      return seenOfDrawing(handDrawn(strokes(random), random))
    })
    expect(images.every((image) => image !== null && Math.max(...image) === 255)).toBe(true)
  })
})

describe('rubbishImages', () => {
  const plain = (share: number, value: number) => ({
    share,
    image: () => new Uint8Array(PIXELS).fill(value),
  })

  it('makes image n of the seed and of n alone', () => {
    const sources = plainRubbish(bars(EVERY))
    const many = rubbishImages(sources, 20, 5)
    expect(rubbishImages(sources, 7, 5)).toEqual(many.slice(0, 7 * PIXELS))
    expect(rubbishImages(sources, 20, 6)).not.toEqual(many)
  })

  it('fits all ink into 20×20 with its strongest at 255', () => {
    const images = rubbishImages(plainRubbish(bars(EVERY)), 200, 1)
    for (let from = 0; from < images.length; from += PIXELS) {
      const image = images.subarray(from, from + PIXELS)
      expect(Math.max(...extentOf(image))).toBeLessThanOrEqual(20)
      expect(Math.max(...image)).toBe(255)
    }
  })

  it('mixes sources by their shares', () => {
    const images = rubbishImages([plain(1, 10), plain(0, 20), plain(3, 30)], 400, 2)
    const count = (value: number) => images.filter((pixel) => pixel === value).length / PIXELS
    expect(count(20)).toBe(0)
    // Binomial: 100 ± 8.7; five standard deviations.
    expect(Math.abs(count(10) - 100)).toBeLessThan(44)
    expect(count(10) + count(30)).toBe(400)
  })

  it('refuses shares that add up to nothing, and sources without ink', () => {
    expect(() => rubbishImages([plain(0, 1)], 1, 1)).toThrow(
      'rubbishImages: shares must add up to more than 0, got 0',
    )
    expect(() => rubbishImages([{ share: 1, image: () => null }], 1, 1)).toThrow(
      'rubbishImages: a source must make ink, got none in 20 tries',
    )
  })
})
