import { describe, expect, it } from 'vitest'
import type { ConfusionMatrix } from '../../../src/core/metrics/confusion'
import { confusedPairs, errorsByDigit } from '../../../src/core/metrics/digit-errors'

/** A matrix from `[truth, answer, count]` triples; all else is 0. */
function matrixOf(...cells: readonly (readonly [number, number, number])[]): ConfusionMatrix {
  const counts = new Uint32Array(100)
  for (const [truth, answer, count] of cells) counts[truth * 10 + answer] = count
  return { counts }
}

const MATRIX = matrixOf([4, 4, 970], [4, 9, 12], [9, 4, 3], [9, 9, 997], [7, 2, 3], [7, 7, 147])

describe('errorsByDigit', () => {
  it('counts along the rows, which are the true digits', () => {
    const errors = errorsByDigit(MATRIX)
    expect(errors[4]).toEqual({ digit: 4, images: 982, wrong: 12, error: 12 / 982 })
    expect(errors[9]).toEqual({ digit: 9, images: 1000, wrong: 3, error: 0.003 })
    expect(errors[7]).toEqual({ digit: 7, images: 150, wrong: 3, error: 0.02 })
  })

  it('has no error for a digit without images', () => {
    const errors = errorsByDigit(MATRIX)
    expect(errors).toHaveLength(10)
    expect(errors[0]).toEqual({ digit: 0, images: 0, wrong: 0, error: Number.NaN })
  })
})

describe('confusedPairs', () => {
  it('puts the most frequent first and, among equals, the larger share', () => {
    expect(confusedPairs(MATRIX, 5)).toEqual([
      { truth: 4, answer: 9, count: 12, share: 12 / 982 },
      { truth: 7, answer: 2, count: 3, share: 0.02 },
      { truth: 9, answer: 4, count: 3, share: 0.003 },
    ])
  })

  it('gives no more pairs than asked for', () => {
    expect(confusedPairs(MATRIX, 1).map(({ truth, answer }) => [truth, answer])).toEqual([[4, 9]])
  })

  it('finds none where every image was read right', () => {
    expect(confusedPairs(matrixOf([0, 0, 980], [1, 1, 1135]), 3)).toEqual([])
  })
})
