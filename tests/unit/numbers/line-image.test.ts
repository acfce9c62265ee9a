import { describe, expect, it } from 'vitest'
import { exampleNumber } from '../../../src/core/numbers/example-number'
import { lineImage } from '../../../src/core/numbers/line-image'
import { piecesOf } from '../../../src/core/numbers/pieces'

const WIDTH = 1400
const strokes = exampleNumber(WIDTH)
const pieces = piecesOf(strokes, WIDTH)
const { ink, width, left, top, pixel } = lineImage(strokes, WIDTH, pieces)

describe('lineImage', () => {
  it('brings digits to 20 pixels, in an image that a sweep ends with', () => {
    const heights = pieces.map(({ box }) => box.bottom - box.top).toSorted((a, b) => a - b)
    expect(pixel).toBe(heights[2]! / 20)
    expect((width - 32) % 4).toBe(0)
    expect(ink).toHaveLength(32 * width)
    expect(Math.max(...ink)).toBe(1)
  })

  it('has the line in its middle, by mass from top to bottom', () => {
    let mass = 0
    let moment = 0
    for (const [place, value] of ink.entries()) {
      mass += value
      moment += value * (Math.floor(place / width) + 0.5)
    }
    expect(moment / mass).toBeCloseTo(16, 1)
    expect(top + 16 * pixel).toBeGreaterThan(0)
    const [first, last] = [pieces[0]!.box.left, pieces.at(-1)!.box.right]
    expect(left + (width / 2) * pixel).toBeCloseTo((first + last) / 2, 6)
    // Half a window of bare paper at least before the first ink.
    expect((first - left) / pixel).toBeGreaterThanOrEqual(16)
    expect((first - left) / pixel).toBeLessThan(18)
  })

  it('refuses bare paper', () => {
    expect(() => lineImage([], WIDTH, [])).toThrow('lineImage: needs a piece of ink, got none')
  })
})
