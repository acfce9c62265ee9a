/**
 * What the trainer reports, as schemas: the page checks every event that arrives, and the types are
 * taken from here, so that both cannot drift apart.
 */

import * as v from 'valibot'
import {
  checkpoint,
  count,
  curvePoint,
  engineName,
  evaluation,
  finite,
  frame,
  runEngine,
} from './run'

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

const failureReason = v.picklist(['diverged', 'data', 'engine', 'worker', 'hung', 'elsewhere'])
export type FailureReason = v.InferOutput<typeof failureReason>

/** Milliseconds until the next word of a run, at the latest. */
export const patience = v.pipe(v.number(), v.minValue(0))

export const trainingEvent = v.variant('kind', [
  v.object({
    kind: v.literal('dataLoaded'),
    images: count,
    totalImages: count,
    bytes: count,
    totalBytes: count,
  }),
  v.object({ kind: v.literal('engineTried'), trial: engineTrial }),
  v.object({ kind: v.literal('engineChosen'), ...runEngine.entries }),
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
  v.object({ kind: v.literal('frameTaken'), frame }),
  v.object({ kind: v.literal('evaluated'), evaluation }),
  /** The run up to there is kept on this device, its film too or not: the browser has said so. */
  v.object({ kind: v.literal('saved'), run: count, images: count, film: v.boolean() }),
  v.object({ kind: v.literal('notSaved'), reason: v.picklist(['full', 'denied']) }),
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
