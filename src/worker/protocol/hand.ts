import * as v from 'valibot'
import type { LabelledImages } from '../../core/mnist/images'
import type { Weights } from '../../core/network/parameters'
import type { NetworkChoice } from '../protocol'
import { trainingEvent } from './events'
import { count, finite, share, weights } from './run'

/** What is to be taught, and to whom. */
export interface HandTask {
  readonly network: NetworkChoice
  readonly weights: Weights
  /** The weights' own; null where what is no digit was never refused. */
  readonly leastEvidence: number | null
  /** Of the run that trained the weights: at its 5,000 validation images, they stay unseen. */
  readonly seed: number
  /** The learner's drawings that teach; labels 0..9 or `NOT_A_DIGIT`. */
  readonly own: LabelledImages
  /** Those that only measure; may be none. */
  readonly heldOut: LabelledImages
}

/** What is reported while a hand is learnt: as of a run, and the steps done. */
export const handEvent = v.variant('kind', [
  trainingEvent,
  v.object({ kind: v.literal('handStepped'), step: count, steps: count }),
])
export type HandEvent = Readonly<v.InferOutput<typeof handEvent>>

const handScore = v.pipe(
  v.object({
    /** Of the drawings that teach, those answered right. */
    ownRight: count,
    /** Of those that only measure. */
    heldOutRight: count,
    /** Share of the 10,000 test images read wrong, 0..1. */
    testError: share,
  }),
  v.readonly(),
)
/** How well weights read the learner and MNIST. A refused digit is not answered right. */
export type HandScore = v.InferOutput<typeof handScore>

/** What came of a learning. */
export const handResultEntries = {
  weights,
  /** What has less evidence is no digit to these weights, in nats. */
  leastEvidence: finite,
  before: handScore,
  after: handScore,
}
export const handResult = v.pipe(v.object(handResultEntries), v.readonly())
export type HandResult = v.InferOutput<typeof handResult>
