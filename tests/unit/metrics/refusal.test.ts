import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { calibrationError } from '../../../src/core/metrics/calibration'
import { evidenceOf, largestProbability } from '../../../src/core/metrics/evidence'
import {
  acceptedShare,
  acceptingThreshold,
  answerTo,
  isAnsweredRight,
  scoresOf,
} from '../../../src/core/metrics/refusal'
import { NOT_A_DIGIT } from '../../../src/core/network/description'
import { modernNetwork } from '../../../src/core/network/variants'

const logitsOf = (...values: number[]) => Float32Array.from(values)
const SEVEN = logitsOf(-3, -2, 0.5, 1, -4, -1, -6, 9, -2, 2)
const NOTHING = logitsOf(-3, -2, -2.5, -1, -4, -2, -6, -1.5, -2, -3)

const NETWORK = modernNetwork()

describe('evidenceOf', () => {
  it('is the log of the summed powers', () => {
    expect(evidenceOf(logitsOf(Math.log(2), Math.log(3), Math.log(5)))).toBeCloseTo(Math.log(10), 6)
  })

  it('bears logits whose powers no float holds', () => {
    expect(evidenceOf(logitsOf(900, 900))).toBeCloseTo(900 + Math.log(2), 6)
    expect(evidenceOf(logitsOf(-900, -901))).toBeCloseTo(-900 + Math.log(1 + Math.exp(-1)), 4)
  })

  it('tells two answers apart that are equally sure', () => {
    const low = SEVEN.map((logit) => logit - 12)
    expect(largestProbability(low)).toBeCloseTo(largestProbability(SEVEN), 6)
    expect(evidenceOf(low)).toBeCloseTo(evidenceOf(SEVEN) - 12, 4)
  })
})

describe('answerTo', () => {
  it('refuses what has too little evidence and still names the nearest digit', () => {
    expect(answerTo(SEVEN, 4)).toEqual({ digit: 7, isRefused: false })
    expect(answerTo(NOTHING, 4)).toEqual({ digit: 3, isRefused: true })
    expect(answerTo(NOTHING, Number.NEGATIVE_INFINITY)).toEqual({ digit: 3, isRefused: false })
  })

  it('scores each image of a batch', () => {
    const both = Float32Array.of(...SEVEN, ...NOTHING)
    expect([...scoresOf(both, evidenceOf)]).toEqual([evidenceOf(SEVEN), evidenceOf(NOTHING)])
  })
})

describe('acceptingThreshold', () => {
  const scores = Float64Array.of(5, 1, 4, 2, 3, 9, 8, 7, 6, 10)

  it('is the highest that accepts the share', () => {
    expect(acceptingThreshold(scores, 0.9)).toBe(2)
    expect(acceptingThreshold(scores, 0.71)).toBe(3)
    expect(acceptingThreshold(scores, 1)).toBe(1)
  })

  it('accepts the share wanted of any scores', () => {
    fc.assert(
      fc.property(
        fc.float64Array({ minLength: 1, maxLength: 60, noNaN: true }),
        fc.double({ min: 0.01, max: 1, noNaN: true }),
        (any, accepted) => {
          const threshold = acceptingThreshold(any, accepted)
          expect(acceptedShare(any, threshold)).toBeGreaterThanOrEqual(accepted - 1e-9)
        },
      ),
    )
  })

  it.each([0, -0.1, 1.1, Number.NaN])('refuses a share of %s', (accepted) => {
    expect(() => acceptingThreshold(scores, accepted)).toThrow(
      `acceptingThreshold: accepted must be in 0..1, got ${accepted}`,
    )
  })

  it('refuses no scores', () => {
    expect(() => acceptingThreshold(new Float64Array(), 0.9)).toThrow('needs scores')
  })
})

describe('isAnsweredRight', () => {
  it.each([
    [7, { digit: 7, isRefused: false }, true],
    [7, { digit: 7, isRefused: true }, false],
    [7, { digit: 1, isRefused: false }, false],
    [NOT_A_DIGIT, { digit: 7, isRefused: true }, true],
    [NOT_A_DIGIT, { digit: 7, isRefused: false }, false],
  ])('of label %d and %j is %s', (label, answer, right) => {
    expect(isAnsweredRight(label, answer)).toBe(right)
  })
})

describe('calibrationError', () => {
  /** Logits whose largest softmax probability is `share`, at digit 0. */
  const sure = (share: number) => [Math.log(share), ...Array(9).fill(Math.log((1 - share) / 9))]

  it('is nothing where three of four are right at 75 %', () => {
    const logits = Float32Array.from([sure(0.75), sure(0.75), sure(0.75), sure(0.75)].flat())
    expect(calibrationError(NETWORK, logits, Uint8Array.of(0, 0, 0, 5))).toBeCloseTo(0, 6)
  })

  it('weighs each bin by its images', () => {
    // Two at 90 %, one of them right: off by 0.4 each. Two at 50 %, both right: off by 0.5 each.
    const logits = Float32Array.from([sure(0.9), sure(0.9), sure(0.5), sure(0.5)].flat())
    expect(calibrationError(NETWORK, logits, Uint8Array.of(0, 3, 0, 0))).toBeCloseTo(0.45, 6)
  })

  it('refuses counts that do not fit', () => {
    expect(() => calibrationError(NETWORK, new Float32Array(20), Uint8Array.of(1))).toThrow(
      'calibrationError: needs 10 logits a label, got 20 for 1',
    )
    expect(() => calibrationError(NETWORK, new Float32Array(), new Uint8Array())).toThrow(
      'calibrationError',
    )
  })
})
