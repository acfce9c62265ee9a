import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { keptCorrection, type NewCorrection, written } from '../../../src/storage/correction'
import {
  LARGEST_CORRECTION_FILE,
  readCorrectionFile,
  writeCorrectionFile,
} from '../../../src/storage/correction-file'

const DRAWN: NewCorrection = {
  label: 7,
  made: 1_764_000_000_123,
  drawing: {
    image: null,
    strokes: [
      {
        tool: 'pen',
        width: 18,
        points: [
          { x: 10.123456789, y: -3.5, pressure: 0.5 },
          { x: 281.25, y: 200, pressure: 0.9 },
        ],
      },
      { tool: 'eraser', width: 28.8, points: [{ x: 1, y: 2, pressure: 1 }] },
    ],
  },
}
const OPENED: NewCorrection = {
  label: 10,
  made: 0,
  drawing: { image: { side: 2, ink: Float32Array.of(0, 0.25, 0.5, 1) }, strokes: [] },
}

const fileOf = (bytes: Uint8Array<ArrayBuffer>) => new Blob([bytes])
const textFile = (text: string) => new Blob([text])

describe('a file of handwriting', () => {
  it('gives strokes back exactly, and an image within half a byte', async () => {
    const [drawn, opened] = await readCorrectionFile(fileOf(writeCorrectionFile([DRAWN, OPENED])))
    expect(drawn).toEqual(DRAWN)
    expect(opened).toMatchObject({ label: 10, made: 0 })
    const { side, ink } = opened!.drawing.image!
    expect(side).toBe(2)
    for (const [index, value] of [0, 0.25, 0.5, 1].entries()) {
      expect(Math.abs(ink[index]! - value)).toBeLessThan(0.501 / 255)
    }
  })

  it('says which drawing is damaged', async () => {
    const text = new TextDecoder().decode(writeCorrectionFile([OPENED, DRAWN]))
    await expect(
      readCorrectionFile(textFile(text.replace('"label":7', '"label":11'))),
    ).rejects.toMatchObject({ trouble: 'damaged', place: 2 })
  })

  it.each(['', '[]', '{"format":"lenet-lab handwriting","version":2,"corrections":[]}'])(
    'refuses %j as none',
    async (text) => {
      await expect(readCorrectionFile(textFile(text))).rejects.toMatchObject({
        trouble: 'notHandwriting',
      })
    },
  )

  it('is refused by its size before it is read', async () => {
    const huge = {
      size: LARGEST_CORRECTION_FILE + 1,
      text: () => Promise.reject(new Error('was read')),
    }
    await expect(readCorrectionFile(huge)).rejects.toMatchObject({ trouble: 'tooLarge' })
  })
})

describe('a kept correction', () => {
  const record = { ...written(DRAWN), id: 3 }
  const [stroke] = record.strokes
  const withStroke = (change: object) => ({ ...record, strokes: [{ ...stroke, ...change }] })

  it('is read as it was made', () => {
    expect(v.parse(keptCorrection, record)).toEqual({ ...DRAWN, id: 3 })
  })

  it.each([
    ['nothing', null],
    ['no id', written(DRAWN)],
    ['a label past "not a digit"', { ...record, label: 11 }],
    ['half a label', { ...record, label: 1.5 }],
    ['a field that nobody writes', { ...record, extra: 1 }],
    ['no drawing', { ...record, strokes: [] }],
    ['a stroke without points', withStroke({ points: [] })],
    ['a point that is not finite', withStroke({ points: [[Number.NaN, 0, 0.5]] })],
    ['a point far away', withStroke({ points: [[1e9, 0, 0.5]] })],
    ['too much pressure', withStroke({ points: [[0, 0, 2]] })],
    ['a brush wider than the pad', withStroke({ width: 281 })],
    [
      'lines that take seconds to paint',
      withStroke({
        width: 40,
        points: Array.from({ length: 6000 }, (_, at) => [280 * (at % 2), at / 8, 1]),
      }),
    ],
    [
      'lines from end to end of where a pen is followed',
      withStroke({
        points: Array.from({ length: 9 }, (_, at) => (at % 2 ? [5000, 5000, 1] : [0, 0, 1])),
      }),
    ],
    ['a tool that is none', withStroke({ tool: 'knife' })],
    ['an image that is no square', { ...record, image: { side: 3, ink: 'AAAA' } }],
    ['an image that is no base64', { ...record, image: { side: 2, ink: '!!!!' } }],
    [
      'more points than a hand draws',
      { ...record, strokes: Array(3).fill({ ...stroke, points: Array(70_000).fill([1, 1, 1]) }) },
    ],
  ])('with %s is refused', (_, damaged) => {
    expect(v.is(keptCorrection, damaged)).toBe(false)
  })
})
