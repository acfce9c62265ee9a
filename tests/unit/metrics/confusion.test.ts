import { describe, expect, it } from 'vitest'
import { confusionMatrix, errorRate, totalImages } from '../../../src/core/metrics/confusion'

/** Logits whose largest is at each given digit, on uneven ground so that the others differ. */
function logitsFor(...answers: readonly number[]): Float32Array {
  return Float32Array.from(
    answers.flatMap((answer) =>
      Array.from({ length: 10 }, (_, digit) => (digit === answer ? 3.5 : -digit / 4)),
    ),
  )
}

describe('confusionMatrix', () => {
  it('counts the true digit by row and the answer by column', () => {
    const { counts } = confusionMatrix(logitsFor(4, 9, 9, 4, 0), Uint8Array.of(4, 4, 4, 9, 0))
    expect(counts[4 * 10 + 4]).toBe(1)
    expect(counts[4 * 10 + 9]).toBe(2)
    expect(counts[9 * 10 + 4]).toBe(1)
    expect(counts[0]).toBe(1)
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(5)
  })

  it('takes the first of equal logits', () => {
    const logits = new Float32Array(10)
    logits[3] = 2
    logits[8] = 2
    expect(confusionMatrix(logits, Uint8Array.of(8)).counts[8 * 10 + 3]).toBe(1)
  })

  it('refuses logits that do not fit the labels', () => {
    expect(() => confusionMatrix(new Float32Array(19), Uint8Array.of(1, 2))).toThrow(
      'needs 10 logits a label, got 19 for 2',
    )
  })
})

describe('errorRate', () => {
  it('is the share off the diagonal', () => {
    const matrix = confusionMatrix(
      logitsFor(1, 1, 7, 2, 5, 5, 5, 3),
      Uint8Array.of(1, 1, 1, 2, 5, 3, 5, 3),
    )
    expect(totalImages(matrix)).toBe(8)
    expect(errorRate(matrix)).toBe(2 / 8)
  })

  it('is not a number for no images', () => {
    expect(errorRate(confusionMatrix(new Float32Array(0), new Uint8Array(0)))).toBeNaN()
  })
})
