import { describe, expect, it } from 'vitest'
import type { InkImage } from '../../../src/core/ink/drawing'
import { drawingFromPenStrokes, type PenStrokes } from '../../../src/core/ink/pen-strokes'
import { penTrace } from '../../../src/core/ink/pen-trace'
import { rasterize } from '../../../src/core/ink/raster'
import { skeleton } from '../../../src/core/ink/skeleton'

/** Ink 1 where a letter or sign stands. */
const picture = (...rows: string[]): InkImage => ({
  side: rows.length,
  ink: Float32Array.from([...rows.join('')], (sign) => (sign === '.' ? 0 : 1)),
})

const drawn = (strokes: PenStrokes): InkImage => rasterize(drawingFromPenStrokes(strokes, 20), 128)

const circle = Array.from({ length: 41 }, (_, step) => [
  Math.cos((Math.PI * step) / 20),
  Math.sin((Math.PI * step) / 20),
]).flat()

describe('skeleton', () => {
  it('keeps the middle line of a bar', () => {
    const bar = picture(
      '.........',
      '.........',
      '.........',
      '.#######.',
      '.#######.',
      '.#######.',
      '.........',
      '.........',
      '.........',
    )
    const thin = skeleton(bar)
    const places = [...thin.keys()].filter((at) => thin[at] === 1)
    expect(places.every((at) => Math.floor(at / 9) === 4)).toBe(true)
    expect(places.length).toBeGreaterThanOrEqual(4)
  })

  it('keeps lines of one pixel and lone pixels as they are', () => {
    const lines = picture('......', '.#....', '..#...', '......', '....#.', '......')
    expect(skeleton(lines)).toEqual(Uint8Array.from(lines.ink))
  })

  it('leaves something of every blob', () => {
    const blobs = picture(
      '........',
      '.##..##.',
      '.##..##.',
      '.....##.',
      '........',
      '.###..#.',
      '.###.##.',
      '........',
    )
    const thin = skeleton(blobs)
    const within = (x0: number, y0: number, x1: number, y1: number) =>
      [...thin.keys()].some(
        (at) => thin[at] === 1 && at % 8 >= x0 && at % 8 <= x1 && at >> 3 >= y0 && at >> 3 <= y1,
      )
    expect([
      within(1, 1, 2, 2),
      within(5, 1, 6, 3),
      within(1, 5, 3, 6),
      within(5, 5, 6, 6),
    ]).toEqual([true, true, true, true])
  })

  it('takes pixels of less than half ink, and the outermost, for paper', () => {
    expect(skeleton({ side: 3, ink: new Float32Array(9).fill(0.49) }).indexOf(1)).toBe(-1)
    expect(skeleton({ side: 3, ink: new Float32Array(9).fill(1) }).lastIndexOf(1)).toBe(4)
  })
})

describe('penTrace', () => {
  it('finds one stroke along a straight line', () => {
    const [stroke, ...others] = penTrace(drawn([[0, 0, 1, 0]]))
    expect(others).toEqual([])
    const along = stroke!.filter((_, index) => index % 2 === 0)
    const across = stroke!.filter((_, index) => index % 2 === 1)
    expect(Math.max(...across.map((y) => Math.abs(y - 64)))).toBeLessThan(1)
    // From 30/280 to 250/280 of 128, thinned from the round caps (radius 4.6) at most.
    expect(Math.min(...along)).toBeCloseTo(13.7, -1)
    expect(Math.max(...along)).toBeCloseTo(114.3, -1)
  })

  it('cuts at crossings, closes rings and keeps dots', () => {
    const tee = [
      [0, 0, 2, 0],
      [1, 0, 1, 2],
    ]
    expect(penTrace(drawn(tee))).toHaveLength(3)
    const [ring, ...others] = penTrace(drawn([circle]))
    expect(others).toEqual([])
    expect(ring!.slice(0, 2)).toEqual(ring!.slice(-2))
    const dot = penTrace(drawn([circle, [0, 0]])).filter(({ length }) => length < 20)
    expect(dot).toHaveLength(1)
    for (const place of dot[0]!) expect(Math.abs(place - 64)).toBeLessThan(3)
    expect(penTrace({ side: 8, ink: new Float32Array(64) })).toEqual([])
  })

  it('redraws what it traced', () => {
    const seven = drawn([[0, 0, 10, 0, 4, 16]])
    const again = rasterize(
      {
        image: null,
        strokes: penTrace(seven).map((points) => ({
          tool: 'pen',
          width: 20,
          points: Array.from({ length: points.length / 2 }, (_, n) => ({
            x: (points[2 * n]! * 280) / 128,
            y: (points[2 * n + 1]! * 280) / 128,
            pressure: 0.5,
          })),
        })),
      },
      128,
    )
    const sum = (of: (a: number, b: number) => number): number =>
      seven.ink.reduce((total, a, at) => total + of(a, again.ink[at]!), 0)
    expect(sum(Math.min) / sum(Math.max)).toBeGreaterThan(0.85)
  })
})
