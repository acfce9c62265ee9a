import { evidenceOf } from '../../core/metrics/evidence'
import { answerTo } from '../../core/metrics/refusal'
import type { LayerName, Network } from '../../core/network/description'
import { forward, type LayerValues } from '../../core/network/forward'
import type { Weights } from '../../core/network/parameters'
import { networkOf } from '../../core/network/variants'
import type { NetworkChoice, PadReading } from '../../worker/protocol'
import type { Pin } from '../inspect/inspection'
import { largestMagnitude } from '../inspect/signed-colours'

/** What of a pin is kept: the reading as it was, its drawing or its weights alone; the rest is today's. */
export const KEPT = ['both', 'drawing', 'weights'] as const
export type Kept = (typeof KEPT)[number]

/** One of the two that are compared. */
export interface Side {
  /** `[32, 32]`, ink 0..1. */
  readonly image: Float32Array
  /** C1 to output. */
  readonly layers: readonly LayerValues[]
  /** What has less evidence is no digit. */
  readonly leastEvidence: number
}

export interface Comparison {
  readonly pinned: Side
  /** Null while the pad is empty. */
  readonly now: Side | null
}

/** What a pin has of a reading to compute with. */
type Read = Omit<Pin, 'origin'>

/** The smallest difference that is one, relative to the larger of 1 and the values: kernels may differ by it. */
const LEAST_DIFFERENCE = 1e-4

export const describedBy = ({ variant, activation, ...options }: NetworkChoice): Network =>
  networkOf(variant, activation, options)

interface Compared {
  readonly pin: Pin
  readonly kept: Kept
  readonly least: number
  readonly comparison: Comparison
}

const lastOf = new WeakMap<PadReading, Compared>()

/**
 * The pin beside what is on the pad now. All rows of a frame ask for the same, so the last answer
 * is kept as long as the reading.
 *
 * @param reading - Of the pad; null while it is empty.
 * @param least - What has less evidence is no digit to the present weights.
 */
export function comparisonOf(
  pin: Pin,
  kept: Kept,
  reading: PadReading | null,
  least: number,
): Comparison {
  if (reading === null) return { pinned: sideOf(pin), now: null }
  const last = lastOf.get(reading)
  if (last?.pin === pin && last.kept === kept && last.least === least) return last.comparison
  const now = { reading, leastEvidence: least }
  const comparison = { pinned: pinnedSide(pin, kept, now), now: sideOf(now) }
  lastOf.set(reading, { pin, kept, least, comparison })
  return comparison
}

function pinnedSide(pin: Read, kept: Kept, now: Read): Side {
  switch (kept) {
    case 'both':
      return sideOf(pin)
    case 'drawing':
      return readAgain(pin.reading, now)
    case 'weights':
      return readAgain(now.reading, pin)
  }
}

const sideOf = ({ reading, leastEvidence: least }: Read): Side => ({
  image: reading.stages.image.ink,
  layers: reading.layers,
  leastEvidence: least,
})

const lastReadAgain = new WeakMap<Float32Array, { weights: Weights; layers: Side['layers'] }>()

/**
 * One reading's image, computed with the weights of another: here, since what stands side by side is of
 * one moment. A pinned drawing is computed anew only for other weights.
 */
function readAgain({ stages }: PadReading, by: Read): Side {
  const { ink } = stages.image
  const { network, weights } = by.reading
  const last = lastReadAgain.get(ink)
  const layers =
    last?.weights === weights ? last.layers : forward(describedBy(network), weights, ink)
  lastReadAgain.set(ink, { weights, layers })
  return { image: ink, layers, leastEvidence: by.leastEvidence }
}

export const layerOf = (side: Side | null, name: LayerName): LayerValues | undefined =>
  side?.layers.find((layer) => layer.name === name)

/** What a side answers, in one character: the digit, or ? for what is none. */
export function answerMarkOf({ layers, leastEvidence: least }: Side): string {
  const { digit, isRefused } = answerTo(layers.at(-1)!.pre, least)
  return isRefused ? '?' : String(digit)
}

/** The evidence for any digit, and the ten probabilities. */
export const outputOf = ({ layers }: Side) => {
  const { pre, post } = layers.at(-1)!
  return { probabilities: post, evidence: evidenceOf(pre) }
}

/**
 * Now less pinned; null where there are not as many values. Where nothing differs by more than the
 * kernels may, all of it is 0.
 */
export function differenceOf(pinned: Float32Array, now: Float32Array): Float32Array | null {
  if (pinned.length !== now.length) return null
  const difference = now.map((value, index) => value - pinned[index]!)
  const values = Math.max(1, largestMagnitude(pinned), largestMagnitude(now))
  return largestMagnitude(difference) <= LEAST_DIFFERENCE * values ? difference.fill(0) : difference
}
