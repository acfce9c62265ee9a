import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { areaResample, rowsOf, wholeOf } from '../../../src/core/ink/area-resample'

const grid = (rows: number[][]) => rowsOf(Float32Array.from(rows.flat()), rows[0]!.length)

const expectValues = (actual: Float32Array, rows: number[][]) => {
  expect(actual.length).toBe(rows.flat().length)
  rows.flat().forEach((value, i) => {
    expect(actual[i], `pixel ${i}`).toBeCloseTo(value, 6)
  })
}

describe('areaResample', () => {
  it('averages whole blocks when the sides divide evenly', () => {
    const source = grid([
      [0.1, 0.2, 0.5, 0.6],
      [0.3, 0.4, 0.7, 0.8],
    ])
    expectValues(areaResample(source, wholeOf(source), 2, 1), [[0.25, 0.65]])
  })

  it('splits a straddling pixel by overlap when shrinking', () => {
    // 3 to 2: an output pixel spans 1.5 source pixels, so the weights are 2/3 and 1/3.
    const source = grid([
      [0.9, 0, 0],
      [0, 0.6, 0],
      [0, 0, 0.3],
    ])
    expectValues(areaResample(source, wholeOf(source), 2, 2), [
      [(0.9 * 4 + 0.6) / 9, 0.6 / 9],
      [0.6 / 9, (0.3 * 4 + 0.6) / 9],
    ])
  })

  it('splits a straddling pixel by overlap when enlarging', () => {
    // 2 to 3: an output pixel spans 2/3 of a source pixel; the middle one takes half of each.
    const source = grid([[0.2, 0.8]])
    expectValues(areaResample(source, wholeOf(source), 3, 1), [[0.2, 0.5, 0.8]])
  })

  it('takes what lies beyond the source as 0', () => {
    const source = grid([[0.6], [0.9]])
    const window = { left: -1, top: -0.5, right: 2, bottom: 2.5 }
    expectValues(areaResample(source, window, 3, 3), [
      [0, 0.3, 0],
      [0, 0.75, 0],
      [0, 0.45, 0],
    ])
  })

  it('gives an empty image for a window beside the source', () => {
    const source = grid([[1, 1]])
    expectValues(areaResample(source, { left: 5, top: 0, right: 7, bottom: 2 }, 2, 1), [[0, 0]])
    expectValues(areaResample(source, { left: -9, top: -8, right: -7, bottom: -6 }, 1, 1), [[0]])
  })

  it('conserves ink × area over any window that holds the source', () => {
    const side = fc.integer({ min: 1, max: 9 })
    const beyond = fc.double({ min: 0, max: 4, noNaN: true })
    fc.assert(
      fc.property(side, side, side, side, beyond, beyond, (w, h, width, height, left, top) => {
        const values = Float32Array.from({ length: w * h }, (_, i) => ((i * 37) % 11) / 11)
        const window = { left: -left, top: -top, right: w + top, bottom: h + left }
        const cell = ((w + left + top) / width) * ((h + left + top) / height)
        const sum = (ink: Float32Array) => ink.reduce((total, value) => total + value, 0)
        expect(sum(areaResample(rowsOf(values, w), window, width, height)) * cell).toBeCloseTo(
          sum(values),
          4,
        )
      }),
    )
  })

  it('reads each row once, top to bottom', () => {
    const read: number[] = []
    const source = {
      ...grid([[1], [2], [3], [4]]),
      row: (y: number) => {
        read.push(y)
        return Float32Array.of(y)
      },
    }
    areaResample(source, { left: 0, top: 0.5, right: 1, bottom: 3.5 }, 1, 7)
    expect(read).toEqual([0, 1, 2, 3])
  })

  it.each([0, -1, 2.5, Number.NaN])('refuses a side of %d', (side) => {
    const source = grid([[1]])
    expect(() => areaResample(source, wholeOf(source), side, 1)).toThrow(
      `areaResample: width must be a positive integer, got ${side}`,
    )
    expect(() => areaResample(source, wholeOf(source), 1, side)).toThrow('height')
  })

  it('refuses an empty or endless window', () => {
    const source = grid([[1]])
    const window = { left: 0, top: 0, right: 1, bottom: 0 }
    expect(() => areaResample(source, window, 1, 1)).toThrow(RangeError)
    const endless = { left: 0, top: 0, right: Number.POSITIVE_INFINITY, bottom: 1 }
    expect(() => areaResample(source, endless, 1, 1)).toThrow(RangeError)
  })
})
