import { describe, expect, it } from 'vitest'
import { seriesOf } from '../../../src/components/train/curve-series'
import type { CurvePoint, Evaluation } from '../../../src/worker/protocol'

const point = (images: number, loss: number, error: number): CurvePoint => ({
  images,
  loss,
  error,
  learningRate: 0.002,
})
const evaluation = (epoch: number, validationError: number | null): Evaluation => ({
  epoch,
  images: epoch * 1000,
  validationError,
  validationLoss: validationError === null ? null : 0.07,
  testError: 0.012,
  leastEvidence: null,
  testLoss: 0.04,
  confusion: { counts: new Uint32Array(100) },
})

const RUN = {
  curve: [point(100, 2.1, 0.8), point(200, 1.3, 0.4)],
  evaluations: [evaluation(1, 0.015), evaluation(2, null)],
  epochImages: 1000,
  epochs: 2,
}

describe('seriesOf', () => {
  it('draws the loss as it was reported and evaluations at the images they were made at', () => {
    const { training, validation, test } = seriesOf('loss', RUN)
    expect(training).toEqual([
      { x: 100, y: 2.1 },
      { x: 200, y: 1.3 },
    ])
    expect(validation).toEqual([{ x: 1000, y: 0.07 }])
    expect(test).toEqual([
      { x: 1000, y: 0.04 },
      { x: 2000, y: 0.04 },
    ])
  })

  it('smooths the training error over a twentieth of an epoch', () => {
    // 100 images are twice the span of 50: the first sample weighs e^-2 of the second.
    const { training } = seriesOf('error', RUN)
    expect(training[0]!.y).toBeCloseTo(0.8, 12)
    const older = Math.exp(-2)
    expect(training[1]!.y).toBeCloseTo((older * 0.8 + 0.4) / (older + 1), 12)
  })

  it('keeps an error of 0 on the logarithmic axis', () => {
    const perfect = { ...RUN, curve: [point(100, 0.01, 0)] }
    expect(seriesOf('error', perfect).training[0]!.y).toBeGreaterThan(0)
    expect(seriesOf('error', perfect).training[0]!.y).toBeLessThan(1e-4)
  })

  it('leaves no more points than can be told apart', () => {
    const curve = Array.from({ length: 2000 }, (_, i) => point(i + 1, 1 / (i + 1), 0.1))
    const { training } = seriesOf('loss', { ...RUN, curve })
    expect(training.length).toBe(250)
    expect(training.at(-1)!.x).toBe(2000)
  })
})
