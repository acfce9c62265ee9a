import fc from 'fast-check'
import { expect, it, vi } from 'vitest'
import type { Drawing, Stroke, StrokePoint } from '../../../src/core/ink/drawing'
import { growingRaster } from '../../../src/core/ink/growing-raster'
import { rasterize } from '../../../src/core/ink/raster'

const point = fc.record({
  x: fc.double({ min: -20, max: 300, noNaN: true }),
  y: fc.double({ min: -20, max: 300, noNaN: true }),
  pressure: fc.double({ min: 0, max: 1, noNaN: true }),
}) satisfies fc.Arbitrary<StrokePoint>
const stroke: fc.Arbitrary<Stroke> = fc.record({
  tool: fc.constantFrom('pen', 'eraser'),
  width: fc.double({ min: 1, max: 30, noNaN: true }),
  points: fc.array(point, { minLength: 1, maxLength: 6 }),
})

/** The drawing after each point of its strokes, each a copy of its own. */
const growth = ({ image, strokes }: Drawing): readonly Drawing[] =>
  strokes.flatMap((last, index) =>
    last.points.map((_, end) =>
      structuredClone({
        image,
        strokes: [...strokes.slice(0, index), { ...last, points: last.points.slice(0, end + 1) }],
      }),
    ),
  )

/** Bit for bit; `toEqual` takes milliseconds for a raster. */
const isSame = (one: Float32Array, other: Float32Array) =>
  one.length === other.length && one.every((ink, pixel) => Object.is(ink, other[pixel]))

it('has the very ink of the whole drawing, point after point', () => {
  fc.assert(
    fc.property(fc.array(stroke, { minLength: 1, maxLength: 3 }), (strokes) => {
      const grow = growingRaster()
      for (const drawing of growth({ image: null, strokes })) {
        expect(isSame(grow(drawing).ink, rasterize(drawing).ink)).toBe(true)
      }
    }),
    { numRuns: 15 },
  )
})

it('begins anew after a step back, another image, and a drawing that made no sense', () => {
  const line = (...xs: number[]): Stroke => ({
    tool: 'pen',
    width: 18,
    points: xs.map((x) => ({ x, y: 140, pressure: 0.5 })),
  })
  const image = { side: 2, ink: Float32Array.of(0, 1, 0.5, 0) }
  const grow = growingRaster()
  const sense: readonly Drawing[] = [
    { image: null, strokes: [line(20, 60, 90)] },
    { image: null, strokes: [line(20, 60)] },
    { image: null, strokes: [line(20, 80)] },
    { image, strokes: [line(20, 80)] },
    { image: { side: 2, ink: Float32Array.of(1, 0, 0, 0) }, strokes: [line(20, 80)] },
    { image: null, strokes: [line(20, 80), line(40, 50)] },
    { image: null, strokes: [] },
  ]
  for (const drawing of sense) {
    const { ink } = grow(drawing)
    expect(isSame(ink, rasterize(drawing).ink)).toBe(true)
    // It belongs to the caller: the next one must not be spoilt by it.
    ink.fill(0.25)
  }
  const { strokes } = sense[5]!
  grow({ image: null, strokes })
  expect(() => grow({ image: null, strokes: [...strokes, line(10, Number.NaN)] })).toThrow('finite')
  const after = grow({ image: null, strokes }).ink
  expect(isSame(after, rasterize({ image: null, strokes }).ink)).toBe(true)
})

it('lays no more of a drawing that goes on than what is new', () => {
  const strokes: Stroke[] = [
    {
      tool: 'pen',
      width: 18,
      points: Array.from({ length: 50 }, (_, x) => ({ x, y: 9, pressure: 0.5 })),
    },
  ]
  const whole = vi.fn(rasterize)
  const grow = growingRaster((drawing) => whole(drawing))
  for (const drawing of growth({ image: null, strokes })) grow(drawing)
  // Of the first point, and of the first two: their dot is no part of the stroke.
  expect(whole).toHaveBeenCalledTimes(2)
})
