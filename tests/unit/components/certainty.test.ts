import { describe, expect, it } from 'vitest'
import { answerOf } from '../../../src/components/predict/certainty'

/** `share` for 7, `next` for 2, the rest even. */
function probabilities(share: number, next: number): Float32Array {
  const rest = (1 - share - next) / 8
  return Float32Array.from({ length: 10 }, (_, digit) =>
    digit === 7 ? share : digit === 2 ? next : rest,
  )
}

describe('answerOf', () => {
  it.each([
    ['verySure', 0.995, 0.003],
    ['quiteSure', 0.98, 0.01],
    ['quiteSure', 0.91, 0.05],
    ['notSure', 0.89, 0.05],
    ['notSure', 0.61, 0.3],
    ['guess', 0.5, 0.45],
    ['guess', 0.2, 0.15],
  ] as const)('is %s at %d', (certainty, share, next) => {
    expect(answerOf(probabilities(share, next))).toEqual({ digit: 7, second: 2, certainty })
  })

  it.each([
    ['noDigit', 0.3, 0.1, 0.5],
    ['guess', 0.45, 0.1, 0.4],
    ['notSure', 0.7, 0.05, 0.2],
  ] as const)('is %s at %d where no digit has %d of the rest', (certainty, share, next, none) => {
    const ofDigits = probabilities(share, next).map((value, digit) =>
      digit === 7 || digit === 2 ? value : (1 - share - next - none) / 8,
    )
    expect(answerOf(ofDigits)).toEqual({ digit: 7, second: 2, certainty })
  })

  it('refuses a single probability', () => {
    expect(() => answerOf(Float32Array.of(1))).toThrow('needs 2 probabilities or more, got 1')
  })
})
