import { type CurveSample, smoothed, thinned } from '../../core/metrics/curve'
import type { CurvePoint, Evaluation } from '../../worker/protocol'
import type { RunShown } from './run-shown'

/** Points of one line: x in training images, y a loss or a share. */
export type Series = readonly { readonly x: number; readonly y: number }[]

export const SERIES_NAMES = ['training', 'validation', 'test'] as const
export type SeriesName = (typeof SERIES_NAMES)[number]
export type SeriesOfRun = Readonly<Record<SeriesName, Series>>

export type Measure = 'loss' | 'error'

/** More points than this cannot be told apart on a chart of some 500 pixels. */
const MOST_POINTS = 320
/** The error of a batch jumps in steps of one image; a twentieth of an epoch makes a line of it. */
const SMOOTHED_SHARE_OF_EPOCH = 1 / 20
/** What a share of 0 is drawn as on a logarithmic axis: half of one image in 10,000. */
const LEAST_SHARE = 0.5e-4

/** The three lines of one chart. */
export function seriesOf(measure: Measure, run: RunShown): SeriesOfRun {
  return measure === 'loss' ? lossSeries(run) : errorSeries(run)
}

function lossSeries({ curve, evaluations }: RunShown): SeriesOfRun {
  return {
    training: points(
      thinned(
        samplesOf(curve, ({ loss }) => loss),
        MOST_POINTS,
      ),
    ),
    validation: evaluated(evaluations, ({ validationLoss }) => validationLoss),
    test: evaluated(evaluations, ({ testLoss }) => testLoss),
  }
}

function errorSeries({ curve, evaluations, epochImages }: RunShown): SeriesOfRun {
  const span = epochImages * SMOOTHED_SHARE_OF_EPOCH
  const errors = smoothed(
    samplesOf(curve, ({ error }) => error),
    span,
  )
  const drawable = (share: number | null) => (share === null ? null : Math.max(share, LEAST_SHARE))
  return {
    training: points(thinned(errors, MOST_POINTS)).map(({ x, y }) => ({
      x,
      y: Math.max(y, LEAST_SHARE),
    })),
    validation: evaluated(evaluations, ({ validationError }) => drawable(validationError)),
    test: evaluated(evaluations, ({ testError }) => drawable(testError)),
  }
}

const samplesOf = (
  curve: readonly CurvePoint[],
  value: (point: CurvePoint) => number,
): readonly CurveSample[] => curve.map((point) => ({ images: point.images, value: value(point) }))

const points = (samples: readonly CurveSample[]): Series =>
  samples.map(({ images, value }) => ({ x: images, y: value }))

const evaluated = (
  evaluations: readonly Evaluation[],
  value: (evaluation: Evaluation) => number | null,
): Series =>
  evaluations.flatMap((evaluation) => {
    const y = value(evaluation)
    return y === null ? [] : [{ x: evaluation.images, y }]
  })
