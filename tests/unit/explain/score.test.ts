import { expect, it } from 'vitest'
import { certaintyScore, type Score, scoreOf } from '../../../src/core/explain/score'
import { NOT_A_DIGIT } from '../../../src/core/network/description'
import { softmax } from '../../../src/core/network/softmax'

const LOGITS = Float64Array.of(0.5, -1, 2, 0.25, -3, 1, 0, -0.5, 4, 3)

it.each([null, 1.5])(
  'certainty is the log of a probability over the rest (rubbish %s)',
  (rubbish) => {
    const shares = softmax(LOGITS, new Float64Array(10), rubbish)
    for (const digit of [0, 4, 8]) {
      const p = shares[digit]!
      expect(scoreOf(certaintyScore(digit), LOGITS, rubbish)).toBeCloseTo(Math.log(p / (1 - p)), 9)
    }
  },
)

it('tells answers apart that are all 100 % in float64', () => {
  const sure = Float64Array.from(LOGITS, (logit) => 30 * logit)
  const surer = Float64Array.from(LOGITS, (logit) => 40 * logit)
  const [one, other] = [sure, surer].map((logits) => scoreOf(certaintyScore(8), logits, null))
  expect(one).toBeCloseTo(30, 5)
  expect(other).toBeCloseTo(40, 5)
})

it.each<readonly [Score, number]>([
  [{ kind: 'logit', digit: 2 }, 2],
  [{ kind: 'lead', digit: 8, over: 4 }, 7],
  [{ kind: 'evidence' }, Math.log(LOGITS.reduce((sum, logit) => sum + Math.exp(logit), 0))],
])('%o', (score, value) => {
  expect(scoreOf(score, LOGITS, null)).toBeCloseTo(value, 12)
})

it('doubts most where least speaks for a digit', () => {
  const evidence = scoreOf({ kind: 'evidence' }, LOGITS, null)
  expect(scoreOf(certaintyScore(NOT_A_DIGIT), LOGITS, null)).toBe(-evidence)
})
