import { describe, expect, it } from 'vitest'
import { paintBlankMaps, paintMaps } from '../../../src/components/inspect/paint-maps'
import {
  colourStep,
  largestMagnitude,
  signedColourTable,
} from '../../../src/components/inspect/signed-colours'
import { tileLayout } from '../../../src/components/inspect/tile-layout'

const bytes = (pixel: number) => [...new Uint8Array(Uint32Array.of(pixel).buffer)]

describe('signedColourTable', () => {
  const table = signedColourTable()

  it('runs from opaque blue through near-white to red', () => {
    const [negative, zero, positive] = [0, 256, 512].map((step) => bytes(table[step]!))
    expect(negative![2]).toBeGreaterThan(negative![0]! + 50)
    expect(positive![0]).toBeGreaterThan(positive![2]! + 50)
    expect(Math.min(...zero!)).toBeGreaterThan(235)
    expect([negative![3], zero![3], positive![3]]).toEqual([255, 255, 255])
  })
})

describe('colourStep', () => {
  it.each([
    [-2, 0],
    [-1, 128],
    [0, 256],
    [0.5, 320],
    [2, 512],
    [7, 512],
    [-7, 0],
  ])('of %d on a scale of ±2 is %i', (value, step) => {
    expect(colourStep(value, 2)).toBe(step)
  })

  it('is the middle where a layer is all zero', () => {
    expect(colourStep(0, 0)).toBe(256)
  })
})

it('largestMagnitude looks at both signs', () => {
  expect(largestMagnitude(Float32Array.of(0.5, -3, 2))).toBe(3)
})

describe('paintMaps', () => {
  // Two columns of 2×2 maps with a gap of one pixel: 5×5 pixels.
  const layout = tileLayout({ maps: 4, side: 2 })
  const colours = Uint32Array.from({ length: 513 }, (_, step) => step)

  it('puts each map in its tile and leaves the gaps', () => {
    const pixels = new Uint32Array(25).fill(999)
    const values = Float32Array.from({ length: 16 }, (_, index) => index - 8)
    paintMaps(values, layout, () => 8, colours, pixels)
    const step = (value: number) => 256 + value * 32
    expect([...pixels.subarray(0, 5)]).toEqual([step(-8), step(-7), 999, step(-4), step(-3)])
    expect([...pixels.subarray(10, 15)]).toEqual([999, 999, 999, 999, 999])
    expect([...pixels.subarray(20, 25)]).toEqual([step(2), step(3), 999, step(6), step(7)])
  })

  it('gives each map the scale that is its own', () => {
    const pixels = new Uint32Array(25)
    const values = Float32Array.from({ length: 16 }, (_, index) => index + 1)
    paintMaps(values, layout, (map) => 4 * (map + 1), colours, pixels)
    // The last unit of each map is its largest: 4, 8, 12 and 16.
    expect([6, 9, 21, 24].map((at) => pixels[at])).toEqual([512, 512, 512, 512])
  })

  it('blanks maps and not the gaps', () => {
    const pixels = new Uint32Array(25)
    paintBlankMaps(layout, 7, pixels)
    expect(pixels.filter((pixel) => pixel === 7)).toHaveLength(16)
    expect(pixels[2]).toBe(0)
  })

  it('refuses values and pixels that do not fit', () => {
    const paint = (values: number, pixels: number) => () =>
      paintMaps(new Float32Array(values), layout, () => 1, colours, new Uint32Array(pixels))
    expect(paint(15, 25)).toThrow('needs 16 values, got 15')
    expect(paint(16, 24)).toThrow('needs 25 pixels, got 24')
  })
})
