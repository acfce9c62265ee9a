import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { boundingBox } from '../../../src/core/ink/bounding-box'
import { drawingFromPenStrokes, type PenStrokes } from '../../../src/core/ink/pen-strokes'
import { rasterize } from '../../../src/core/ink/raster'
import { inkStages } from '../../../src/core/ink/stages'

const RECORDED = new URL('../../../../shared/data/pen-strokes-dev.json', import.meta.url)
const here = existsSync(RECORDED)

describe('drawingFromPenStrokes', () => {
  it('fits the longer side between the margins and centres the shorter', () => {
    // Room for points: 280 − 2·20 − 20 = 220 for the 400 units of y, so 0.55 a unit.
    const { image, strokes } = drawingFromPenStrokes(
      [
        [100, 500, 300, 900],
        [200, 600],
      ],
      20,
      20,
    )
    expect(image).toBeNull()
    expect(strokes.map(({ tool, width }) => [tool, width])).toEqual([
      ['pen', 20],
      ['pen', 20],
    ])
    const places = strokes.map(({ points }) => points.map(({ x, y }) => [x, y]))
    expect(places[0]![0]![0]).toBeCloseTo(140 - 55, 9)
    expect(places[0]![0]![1]).toBeCloseTo(30, 9)
    expect(places[0]![1]![0]).toBeCloseTo(140 + 55, 9)
    expect(places[0]![1]![1]).toBeCloseTo(250, 9)
    expect(places[1]![0]![1]).toBeCloseTo(85, 9)
    expect(strokes[0]!.points[0]!.pressure).toBe(0.5)
  })

  it('keeps the margin bare of ink', () => {
    const raster = rasterize(drawingFromPenStrokes([[0, 0, 1000, 400]], 26, 12))
    expect(boundingBox(raster)).toMatchObject({ left: 12, right: 268 })
  })

  it('puts a lone point in the middle', () => {
    const { strokes } = drawingFromPenStrokes([[700, 300]], 18)
    expect(strokes[0]!.points).toEqual([{ x: 140, y: 140, pressure: 0.5 }])
    expect(drawingFromPenStrokes([[], []], 18).strokes).toEqual([])
  })

  it('refuses half a point, non-finite numbers and a brush without room', () => {
    expect(() =>
      drawingFromPenStrokes(
        [
          [1, 2],
          [1, 2, 3],
        ],
        18,
      ),
    ).toThrow('drawingFromPenStrokes: strokes[1] needs pairs x, y, got 3 numbers')
    expect(() => drawingFromPenStrokes([[1, Number.NaN]], 18)).toThrow(
      'strokes[0][1] must be finite',
    )
    expect(() => drawingFromPenStrokes([[1, 2]], 250)).toThrow('got 250 and 20')
    expect(() => drawingFromPenStrokes([[1, 2]], 0)).toThrow(RangeError)
  })
})

describe.skipIf(!here)(
  here ? 'recorded pen strokes' : 'recorded pen strokes (skipped: ../shared/data is absent)',
  () => {
    it('every 25th becomes a 32×32 image within 0..1 and clear of the margin', () => {
      const { digits }: { digits: { strokes: PenStrokes }[] } = JSON.parse(
        readFileSync(RECORDED, 'utf8'),
      )
      expect(digits.length).toBeGreaterThan(100)
      for (const [n, { strokes }] of digits.entries()) {
        if (n % 25 !== 0) continue
        const stages = inkStages(rasterize(drawingFromPenStrokes(strokes, 18)))
        const image = stages!.image
        expect(Math.max(...image.ink), `digit ${n}`).toBe(1)
        expect(Math.min(...image.ink), `digit ${n}`).toBe(0)
        const { left, top, right, bottom } = boundingBox(image, 0)!
        expect(Math.min(left, top), `digit ${n}`).toBeGreaterThanOrEqual(2)
        expect(Math.max(right, bottom), `digit ${n}`).toBeLessThanOrEqual(30)
      }
    })
  },
)
