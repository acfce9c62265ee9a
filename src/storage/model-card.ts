import * as v from 'valibot'
import { VARIANTS } from '../core/network/description'
import { MODERN_ACTIVATIONS } from '../core/network/variants'

/** What is known of a set of shipped weights: data, recipe, seed, error and date. */
export const modelCardSchema = v.strictObject({
  variant: v.picklist(VARIANTS),
  activation: v.picklist(MODERN_ACTIVATIONS),
  parameters: v.pipe(v.number(), v.integer(), v.minValue(1)),
  /** In words: which images trained it, and how they were distorted or that they were not. */
  data: v.pipe(v.string(), v.maxLength(400)),
  /** In words: optimizer, schedule, batch, epochs. */
  recipe: v.pipe(v.string(), v.maxLength(400)),
  seed: v.pipe(v.number(), v.integer()),
  epochs: v.pipe(v.number(), v.integer(), v.minValue(1)),
  /** Shares read wrong, 0..1. */
  validationError: v.nullable(v.pipe(v.number(), v.minValue(0), v.maxValue(1))),
  testError: v.pipe(v.number(), v.minValue(0), v.maxValue(1)),
  /** Whether they were trained with a class for what is no digit. */
  rubbish: v.boolean(),
  /** What has less evidence is answered with "not a digit"; in nats, see `core/metrics/evidence`. */
  leastEvidence: v.pipe(v.number(), v.finite()),
  /** ISO date. */
  trained: v.pipe(v.string(), v.isoDate()),
  engine: v.pipe(v.string(), v.maxLength(200)),
  /** SHA-256 of the weights' file, lower-case hex. */
  sha256: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)),
})
export type ModelCard = v.InferOutput<typeof modelCardSchema>
