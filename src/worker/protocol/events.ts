/**
 * What the trainer reports, as schemas: the page checks every event that arrives, and the types are
 * taken from here, so that both cannot drift apart.
 */

import * as v from 'valibot'
import type { ConfusionMatrix } from '../../core/metrics/confusion'
import { CLASSES, VARIANTS } from '../../core/network/description'
import type { Weights } from '../../core/network/parameters'
import { MODERN_ACTIVATIONS } from '../../core/network/variants'
import {
  type Distortion,
  type DistortionSettings,
  STRONGEST_DISTORTIONS,
} from '../../core/recipe/distortion-settings'
import { ENGINE_NAMES } from '../../core/recipe/engine-name'
import type { OptimizerState } from '../../core/recipe/optimizer'
import { SCHEDULES } from '../../core/recipe/schedule'
import {
  type BoundedSetting,
  isWithinBounds,
  type TrainingSettings,
} from '../../core/recipe/settings'

export const finite = v.pipe(v.number(), v.finite())
export const count = v.pipe(v.number(), v.integer(), v.minValue(0))
/** 0..1 */
export const share = v.pipe(v.number(), v.minValue(0), v.maxValue(1))
const engineName = v.picklist(ENGINE_NAMES)

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

const settings: v.GenericSchema<TrainingSettings> = v.object({
  variant: v.picklist(VARIANTS),
  activation: v.picklist(MODERN_ACTIVATIONS),
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
})

const checkpoint = v.pipe(
  v.object({
    settings,
    /** Steps done since the run began. */
    step: count,
    weights,
    optimizer: v.nullable(optimizerState),
  }),
  v.readonly(),
)
/** Where a run stands between two steps; enough to go on as if it had never stopped. */
export type Checkpoint = v.InferOutput<typeof checkpoint>

const engineTrial = v.pipe(
  v.object({
    name: engineName,
    device: v.string(),
    /** Training speed at the run's batch size; null where it was refused or not measured. */
    imagesPerSecond: v.nullable(finite),
    /** Why it was refused. */
    refused: v.nullable(v.string()),
  }),
  v.readonly(),
)
/** An engine that was tried, and how it did. */
export type EngineTrial = v.InferOutput<typeof engineTrial>

const confusion: v.GenericSchema<ConfusionMatrix> = v.object({
  counts: v.pipe(
    v.instance(Uint32Array),
    v.check((counts) => counts.length === CLASSES ** 2, 'a confusion matrix has 100 counts'),
  ),
})

const evaluation = v.pipe(
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
    /** What has less evidence is no digit to these weights, in nats; null without validation. */
    leastEvidence: v.nullable(finite),
  }),
  v.readonly(),
)
/** Scores of the weights after an epoch, on images that trained nothing. */
export type Evaluation = v.InferOutput<typeof evaluation>

const curvePoint = v.pipe(
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

const failureReason = v.picklist(['diverged', 'data', 'engine', 'worker'])
export type FailureReason = v.InferOutput<typeof failureReason>

export const trainingEvent = v.variant('kind', [
  v.object({
    kind: v.literal('dataLoaded'),
    images: count,
    totalImages: count,
    bytes: count,
    totalBytes: count,
  }),
  v.object({ kind: v.literal('engineTried'), trial: engineTrial }),
  v.object({
    kind: v.literal('engineChosen'),
    name: engineName,
    device: v.string(),
    threads: count,
  }),
  v.object({
    kind: v.literal('stepped'),
    point: curvePoint,
    /** 1 for the first. */
    epoch: count,
    images: count,
    totalImages: count,
    imagesPerSecond: finite,
    secondsLeft: finite,
    memoryBytes: count,
  }),
  v.object({ kind: v.literal('weightsChanged'), checkpoint }),
  v.object({ kind: v.literal('evaluated'), evaluation }),
  v.object({ kind: v.literal('paused') }),
  v.object({ kind: v.literal('resumed') }),
  v.object({ kind: v.literal('finished'), stopped: v.boolean(), checkpoint }),
  v.object({
    kind: v.literal('failed'),
    reason: failureReason,
    /** Of `data`: what was wrong with it, where that is known. */
    detail: v.optional(v.picklist(['missing', 'corrupt', 'offline'])),
    message: v.string(),
    checkpoint: v.nullable(checkpoint),
  }),
])
/** What the trainer reports, in past tense: it happened. */
export type TrainingEvent = Readonly<v.InferOutput<typeof trainingEvent>>
