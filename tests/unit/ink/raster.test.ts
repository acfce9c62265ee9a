import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Drawing, Stroke, StrokePoint } from '../../../src/core/ink/drawing'
import { rasterize, rasterizeRegion } from '../../../src/core/ink/raster'

type Xyp = readonly [x: number, y: number, pressure?: number]

const points = (...list: Xyp[]): StrokePoint[] =>
  list.map(([x, y, pressure = 0.5]) => ({ x, y, pressure }))
const pen = (width: number, ...list: Xyp[]): Stroke => ({
  tool: 'pen',
  width,
  points: points(...list),
})
const eraser = (width: number, ...list: Xyp[]): Stroke => ({
  tool: 'eraser',
  width,
  points: points(...list),
})
const draw = (...strokes: Stroke[]): Drawing => ({ image: null, strokes })
const mass = (ink: Float32Array) => ink.reduce((sum, value) => sum + value, 0)

/** Share of an 8×8 grid in a pixel that lies in the hull of two discs, each step a disc. */
function sampledCoverage(px: number, py: number, a: StrokePoint, b: StrokePoint, width: number) {
  const steps = 100
  let inside = 0
  for (let sample = 0; sample < 64; sample++) {
    const x = px + ((sample % 8) + 0.5) / 8
    const y = py + (Math.floor(sample / 8) + 0.5) / 8
    for (let step = 0; step <= steps; step++) {
      const t = step / steps
      const radius = (width / 2) * (0.5 + a.pressure + t * (b.pressure - a.pressure))
      if (Math.hypot(x - a.x - t * (b.x - a.x), y - a.y - t * (b.y - a.y)) <= radius) {
        inside++
        break
      }
    }
  }
  return inside / 64
}

describe('rasterize', () => {
  it('leaves bare paper for an empty drawing and a stroke without points', () => {
    expect(mass(rasterize(draw()).ink)).toBe(0)
    expect(mass(rasterize(draw(pen(18))).ink)).toBe(0)
    expect(rasterize(draw()).ink.length).toBe(280 * 280)
  })

  it('draws one point as a disc of the brush width', () => {
    const { ink } = rasterize(draw(pen(18, [140, 140])))
    expect(mass(ink) / (Math.PI * 81)).toBeCloseTo(1, 2)
    expect(ink[140 * 280 + 140]).toBe(1)
    expect(ink[140 * 280 + 150]).toBe(0)
  })

  it('draws a segment as a rectangle with two half discs', () => {
    const { ink } = rasterize(draw(pen(18, [60, 100], [160, 175])))
    expect(mass(ink) / (125 * 18 + Math.PI * 81)).toBeCloseTo(1, 2)
  })

  it.each([
    ['no pressure', 0, 0.5],
    ['nominal', 0.5, 1],
    ['full pressure', 1, 1.5],
    ['below the range', -3, 0.5],
    ['above the range', 7, 1.5],
  ])('scales the radius with pressure: %s', (_, pressure, factor) => {
    const { ink } = rasterize(draw(pen(20, [140.5, 140.5, pressure])))
    expect(Math.sqrt(mass(ink) / Math.PI)).toBeCloseTo(10 * factor, 1)
  })

  it('covers what 64 samples a pixel say, for tapered segments at any angle', () => {
    const coordinate = fc.double({ min: 4, max: 28, noNaN: true })
    const pressure = fc.double({ min: 0, max: 1, noNaN: true })
    const point = fc.record({ x: coordinate, y: coordinate, pressure })
    fc.assert(
      fc.property(point, point, fc.double({ min: 4, max: 12, noNaN: true }), (a, b, width) => {
        const { ink } = rasterize(draw({ tool: 'pen', width, points: [a, b] }))
        for (let y = 0; y < 36; y += 4) {
          for (let x = 0; x < 36; x += 4) {
            // Distance to the edge stands for area: at most 0.2 off at a tight rim.
            expect(Math.abs(ink[y * 280 + x]! - sampledCoverage(x, y, a, b, width))).toBeLessThan(
              0.2,
            )
          }
        }
      }),
      { numRuns: 12, seed: 5, endOnFailure: true },
    )
  })

  it('shows no seam where a line is made of many segments', () => {
    const whole = rasterize(draw(pen(18, [40, 50], [220, 200])))
    const pieces = rasterize(
      draw(pen(18, ...Array.from({ length: 31 }, (_, i): Xyp => [40 + i * 6, 50 + i * 5]))),
    )
    const seams = whole.ink.filter((ink, i) => Math.abs(ink - pieces.ink[i]!) > 1e-5)
    expect(seams).toEqual(new Float32Array(0))
  })

  it('draws the part of a stroke that is on the pad, however far the rest', () => {
    const { ink } = rasterize(draw(pen(20, [-1e6, 140], [1e6, 140])))
    expect(mass(ink)).toBeCloseTo(280 * 20, 1)
    expect(mass(rasterize(draw(pen(20, [-500, -500]))).ink)).toBe(0)
  })

  it('keeps a hair line one raster pixel wide', () => {
    const { ink } = rasterize(draw(pen(0.01, [20, 30.5], [220, 30.5])))
    expect(mass(ink)).toBeCloseTo(201, 0)
    expect(ink[30 * 280 + 100]).toBe(1)
  })

  it('scales with the raster', () => {
    const { ink, side } = rasterize(draw(pen(40, [140, 140], [200, 140])), 56)
    expect(side).toBe(56)
    expect(mass(ink) * 25).toBeCloseTo(60 * 40 + Math.PI * 400, -2)
    expect(ink[28 * 56 + 34]).toBe(1)
  })

  it('erases in the order of the strokes', () => {
    const line = pen(20, [40, 140], [240, 140])
    const across = eraser(30, [140, 100], [140, 180])
    const erased = rasterize(draw(line, across)).ink
    expect(erased[140 * 280 + 140]).toBe(0)
    expect(erased[140 * 280 + 60]).toBe(1)
    expect(rasterize(draw(across, line)).ink[140 * 280 + 140]).toBe(1)
    expect(rasterize(draw(line, across, line)).ink).toEqual(rasterize(draw(line)).ink)
  })

  it('leaves no ghost where an eraser follows the stroke itself', () => {
    const path: Xyp[] = [
      [40.3, 60.7],
      [120.1, 200.9],
      [222.2, 90.4, 0.9],
    ]
    expect(mass(rasterize(draw(pen(18, ...path), eraser(18, ...path))).ink)).toBe(0)
  })

  it('lays strokes over the image, which it resamples by area', () => {
    const image = { side: 2, ink: Float32Array.of(0.2, 0.4, 0.6, 0.8) }
    const { ink } = rasterize({ image, strokes: [pen(10, [70, 70])] }, 280)
    expect(ink[0]).toBeCloseTo(0.2, 6)
    expect(ink[279]).toBeCloseTo(0.4, 6)
    expect(ink[279 * 280]).toBeCloseTo(0.6, 6)
    expect(ink[70 * 280 + 70]).toBe(1)
    expect(rasterize({ image, strokes: [] }, 1).ink[0]).toBeCloseTo(0.5, 6)
    expect([...image.ink].map((value) => Math.fround(value))).toEqual(
      [0.2, 0.4, 0.6, 0.8].map(Math.fround),
    )
  })

  it('does not change an image of its own side', () => {
    const image = { side: 280, ink: new Float32Array(280 * 280) }
    rasterize({ image, strokes: [pen(10, [70, 70])] })
    expect(mass(image.ink)).toBe(0)
  })

  it.each([
    ['x', [Number.NaN, 1, 0.5]],
    ['y', [1, Number.POSITIVE_INFINITY, 0.5]],
    ['pressure', [1, 1, Number.NaN]],
  ] satisfies [string, Xyp][])('refuses a non-finite %s', (_, bad) => {
    expect(() => rasterize(draw(pen(18, [5, 5], bad)))).toThrow(
      /^rasterize: strokes\[0\]\.points\[1\] must be finite, got/,
    )
  })

  it.each([0, -2, Number.NaN, Number.POSITIVE_INFINITY])('refuses a width of %d', (width) => {
    expect(() => rasterize(draw(pen(width, [5, 5])))).toThrow('strokes[0].width must be positive')
  })

  it('refuses a raster or image that is none', () => {
    expect(() => rasterize(draw(), 0)).toThrow(RangeError)
    expect(() => rasterize(draw(), 1.5)).toThrow('side must be a positive integer, got 1.5')
    const short = { side: 3, ink: new Float32Array(8) }
    expect(() => rasterize({ image: short, strokes: [] })).toThrow('needs 9 values, got 8')
    const wild = { side: 1, ink: Float32Array.of(1.5) }
    expect(() => rasterize({ image: wild, strokes: [] })).toThrow('must be in 0..1, got 1.5')
  })
})

describe('rasterizeRegion', () => {
  it('is the part of the pad that it is asked for, strokes and erasers alike', () => {
    const strokes = [
      pen(18, [20, 30], [150, 90, 0.8], [60, 200]),
      eraser(28, [100, 20], [110, 240]),
      pen(10, [200, 150]),
    ]
    const whole = rasterize(draw(...strokes)).ink
    const { width, height, values } = rasterizeRegion(strokes, {
      left: 37,
      top: 21,
      right: 210,
      bottom: 160,
    })
    expect([width, height]).toEqual([173, 139])
    values.forEach((ink, place) => {
      const [x, y] = [place % 173, Math.floor(place / 173)]
      expect(ink, `${x}, ${y}`).toBeCloseTo(whole[(y + 21) * 280 + x + 37]!, 5)
    })
    expect(mass(values)).toBeGreaterThan(1000)
  })

  it('refuses a point that is not finite', () => {
    const box = { left: 0, top: 0, right: 10, bottom: 10 }
    expect(() => rasterizeRegion([pen(18, [Number.NaN, 3])], box)).toThrow(
      'strokes[0].points[0] must be finite, got NaN',
    )
  })
})
