import { describe, expect, it } from 'vitest'
import { announcementOf } from '../../../src/components/train/announcement'
import type { TrainingPhase, TrainingProgress } from '../../../src/store/training-slice'
import type { Evaluation } from '../../../src/worker/protocol'

const evaluation = (epoch: number, testError: number): Evaluation => ({
  epoch,
  images: epoch * 55_000,
  validationError: null,
  validationLoss: null,
  testError,
  leastEvidence: null,
  testLoss: 0.05,
  confusion: { counts: new Uint32Array(100) },
})

const progressAt = (images: number): TrainingProgress => ({
  epoch: 2,
  epochs: 2,
  images,
  totalImages: 110_000,
  imagesPerSecond: 9000,
  secondsLeft: 3,
  memoryBytes: 16_777_216,
})

const state = (phase: TrainingPhase, images: number, ...evaluations: readonly Evaluation[]) => ({
  phase,
  progress: progressAt(images),
  evaluations,
})

describe('announcementOf', () => {
  const first = evaluation(1, 0.0243)
  const second = evaluation(2, 0.0171)

  it('says nothing of a batch', () => {
    expect(announcementOf(state('running', 128, first), state('running', 256, first))).toBeNull()
  })

  it('tells the result of an epoch once', () => {
    const before = state('running', 110_000, first)
    const after = state('running', 110_000, first, second)
    expect(announcementOf(before, after)).toEqual({ kind: 'epoch', epoch: 2, testError: 0.0171 })
    expect(announcementOf(after, state('running', 110_000, first, second))).toBeNull()
  })

  it('tells starting from going on', () => {
    expect(announcementOf(state('loading', 0), state('running', 128))).toEqual({ kind: 'started' })
    expect(announcementOf(state('paused', 128), state('running', 256))).toEqual({ kind: 'resumed' })
    expect(announcementOf(state('running', 128), state('paused', 128))).toEqual({ kind: 'paused' })
  })

  it('tells a finished run from a stopped one, with the latest result', () => {
    expect(
      announcementOf(state('running', 109_900), state('done', 110_000, first, second)),
    ).toEqual({ kind: 'finished', testError: 0.0171 })
    expect(announcementOf(state('running', 60_000, first), state('done', 60_000, first))).toEqual({
      kind: 'stopped',
      testError: 0.0243,
    })
    expect(announcementOf(state('paused', 300), state('done', 300))).toEqual({
      kind: 'stopped',
      testError: null,
    })
  })

  it('tells a failure', () => {
    expect(announcementOf(state('running', 128), state('failed', 128))).toEqual({ kind: 'failed' })
  })
})
