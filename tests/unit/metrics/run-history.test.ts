import { expect, it } from 'vitest'
import { withEpoch } from '../../../src/core/metrics/run-history'

it('keeps how single images were read for the newest epoch alone', () => {
  let evaluations: readonly { epoch: number; error: number; readings?: unknown }[] = []
  for (const epoch of [1, 2, 3]) {
    evaluations = withEpoch(evaluations, { epoch, error: 1 / epoch, readings: [epoch] })
  }
  expect(evaluations.map(({ readings }) => readings)).toEqual([undefined, undefined, [3]])
  expect(evaluations.map(({ error }) => error)).toEqual([1, 1 / 2, 1 / 3])
})

it('takes an epoch anew that was evaluated again, and forgets what came after it', () => {
  const before = [1, 2, 3].map((epoch) => ({ epoch, error: 0.5 }))
  expect(withEpoch(before, { epoch: 2, error: 0.25 })).toEqual([
    { epoch: 1, error: 0.5 },
    { epoch: 2, error: 0.25 },
  ])
})
