import { describe, expect, it } from 'vitest'
import { boundingBox } from '../../../src/core/ink/bounding-box'
import { EMPTY_DRAWING } from '../../../src/core/ink/drawing'
import { handDrawn, handMoved, handOf } from '../../../src/core/ink/hand'
import { rasterize } from '../../../src/core/ink/raster'
import { seenOfDrawing } from '../../../src/core/ink/seen-image'
import { smoothCurve } from '../../../src/core/ink/smooth-curve'
import { inkStages } from '../../../src/core/ink/stages'
import { seededRandom } from '../../../src/core/random'

const SEVEN = [[0, 0, 100, 0, 40, 160]]

describe('smoothCurve', () => {
  it('leads through its points', () => {
    const curve = smoothCurve([0, 0, 3, 1, 4, 5])
    expect(curve).toHaveLength(2 * 13)
    expect([curve.slice(0, 2), curve.slice(12, 14), curve.slice(24)]).toEqual([
      [0, 0],
      [3, 1],
      [4, 5],
    ])
    // Halfway: (−p0 + 9 p1 + 9 p2 − p3) / 16 with the end points repeated.
    expect(curve[6]).toBeCloseTo((-0 + 9 * 0 + 9 * 3 - 4) / 16, 12)
    expect(curve[7]).toBeCloseTo((-0 + 9 * 0 + 9 * 1 - 5) / 16, 12)
  })

  it('leaves a lone point', () => {
    expect(smoothCurve([7, 8])).toEqual([7, 8])
  })
})

describe('a hand', () => {
  it('depends on its seed alone', () => {
    expect(handDrawn(SEVEN, seededRandom(3))).toEqual(handDrawn(SEVEN, seededRandom(3)))
    expect(handDrawn(SEVEN, seededRandom(3))).not.toEqual(handDrawn(SEVEN, seededRandom(4)))
  })

  it('draws, on average, what it means', () => {
    // Centred on (50, 80) and divided by 160; single places stray by about 0.1.
    const hands = Array.from({ length: 2_000 }, (_, seed) =>
      handMoved(SEVEN[0]!, handOf(SEVEN, seededRandom(seed))),
    )
    const mean = (index: number) => hands.reduce((sum, at) => sum + at[index]!, 0) / hands.length
    for (const [index, meant] of [-0.3125, -0.5, 0.3125, -0.5, -0.0625, 0.5].entries()) {
      expect(mean(index)).toBeCloseTo(meant, 1)
    }
    const apart = hands.map((at) => Math.hypot(at[0]! + 0.3125, at[1]! + 0.5))
    expect(Math.max(...apart)).toBeGreaterThan(0.1)
  })

  it.each([1, 2, 3, 4, 5])('stays on the pad (seed %i)', (seed) => {
    const box = boundingBox(rasterize(handDrawn(SEVEN, seededRandom(seed))))!
    expect(Math.min(box.left, box.top, 280 - box.right, 280 - box.bottom)).toBeGreaterThanOrEqual(
      19,
    )
  })
})

describe('seenOfDrawing', () => {
  it.each([1, 2, 3, 4, 5])('shows what the page shows, but for a few levels (seed %i)', (seed) => {
    const drawing = handDrawn(SEVEN, seededRandom(seed))
    const page = inkStages(rasterize(drawing))!.image.ink
    const seen = seenOfDrawing(drawing)!
    let most = 0
    for (let y = 0; y < 28; y++) {
      for (let x = 0; x < 28; x++) {
        const difference = seen[28 * y + x]! - 255 * page[32 * (y + 2) + x + 2]!
        most = Math.max(most, Math.abs(difference))
      }
    }
    expect(most).toBeLessThan(255 * 0.15)
  })

  it('shows nothing of bare paper', () => {
    expect(seenOfDrawing(EMPTY_DRAWING)).toBeNull()
  })
})
