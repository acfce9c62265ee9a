import { describe, expect, it } from 'vitest'
import {
  areSoundReadings,
  countAsked,
  type ImageReadings,
  MOST_OF_CELL,
  MOST_READINGS,
  mostTelling,
  newReadings,
  readingsAsked,
  takeReading,
} from '../../../src/core/metrics/image-readings'

/** Readings from rows of image, truth, answer, share of the answer and of the truth. */
function readingsFrom(rows: readonly (readonly [number, number, number, number, number])[]) {
  const column = (index: number) => rows.map((row) => row[index]!)
  return {
    images: Uint16Array.from(column(0)),
    truths: Uint8Array.from(column(1)),
    answers: Uint8Array.from(column(2)),
    answerShares: Float32Array.from(column(3)),
    truthShares: Float32Array.from(column(4)),
  }
}

const SOME = readingsFrom([
  [10, 4, 9, 0.5, 0.25],
  [11, 4, 9, 1, 0.125],
  [12, 4, 4, 0.75, 0.75],
  [13, 4, 4, 0.5, 0.5],
  [14, 4, 1, 0.75, 0.125],
  [15, 7, 9, 0.75, 0.0625],
  [16, 4, 9, 1, 0],
])

const imagesOf = (readings: ImageReadings, truth: number | null, answer: number | null) =>
  readingsAsked(readings, { truth, answer }).map(({ image }) => image)

describe('takeReading', () => {
  it('gives the softmax of answer and truth, and the rubbish class its share', () => {
    const readings = newReadings(2)
    const logits = new Float32Array(10)
    logits[3] = Math.log(4)
    logits[5] = Math.log(2)
    takeReading(readings, 0, 700, 5, logits, null)
    takeReading(readings, 1, 701, 3, logits, Math.log(6))
    expect([...readings.images]).toEqual([700, 701])
    expect([...readings.truths]).toEqual([5, 3])
    expect([...readings.answers]).toEqual([3, 3])
    expect(readings.answerShares[0]).toBeCloseTo(4 / 14, 6)
    expect(readings.truthShares[0]).toBeCloseTo(2 / 14, 6)
    expect(readings.answerShares[1]).toBeCloseTo(4 / 20, 6)
    expect(readings.truthShares[1]).toBeCloseTo(4 / 20, 6)
    expect(logits[3]).toBeCloseTo(Math.log(4), 6)
  })
})

describe('readingsAsked', () => {
  it('has the most certain mistake first, of equals that which gave the truth less', () => {
    expect(imagesOf(SOME, 4, 9)).toEqual([16, 11, 10])
    expect(imagesOf(SOME, 4, null)).toEqual([16, 11, 14, 10])
    expect(imagesOf(SOME, null, 9)).toEqual([16, 11, 15, 10])
    expect(imagesOf(SOME, null, null)).toEqual([16, 11, 15, 14, 10])
  })

  it('has what was read right with the least certain first', () => {
    expect(imagesOf(SOME, 4, 4)).toEqual([13, 12])
  })

  it('has nothing of a cell without images', () => {
    expect(imagesOf(SOME, 0, 1)).toEqual([])
  })
})

describe('mostTelling', () => {
  it('keeps the first of every cell, so that the first of any question are among them', () => {
    const rows = Array.from({ length: 1200 }, (_, image) => {
      const share = ((image * 37) % 1200) / 1200
      return [image, image % 3, image % 2, share, share / 2] as const
    })
    const all = readingsFrom(rows)
    const told = mostTelling(all)
    expect(told.images.length).toBe(6 * MOST_OF_CELL)
    const questions = [
      [0, 0],
      [0, 1],
      [2, null],
      [null, 1],
      [null, null],
    ] as const
    for (const [truth, answer] of questions) {
      const first = imagesOf(all, truth, answer).slice(0, MOST_OF_CELL)
      expect(first).toHaveLength(MOST_OF_CELL)
      expect(imagesOf(told, truth, answer).slice(0, MOST_OF_CELL)).toEqual(first)
    }
  })
})

it('counts what is asked, of mistakes alone where a digit is left open', () => {
  const counts = new Uint32Array(100)
  counts[44] = 900
  counts[49] = 7
  counts[41] = 2
  counts[79] = 4
  const count = (truth: number | null, answer: number | null) =>
    countAsked({ counts }, { truth, answer })
  expect(count(4, 4)).toBe(900)
  expect(count(4, 9)).toBe(7)
  expect(count(4, null)).toBe(9)
  expect(count(null, 9)).toBe(11)
  expect(count(null, null)).toBe(13)
})

describe('areSoundReadings', () => {
  it('takes what an evaluation tells, and none', () => {
    expect(areSoundReadings(SOME)).toBe(true)
    expect(areSoundReadings(newReadings(0))).toBe(true)
  })

  it.each([
    ['too many', newReadings(MOST_READINGS + 1)],
    ['an array cut short', { ...SOME, truths: SOME.truths.subarray(1) }],
    ['an image that the test set lacks', readingsFrom([[10_000, 1, 2, 0.5, 0.5]])],
    ['an answer that is no digit', readingsFrom([[1, 1, 10, 0.5, 0.5]])],
    ['a share above one', readingsFrom([[1, 1, 2, 1.5, 0.5]])],
    ['a share that is no number', readingsFrom([[1, 1, 2, 0.5, Number.NaN]])],
  ] as const)('refuses %s', (_, readings) => {
    expect(areSoundReadings(readings)).toBe(false)
  })
})
