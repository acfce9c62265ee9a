import { describe, expect, it } from 'vitest'
import { BOX_SIDE } from '../../../src/core/ink/stages'
import { MNIST_PIXELS, MNIST_SIDE } from '../../../src/core/mnist/images'
import { DIGITS_WITH_HABITS, withHabit } from '../../../src/core/mnist/writing-habits'
import { seededRandom } from '../../../src/core/random'

/** An image with ink where a test says so; x to the right, y down. */
function imageOf(inked: (x: number, y: number) => boolean): Uint8Array {
  const pixels = new Uint8Array(MNIST_PIXELS)
  for (let y = 0; y < MNIST_SIDE; y++) {
    for (let x = 0; x < MNIST_SIDE; x++) if (inked(x, y)) pixels[y * MNIST_SIDE + x] = 255
  }
  return pixels
}

const RING = imageOf((x, y) => Math.abs(Math.hypot((x - 13.5) / 0.8, y - 13.5) - 9) < 1)
const STEM = imageOf((x, y) => x >= 13 && x < 15 && y >= 4 && y < 24)

const inkedPixels = (pixels: Uint8Array) => pixels.filter((value) => value > 127).length

function inkedBox(pixels: Uint8Array) {
  const inked = [...pixels.keys()].filter((i) => pixels[i]! > 0)
  const xs = inked.map((i) => i % MNIST_SIDE)
  const ys = inked.map((i) => Math.floor(i / MNIST_SIDE))
  return {
    left: Math.min(...xs),
    right: Math.max(...xs),
    top: Math.min(...ys),
    bottom: Math.max(...ys),
  }
}

describe('withHabit', () => {
  it('bars a zero through its empty middle', () => {
    expect(RING[13 * MNIST_SIDE + 13]).toBe(0)
    for (let seed = 0; seed < 20; seed++) {
      const barred = withHabit(RING, 0, seededRandom(seed))
      const middle = [12, 13, 14, 15].flatMap((y) =>
        [12, 13, 14, 15].map((x) => barred[y * MNIST_SIDE + x]!),
      )
      expect(Math.max(...middle)).toBeGreaterThan(127)
    }
  })

  it('gives a one a flag to the left of its top', () => {
    for (let seed = 0; seed < 20; seed++) {
      const flagged = withHabit(STEM, 1, seededRandom(seed))
      const { left, right, top, bottom } = inkedBox(flagged)
      expect(right - left).toBeGreaterThan(2)
      // The stem is the longest column; the upper half has ink to its left.
      const columns = Array.from({ length: MNIST_SIDE }, (_, x) =>
        inkedPixels(flagged.filter((_, i) => i % MNIST_SIDE === x)),
      )
      const stem = columns.indexOf(Math.max(...columns))
      const leftOfStem = [...flagged.keys()].filter(
        (i) =>
          flagged[i]! > 0 &&
          i % MNIST_SIDE < stem - 1 &&
          Math.floor(i / MNIST_SIDE) < (top + bottom) / 2,
      )
      expect(leftOfStem.length).toBeGreaterThan(0)
    }
  })

  it('fits what it wrote into the box of MNIST again', () => {
    for (const digit of DIGITS_WITH_HABITS) {
      const written = withHabit(digit === 0 ? RING : STEM, digit, seededRandom(digit))
      const { left, right, top, bottom } = inkedBox(written)
      expect(Math.max(right - left, bottom - top) + 1).toBeLessThanOrEqual(BOX_SIDE)
    }
  })

  it('leaves other digits and bare paper alone', () => {
    for (const digit of [2, 3, 4, 5, 6, 8, 9]) {
      expect(withHabit(RING, digit, seededRandom(1))).toBe(RING)
    }
    const paper = new Uint8Array(MNIST_PIXELS)
    expect(withHabit(paper, 0, seededRandom(1))).toBe(paper)
  })

  it('is the same for the same seed', () => {
    expect(withHabit(STEM, 1, seededRandom(5))).toEqual(withHabit(STEM, 1, seededRandom(5)))
    expect(withHabit(STEM, 1, seededRandom(5))).not.toEqual(withHabit(STEM, 1, seededRandom(6)))
  })
})
