import * as v from 'valibot'
import { MNIST_COUNTS } from '../core/mnist/images'
import { assertWeights, type Weights } from '../core/network/parameters'
import { networkOf } from '../core/network/variants'
import type { Checkpoint } from '../core/recipe/checkpoint'
import {
  checkpoint,
  count,
  curvePoint,
  evaluation,
  frameMark,
  runEngine,
  time,
} from '../worker/protocol/run'

/** More than a run ever has: points of its curve, scores of its epochs, frames of its film. */
const MOST_POINTS = 5000
const MOST_EPOCHS = 1000
export const MOST_FRAMES = 1000

export const soundCheckpoint = v.pipe(
  checkpoint,
  v.check(isSound, 'weights and optimizer state are those of the network'),
)

const entries = {
  /** When it was written. */
  saved: time,
  checkpoint: soundCheckpoint,
  engine: v.nullable(runEngine),
  /** 1 for the first. */
  epoch: count,
  images: count,
  totalImages: count,
  curve: v.pipe(v.array(curvePoint), v.maxLength(MOST_POINTS), v.readonly()),
  evaluations: v.pipe(v.array(evaluation), v.maxLength(MOST_EPOCHS), v.readonly()),
  /** Of its film, what is kept beside it; none where that is not kept, or was not yet known of. */
  frames: v.optional(v.pipe(v.array(frameMark), v.maxLength(MOST_FRAMES), v.readonly()), []),
}

/** A run as it is written into the database, before it has an id and after. */
export const newRun = v.pipe(v.strictObject(entries), v.readonly())
export const keptRun = v.pipe(v.strictObject({ id: count, ...entries }), v.readonly())

/** A run that is to be kept. */
export type NewRun = v.InferOutput<typeof newRun>
/** A run as it was kept at its last good step. */
export type KeptRun = v.InferOutput<typeof keptRun>

/** Whether every array is there, of its size and finite, and the step is one of the run's. */
function isSound({ settings, step, weights, optimizer }: Checkpoint): boolean {
  const { variant, activation, c3, batch, epochs, validationImages } = settings
  const network = networkOf(variant, activation, { c3 })
  const states: readonly Weights[] =
    optimizer === null
      ? []
      : optimizer.kind === 'adam'
        ? [optimizer.first, optimizer.second]
        : [optimizer.velocity]
  const stepsPerEpoch = Math.ceil((MNIST_COUNTS.train.images - validationImages) / batch)
  if (step > stepsPerEpoch * epochs) return false
  if (optimizer !== null && optimizer.kind !== settings.optimizer) return false
  try {
    for (const arrays of [weights, ...states]) assertWeights(network, arrays)
    return true
  } catch {
    return false
  }
}
