/** The parts of a run that travel between threads and are kept, as schemas. */

import * as v from 'valibot'
import type { ConfusionMatrix } from '../../core/metrics/confusion'
import { areSoundReadings, type ImageReadings } from '../../core/metrics/image-readings'
import { isC3Table } from '../../core/network/c3-connections'
import { CLASSES, VARIANTS } from '../../core/network/description'
import type { Weights } from '../../core/network/parameters'
import { MODERN_ACTIVATIONS, usualC3Table } from '../../core/network/variants'
import type { Checkpoint } from '../../core/recipe/checkpoint'
import {
  type Distortion,
  type DistortionSettings,
  STRONGEST_DISTORTIONS,
} from '../../core/recipe/distortion-settings'
import { ENGINE_NAMES } from '../../core/recipe/engine-name'
import type { Frame, FrameMark } from '../../core/recipe/film'
import type { OptimizerState } from '../../core/recipe/optimizer'
import { SCHEDULES } from '../../core/recipe/schedule'
import {
  type BoundedSetting,
  isWithinBounds,
  type TrainingSettings,
} from '../../core/recipe/settings'

export const finite = v.pipe(v.number(), v.finite())
export const count = v.pipe(v.number(), v.integer(), v.minValue(0))
/** Milliseconds since 1970. */
export const time = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(8.64e15))
/** 0..1 */
export const share = v.pipe(v.number(), v.minValue(0), v.maxValue(1))
export const engineName = v.picklist(ENGINE_NAMES)

const c3Table = v.pipe(v.string(), v.check(isC3Table, 'a table of C3 connects every map'))
/** Which network, as the page names it. */
export const networkEntries = {
  variant: v.picklist(VARIANTS),
  activation: v.picklist(MODERN_ACTIVATIONS),
  c3: v.exactOptional(c3Table),
  rubbish: v.exactOptional(v.boolean()),
}

export const weights: v.GenericSchema<Weights> = v.record(v.string(), v.instance(Float32Array))

const optimizerState: v.GenericSchema<OptimizerState> = v.variant('kind', [
  v.object({ kind: v.literal('adam'), first: weights, second: weights }),
  v.object({ kind: v.literal('sgd'), velocity: weights }),
])

const bounded = (setting: BoundedSetting) =>
  v.pipe(
    v.number(),
    v.check(
      (value) => isWithinBounds(setting, value),
      ({ received }) => `${setting} is out of its bounds, got ${received}`,
    ),
  )

const strength = (distortion: Distortion) =>
  v.pipe(v.number(), v.minValue(0), v.maxValue(STRONGEST_DISTORTIONS[distortion]))

const distortions: v.GenericSchema<DistortionSettings> = v.object({
  translation: strength('translation'),
  scaling: strength('scaling'),
  squeezing: strength('squeezing'),
  shear: strength('shear'),
  rotation: strength('rotation'),
  elastic: strength('elastic'),
  thickness: strength('thickness'),
})

const settingsEntries = {
  variant: v.picklist(VARIANTS),
  activation: v.picklist(MODERN_ACTIVATIONS),
  /** Runs kept before tables could be chosen have none. */
  c3: v.optional(c3Table),
  optimizer: v.picklist(['adam', 'sgd']),
  learningRate: bounded('learningRate'),
  momentum: bounded('momentum'),
  weightDecay: bounded('weightDecay'),
  schedule: v.picklist(SCHEDULES),
  batch: bounded('batch'),
  epochs: bounded('epochs'),
  seed: bounded('seed'),
  validationImages: bounded('validationImages'),
  distortions,
}

export const trainingSettings: v.GenericSchema<unknown, TrainingSettings> = v.pipe(
  v.object(settingsEntries),
  v.transform(({ c3, ...rest }) => ({ ...rest, c3: c3 ?? usualC3Table(rest.variant) })),
)

export const checkpoint: v.GenericSchema<unknown, Checkpoint> = v.object({
  settings: trainingSettings,
  step: count,
  weights,
  optimizer: v.nullable(optimizerState),
})

const mark = {
  step: count,
  epoch: count,
  images: count,
  loss: v.nullable(finite),
}
export const frameMark: v.GenericSchema<FrameMark> = v.pipe(v.object(mark), v.readonly())
export const frame: v.GenericSchema<Frame> = v.pipe(v.object({ ...mark, weights }), v.readonly())

const confusion: v.GenericSchema<ConfusionMatrix> = v.object({
  counts: v.pipe(
    v.instance(Uint32Array),
    v.check((counts) => counts.length === CLASSES ** 2, 'a confusion matrix has 100 counts'),
  ),
})

const readings: v.GenericSchema<ImageReadings> = v.pipe(
  v.object({
    images: v.instance(Uint16Array),
    truths: v.instance(Uint8Array),
    answers: v.instance(Uint8Array),
    answerShares: v.instance(Float32Array),
    truthShares: v.instance(Float32Array),
  }),
  v.check((told) => areSoundReadings(told), 'readings are of test images, and not too many'),
)

export const testScore = v.pipe(
  v.object({
    /** Share of the 10,000 test images read wrong, 0..1. */
    testError: share,
    confusion,
    /** Of each true digit and answer the images that tell most. */
    readings,
  }),
  v.readonly(),
)
/** How weights read the test images. */
export type TestScore = v.InferOutput<typeof testScore>

export const evaluation = v.pipe(
  v.object({
    epoch: count,
    /** Training images seen since the run began. */
    images: count,
    /** Share of the validation images read wrong, 0..1; null where none were held out. */
    validationError: v.nullable(share),
    validationLoss: v.nullable(finite),
    /** Share of the 10,000 test images read wrong, 0..1. */
    testError: share,
    testLoss: finite,
    confusion,
    /** Runs that were kept before the page noted these have none. */
    readings: v.optional(readings),
    /** What has less evidence is no digit to these weights, in nats; null without validation. */
    leastEvidence: v.nullable(finite),
  }),
  v.readonly(),
)
/** Scores of the weights after an epoch, on images that trained nothing. */
export type Evaluation = v.InferOutput<typeof evaluation>

export const curvePoint = v.pipe(
  v.object({
    /** Training images seen since the run began. */
    images: count,
    loss: finite,
    /** 0..1 */
    error: share,
    learningRate: finite,
  }),
  v.readonly(),
)
/** Mean training loss and error of the steps since the point before. */
export type CurvePoint = v.InferOutput<typeof curvePoint>

export const runEngine = v.pipe(
  v.object({ name: engineName, device: v.string(), threads: count }),
  v.readonly(),
)
/** What computes a run. The same steps give the same bits on the same engine and threads alone. */
export type RunEngine = v.InferOutput<typeof runEngine>
