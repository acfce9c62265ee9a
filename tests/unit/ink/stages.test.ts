import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { boundingBox } from '../../../src/core/ink/bounding-box'
import { centreOfMass } from '../../../src/core/ink/centre-of-mass'
import { EMPTY_DRAWING, type InkImage, type Stroke } from '../../../src/core/ink/drawing'
import { rasterize } from '../../../src/core/ink/raster'
import { type InkStages, inkStages } from '../../../src/core/ink/stages'

const SIDE = 280

/** Paper with ink in one rectangle, right and bottom exclusive. */
function rectangle(left: number, top: number, right: number, bottom: number, value = 1): InkImage {
  const ink = new Float32Array(SIDE * SIDE)
  for (let y = top; y < bottom; y++) ink.fill(value, y * SIDE + left, y * SIDE + right)
  return { side: SIDE, ink }
}

function stagesOf(raster: InkImage): InkStages {
  const stages = inkStages(raster)
  if (stages === null) throw new Error('expected ink')
  return stages
}

const mass = ({ ink }: InkImage) => ink.reduce((sum, value) => sum + value, 0)
const strongest = ({ ink }: InkImage) => ink.reduce((most, value) => Math.max(most, value), 0)

/** A hooked stroke, lopsided in x and y, about the origin; sides about 60 and 90. */
const hook = (x: number, y: number, scale: number, width: number): Stroke => ({
  tool: 'pen',
  width: width * scale,
  points: Array.from({ length: 40 }, (_, i) => ({
    x: x + scale * (30 * Math.sin(i / 6) + i / 3),
    y: y + scale * (i * 2.2 - 45),
    pressure: 0.5,
  })),
})
const stagesOfHook = (x: number, y: number, scale = 1) =>
  stagesOf(rasterize({ image: null, strokes: [hook(x, y, scale, 18)] }))

describe('boundingBox and centreOfMass', () => {
  it('find a rectangle', () => {
    const raster = rectangle(30, 50, 37, 91)
    expect(boundingBox(raster)).toEqual({ left: 30, top: 50, right: 37, bottom: 91 })
    expect(centreOfMass(raster)).toEqual({ x: 33.5, y: 70.5 })
  })

  it('weigh by ink', () => {
    const image = { side: 2, ink: Float32Array.of(0.25, 0.75, 0, 0) }
    expect(centreOfMass(image)).toEqual({ x: 0.25 * 0.5 + 0.75 * 1.5, y: 0.5 })
  })

  it('know paper', () => {
    expect(boundingBox({ side: 2, ink: new Float32Array(4) })).toBeNull()
    expect(() => centreOfMass({ side: 2, ink: new Float32Array(4) })).toThrow('needs ink')
    const faint = { side: 2, ink: Float32Array.of(0, 0.001, 0, 1 / 255) }
    expect(boundingBox(faint)).toEqual({ left: 1, top: 1, right: 2, bottom: 2 })
  })
})

describe('inkStages', () => {
  it('is null for bare paper', () => {
    expect(inkStages(rasterize(EMPTY_DRAWING))).toBeNull()
  })

  it('fits a tall rectangle by its longer side, the shorter scaled the same', () => {
    // 60 × 200 becomes 6 × 20, columns 7..12; the middle of the ink goes to pixel 14 of 28.
    const { box, boxed, mass: centre, image, shown } = stagesOf(rectangle(100, 40, 160, 240))
    expect(box).toEqual({ left: 100, top: 40, right: 160, bottom: 240 })
    expect(boundingBox(boxed)).toEqual({ left: 7, top: 0, right: 13, bottom: 20 })
    expect(mass(boxed)).toBeCloseTo(120, 4)
    expect(centre.x).toBeCloseTo(10, 5)
    expect(centre.y).toBeCloseTo(10, 5)
    expect(boundingBox(image)).toEqual({ left: 13, top: 6, right: 19, bottom: 26 })
    expect(shown).toEqual({ left: -30, top: -20, right: 290, bottom: 300 })
  })

  it('centres a shorter side that spans no whole pixels, cut equally at both ends', () => {
    // 65 of 200 is 6.5 pixels: 0.25 + 6 + 0.25 from column 6.75 on.
    const { boxed } = stagesOf(rectangle(100, 40, 165, 240))
    const row = [...boxed.ink.subarray(200, 220)].map((ink) => Number(ink.toFixed(4)))
    expect(row).toEqual([0, 0, 0, 0, 0, 0, 0.25, 1, 1, 1, 1, 1, 1, 0.25, 0, 0, 0, 0, 0, 0])
  })

  it('moves the pixel with the centre of mass to pixel 14 of the 28×28 field', () => {
    for (let scale = 0.5; scale < 2; scale += 0.1) {
      const { x, y } = centreOfMass(stagesOfHook(130, 140, scale).image)
      expect([Math.floor(x), Math.floor(y)], `scale ${scale}`).toEqual([16, 16])
    }
  })

  it('holds the move back where ink would leave the field', () => {
    // A heavy right end on a hair line: the mass lies near the right of the box.
    const raster = rectangle(20, 100, 220, 102)
    for (let y = 0; y < 180; y++) raster.ink.fill(1, (y + 11) * SIDE + 217, (y + 11) * SIDE + 220)
    const { boxed, image } = stagesOf(raster)
    expect(mass(image)).toBeCloseTo(mass(boxed), 4)
    const inked = boundingBox(image, 0)!
    expect(inked.left).toBe(2)
    expect(inked.right).toBeLessThanOrEqual(30)
  })

  it('enlarges a tiny drawing to the same box', () => {
    const { boxed } = stagesOf(rectangle(9, 200, 12, 205))
    expect(boundingBox(boxed)).toEqual({ left: 4, top: 0, right: 16, bottom: 20 })
    expect(mass(boxed)).toBeCloseTo(12 * 20, 3)
  })

  it('makes the strongest ink 1, however faint', () => {
    const { image } = stagesOf(rectangle(100, 40, 160, 240, 0.1))
    expect(strongest(image)).toBe(1)
    expect(mass(image)).toBeCloseTo(120, 3)
  })

  const at = fc.integer({ min: 0, max: SIDE - 1 })

  it('keeps a mark of one raster pixel through every stage, anywhere', () => {
    fc.assert(
      fc.property(at, at, fc.double({ min: 1 / 255, max: 1, noNaN: true }), (x, y, value) => {
        const { raster, box, boxed, image } = stagesOf(rectangle(x, y, x + 1, y + 1, value))
        expect(mass(raster)).toBeCloseTo(value, 5)
        expect(box).toEqual({ left: x, top: y, right: x + 1, bottom: y + 1 })
        expect(mass(boxed)).toBeCloseTo(400, 2)
        expect(mass(image)).toBeCloseTo(400, 2)
      }),
    )
  })

  it('keeps each of two one-pixel marks, wherever they lie', () => {
    fc.assert(
      fc.property(at, at, at, at, (x0, y0, x1, y1) => {
        fc.pre(Math.max(Math.abs(x0 - x1), Math.abs(y0 - y1)) >= 30)
        const raster = rectangle(x0, y0, x0 + 1, y0 + 1)
        raster.ink[y1 * SIDE + x1] = 1
        const { image, shown } = stagesOf(raster)
        const pixel = (shown.right - shown.left) / 32
        for (const [x, y] of [
          [x0, y0],
          [x1, y1],
        ] as const) {
          const column = Math.floor((x + 0.5 - shown.left) / pixel)
          const row = Math.floor((y + 0.5 - shown.top) / pixel)
          expect(image.ink[row * 32 + column], `${x}, ${y}`).toBeGreaterThan(0.05)
        }
      }),
    )
  })

  it('keeps a hair stroke across the pad connected', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: Math.PI, noNaN: true }), (angle) => {
        const [dx, dy] = [100 * Math.cos(angle), 100 * Math.sin(angle)]
        const points = [-1, 1].map((end) => ({
          x: 140 + end * dx,
          y: 140 + end * dy,
          pressure: 0,
        }))
        const { boxed } = stagesOf(
          rasterize({ image: null, strokes: [{ tool: 'pen', width: 1, points }] }),
        )
        const steep = Math.abs(dy) >= Math.abs(dx)
        for (let i = 0; i < 20; i++) {
          const line = Array.from(
            { length: 20 },
            (_, j) => boxed.ink[steep ? i * 20 + j : j * 20 + i]!,
          )
          expect(Math.max(...line), `line ${i}`).toBeGreaterThan(0.25)
        }
      }),
    )
  })

  it('does not depend on where on the pad the strokes are', () => {
    const reference = stagesOfHook(130, 140).image.ink
    const shift = fc.integer({ min: -60, max: 60 })
    fc.assert(
      fc.property(shift, shift, (x, y) => {
        const { image } = stagesOfHook(130 + x, 140 + y)
        const worst = image.ink.reduce(
          (most, ink, i) => Math.max(most, Math.abs(ink - reference[i]!)),
          0,
        )
        expect(worst).toBeLessThan(1e-3)
      }),
      { numRuns: 20 },
    )
  })

  it('hardly depends on how large the strokes are', () => {
    const reference = stagesOfHook(140, 140, 2).boxed.ink
    const differences = Array.from({ length: 65 }, (_, step) => {
      const { boxed } = stagesOfHook(140, 140, 0.6 + step / 40)
      return boxed.ink.reduce((sum, ink, i) => sum + Math.abs(ink - reference[i]!), 0) / 400
    }).sort((one, other) => one - other)
    expect(differences[32]).toBeLessThan(0.01)
    // At a few sizes the shorter side spans whole pixels and snaps to them, half a pixel away.
    expect(differences.filter((difference) => difference > 0.02).length).toBeLessThanOrEqual(3)
    expect(differences[64]).toBeLessThan(0.1)
  })

  it('refuses values that do not fit the side', () => {
    expect(() => inkStages({ side: 3, ink: new Float32Array(8) })).toThrow(
      'inkStages: a raster of side 3 needs 9 values, got 8',
    )
  })
})
