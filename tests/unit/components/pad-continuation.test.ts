import { describe, expect, it } from 'vitest'
import { continuation } from '../../../src/components/draw/pad-painter'
import { strokeRadius } from '../../../src/components/draw/stroke-shape'
import type { Drawing, InkImage, Stroke } from '../../../src/core/ink/drawing'

const point = (x: number, y: number) => ({ x, y, pressure: 0.5 })
const stroke = (...points: Stroke['points']): Stroke => ({ tool: 'pen', width: 18, points })
const drawing = (...strokes: Stroke[]): Drawing => ({ image: null, strokes })

const [a, b, c] = [point(10, 20), point(30, 25), point(50, 40)]
const first = stroke(a, b)

describe('continuation', () => {
  it('goes on within the stroke under the pen', () => {
    const grown = stroke(a, b, c)
    expect(continuation(drawing(first), drawing(grown))).toEqual({ stroke: 0, point: 2 })
  })

  it('paints nothing more when the pen is lifted', () => {
    expect(continuation(drawing(first), drawing(first))).toEqual({ stroke: 1, point: 0 })
  })

  it('goes on with another stroke', () => {
    expect(continuation(drawing(first), drawing(first, stroke(c)))).toEqual({ stroke: 1, point: 0 })
  })

  const image: InkImage = { side: 1, ink: Float32Array.of(0.5) }
  it.each<[string, Drawing, Drawing]>([
    ['undo', drawing(first, stroke(c)), drawing(first)],
    ['another image', drawing(first), { image, strokes: [first] }],
    ['another stroke in its place', drawing(first), drawing(stroke(c, b))],
    ['an earlier stroke changed', drawing(first, stroke(c)), drawing(stroke(a, b, c), stroke(c))],
    ['another tool', drawing(first), drawing({ ...first, tool: 'eraser' })],
  ])('starts anew after %s', (_, shown, next) => {
    expect(continuation(shown, next)).toBeNull()
  })
})

describe('strokeRadius', () => {
  it.each([
    ['no pressure', 'pen', 0, 4.5],
    ['the nominal pressure', 'pen', 0.5, 9],
    ['full pressure', 'pen', 1, 13.5],
    ['a pressure out of range', 'pen', 3, 13.5],
    ['an eraser', 'eraser', 0.5, 10],
  ] as const)('at %s follows the raster', (_, tool, pressure, radius) => {
    expect(strokeRadius({ tool, width: 18, points: [] }, { x: 0, y: 0, pressure })).toBe(radius)
  })
})
