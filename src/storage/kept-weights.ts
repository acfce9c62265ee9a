import * as v from 'valibot'
import { assertWeights } from '../core/network/parameters'
import { networkOf } from '../core/network/variants'
import { handResultEntries } from '../worker/protocol/hand'
import { count, networkEntries, time, weights } from '../worker/protocol/run'
import { soundCheckpoint } from './kept-run'
import { modelCardSchema } from './model-card'

/** Of a file's name, in letters; what is longer is cut. */
export const LONGEST_NAME = 255

const network = v.strictObject(networkEntries)

const opened = v.strictObject({
  kind: v.literal('opened'),
  network,
  file: v.pipe(v.string(), v.maxLength(LONGEST_NAME)),
  weights,
})

const hand = v.strictObject({
  kind: v.literal('hand'),
  network,
  ...handResultEntries,
  drawings: v.strictObject({ own: count, heldOut: count }),
  /** With its weights: a newer version of the page may ship others. */
  base: v.variant('kind', [
    v.strictObject({ kind: v.literal('shipped'), card: modelCardSchema, weights }),
    v.strictObject({ kind: v.literal('trained'), checkpoint: soundCheckpoint }),
    opened,
  ]),
})

const source = v.variant('kind', [opened, hand])

/** Weights that come from a file, or have learnt a hand; where they came from goes with them. */
export type KeptSource = v.InferOutput<typeof source>

/** Weights that answer for a network as they lie in the database. */
export const keptWeights = v.pipe(
  v.strictObject({ variant: networkEntries.variant, saved: time, source }),
  v.check(
    ({ variant, source: kept }) => kept.network.variant === variant && isSound(kept),
    "weights are those of the record's network",
  ),
)
export type KeptWeights = v.InferOutput<typeof keptWeights>

/** Whether every array is there, of its size and finite. */
function isSound(kept: KeptSource): boolean {
  const { variant, activation } = kept.network
  try {
    assertWeights(networkOf(variant, activation, kept.network), kept.weights)
    return kept.kind === 'opened' || isSoundBase(kept.base, variant)
  } catch {
    return false
  }
}

type Base = Extract<KeptSource, { kind: 'hand' }>['base']

/** @throws {RangeError} Where weights are not the network's. */
function isSoundBase(base: Base, variant: KeptSource['network']['variant']): boolean {
  switch (base.kind) {
    case 'shipped':
      assertWeights(networkOf(variant), base.weights)
      return base.card.variant === variant
    case 'trained':
      return base.checkpoint.settings.variant === variant
    case 'opened':
      return base.network.variant === variant && isSound(base)
  }
}
