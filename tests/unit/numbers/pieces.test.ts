import { describe, expect, it } from 'vitest'
import type { Stroke } from '../../../src/core/ink/drawing'
import { candidatesOf } from '../../../src/core/numbers/candidates'
import { gapBefore, lineHeight, piecesOf } from '../../../src/core/numbers/pieces'

type Point = readonly [x: number, y: number]

/** A stroke 10 pad units wide, so that its ink ends 5 beyond its points. */
const stroke = (tool: Stroke['tool'], ...points: Point[]): Stroke => ({
  tool,
  width: 10,
  points: points.map(([x, y]) => ({ x, y, pressure: 0.5 })),
})
const pen = (...points: Point[]) => stroke('pen', ...points)
const ONE = pen([50, 40], [50, 240])
const L = pen([100, 40], [100, 140], [180, 140])
const DOWN = pen([160, 80], [160, 240])

describe('piecesOf', () => {
  it('boxes the ink of each stroke, from left to right whatever was drawn first', () => {
    const pieces = piecesOf([DOWN, ONE], 400)
    expect(pieces).toEqual([
      { strokes: [1], box: { left: 45, top: 35, right: 55, bottom: 245 } },
      { strokes: [0], box: { left: 155, top: 75, right: 165, bottom: 245 } },
    ])
    expect(lineHeight(pieces)).toBe(210)
    expect(gapBefore(pieces, 1)).toBe(100)
  })

  it('takes strokes above each other for one digit: a 4 of two strokes', () => {
    const pieces = piecesOf([ONE, L, DOWN], 400)
    expect(pieces.map(({ strokes }) => strokes)).toEqual([[0], [1, 2]])
    expect(pieces[1]!.box).toEqual({ left: 95, top: 35, right: 185, bottom: 245 })
  })

  it('keeps strokes apart that touch by their ends alone', () => {
    const other = pen([180, 140], [260, 140], [260, 240])
    expect(piecesOf([L, other], 400).map(({ strokes }) => strokes)).toEqual([[0], [1]])
  })

  it('sees what erasers have left, and nothing beyond the paper', () => {
    const lower = stroke('eraser', [20, 190], [80, 190])
    const wide: Stroke = { ...lower, width: 120 }
    const [left] = piecesOf([ONE, wide], 400)
    // Its radius of 60 and the one unit that erasers reach further, up from 190.
    expect(left!.box).toEqual({ left: 45, top: 35, right: 55, bottom: 129 })
    expect(piecesOf([ONE, { ...wide, width: 600 }], 400)).toEqual([])
    expect(piecesOf([ONE, DOWN], 100)).toHaveLength(1)
    const [cut] = piecesOf([DOWN], 160)
    expect(cut!.box.right).toBe(160)
  })

  it('leaves alone what an eraser did before the stroke', () => {
    const eraser = { ...stroke('eraser', [50, 0], [50, 280]), width: 60 }
    expect(piecesOf([eraser, ONE], 400)).toHaveLength(1)
  })
})

describe('candidatesOf', () => {
  it('offers every run of neighbours that is not too wide for one digit', () => {
    const strokes = [ONE, pen([120, 40], [120, 240]), pen([500, 40], [500, 240])]
    const candidates = candidatesOf(strokes, piecesOf(strokes, 600))
    // Tallest 210, so a digit is at most 336 wide: the last is 380 from the second.
    expect(candidates.map(({ from, to }) => [from, to])).toEqual([
      [0, 1],
      [0, 2],
      [1, 2],
      [2, 3],
    ])
    expect(candidates[1]!.box).toEqual({ left: 45, top: 35, right: 125, bottom: 245 })
  })

  it('gives a network the same image wherever on the line the digit stands', () => {
    const moved = { ...L, points: L.points.map((point) => ({ ...point, x: point.x + 300 })) }
    const alone = candidatesOf([L], piecesOf([L], 700))[0]!
    const strokes = [ONE, moved]
    const onLine = candidatesOf(strokes, piecesOf(strokes, 700)).at(-1)!
    expect(onLine.image).toEqual(alone.image)
    expect(Math.max(...alone.image)).toBe(1)
  })
})
