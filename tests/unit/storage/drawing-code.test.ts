import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { BRUSH_WIDTHS, type Stroke } from '../../../src/core/ink/drawing'
import { drawingFromPenStrokes } from '../../../src/core/ink/pen-strokes'
import { simplified } from '../../../src/core/ink/simplified'
import {
  MOST_CODE_CHARACTERS,
  strokesFromCode,
  strokesToCode,
} from '../../../src/storage/drawing-code'
import '../seeded-properties'

const coordinate = fc.double({ min: -60, max: 340, noNaN: true })
const strokes: fc.Arbitrary<Stroke[]> = fc.array(
  fc.record({
    tool: fc.constantFrom('pen', 'eraser'),
    width: fc.constantFrom(10, 18, 26, 16, 28.8, 41.6),
    points: fc.oneof(
      fc.array(fc.record({ x: coordinate, y: coordinate, pressure: fc.constant(0.5) }), {
        minLength: 1,
        maxLength: 30,
      }),
      fc.array(
        fc.record({
          x: coordinate,
          y: coordinate,
          pressure: fc.double({ min: 0, max: 1, noNaN: true }),
        }),
        { minLength: 1, maxLength: 30 },
      ),
    ),
  }),
  { minLength: 1, maxLength: 5 },
)

/** How far a point lies from the nearest of a line's pieces. */
function distanceToLine({ x, y }: { x: number; y: number }, points: Stroke['points']): number {
  const pieces =
    points.length === 1
      ? [[points[0]!, points[0]!] as const]
      : points.slice(1).map((to, index) => [points[index]!, to] as const)
  return Math.min(
    ...pieces.map(([from, to]) => {
      const [dx, dy] = [to.x - from.x, to.y - from.y]
      const length = dx * dx + dy * dy
      const along = length === 0 ? 0 : ((x - from.x) * dx + (y - from.y) * dy) / length
      const share = Math.max(0, Math.min(1, along))
      return Math.hypot(x - from.x - share * dx, y - from.y - share * dy)
    }),
  )
}

describe('a drawing in an address', () => {
  it('comes back with its tools and widths, no point further off than half a unit or so', () => {
    fc.assert(
      fc.property(strokes, (drawn) => {
        const code = strokesToCode(drawn)
        expect(code).toMatch(/^1[\w-]+$/)
        const back = strokesFromCode(code!)!
        expect(back.map(({ tool, width }) => [tool, width])).toEqual(
          drawn.map(({ tool, width }) => [tool, width]),
        )
        for (const [index, { points }] of drawn.entries()) {
          for (const point of points) {
            // A quarter's rounding on either axis, and what leaving points out may cost.
            expect(distanceToLine(point, back[index]!.points)).toBeLessThan(0.4 + 0.2)
          }
          const first = points[0]!.pressure
          expect(back[index]!.points[0]!.pressure).toBeCloseTo(first, 2)
        }
      }),
      { numRuns: 200 },
    )
  })

  it('is the same address when it is sent on', () => {
    fc.assert(
      fc.property(strokes, (drawn) => {
        const once = strokesFromCode(strokesToCode(drawn)!)!
        const twice = strokesFromCode(strokesToCode(once)!)!
        expect(strokesFromCode(strokesToCode(twice)!)).toEqual(twice)
      }),
      { numRuns: 50 },
    )
  })

  it('is short for a digit', () => {
    const corners = [[0, 0, 60, 0, 25, 90]]
    const { strokes: seven } = drawingFromPenStrokes(corners, BRUSH_WIDTHS.medium)
    expect(strokesToCode(seven)!.length).toBeLessThan(24)
  })

  it('is refused where it is too long for an address', () => {
    const points = Array.from({ length: 3000 }, (_, index) => ({
      x: (index * 97) % 280,
      y: (index * 61) % 280,
      pressure: 0.5,
    }))
    expect(strokesToCode([{ tool: 'pen', width: 18, points }])).toBeNull()
  })

  it('is never more than a drawing, whatever an address says', () => {
    const letters = fc.string({ unit: fc.constantFrom(...'abcABC019-_', 'é', '=') })
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          letters.map((text) => `1${text}`),
        ),
        (text) => {
          for (const stroke of strokesFromCode(text) ?? []) {
            expect(stroke.width).toBeGreaterThan(0)
            expect(stroke.width).toBeLessThanOrEqual(100)
            expect(stroke.points.length).toBeGreaterThan(0)
            for (const { x, y, pressure } of stroke.points) {
              expect(Math.max(Math.abs(x), Math.abs(y))).toBeLessThanOrEqual(560)
              expect(pressure >= 0 && pressure <= 1).toBe(true)
            }
          }
        },
      ),
      { numRuns: 2000 },
    )
  })

  it.each([
    ['nothing', ''],
    ['no strokes', '1'],
    ['another version', '2BFo'],
    ['letters of plain base64', '1BFo+/A=='],
    ['a length that is not there', '1_____w'],
    ['more points than bytes', '1kE5aAAAA'],
    ['too many letters', `1${'A'.repeat(MOST_CODE_CHARACTERS)}`],
  ])('is none: %s', (_, code) => {
    expect(strokesFromCode(code)).toBeNull()
  })
})

describe('simplified', () => {
  it('leaves out what lies on a line, and keeps ends and corners', () => {
    const at = (x: number, y: number, pressure = 0.5) => ({ x, y, pressure })
    const line = [at(0, 0), at(1, 0.1), at(2, 0), at(4, 0), at(4, 1), at(4, 3)]
    expect(simplified(line, 0.4)).toEqual([at(0, 0), at(4, 0), at(4, 3)])
    expect(simplified([at(5, 5)], 0.4)).toEqual([at(5, 5)])
    expect(simplified([], 0.4)).toEqual([])
  })

  it('keeps a point whose pressure its neighbours do not tell', () => {
    const at = (x: number, pressure: number) => ({ x, y: 0, pressure })
    const line = [at(0, 0.2), at(1, 0.3), at(2, 0.9), at(3, 0.2)]
    expect(simplified(line, 0.4)).toContainEqual(at(2, 0.9))
  })
})
