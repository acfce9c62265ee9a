import { answerTo, isAnsweredRight } from '../metrics/refusal'
import { CLASSES, IMAGE_SIDE, type Network, NOT_A_DIGIT } from '../network/description'
import type { Floats } from '../network/floats'
import type { Weights } from '../network/parameters'
import { computedPixels, inkGradient } from './input-gradient'
import { type Score, scoreOf, scoreSlopes } from './score'

const PIXELS = IMAGE_SIDE ** 2

/** Most pixels that are changed before the search is given up. */
export const MOST_CHANGES = 64

/** Pixels that the gradient proposes at each step; the best of them is found by computing all. */
const PROPOSALS = 16

/** Pixels whose change makes a network answer otherwise. */
export interface ChangeOfMind {
  /** Pixels of 32×32 that are inked fully, ascending. */
  readonly inked: readonly number[]
  /** Pixels that are erased, ascending. */
  readonly erased: readonly number[]
  /** What the network computes of the changed image; ten logits. */
  readonly logits: Float32Array
}

export interface WantedChange {
  readonly network: Network
  readonly weights: Weights<Floats>
  /** `[32, 32]`, ink 0..1. */
  readonly image: Float32Array
  /** The digit that is to be read, or `NOT_A_DIGIT`. */
  readonly wanted: number
  /** What has less evidence is no digit; −∞ never refuses. */
  readonly leastEvidence: number
  /** The logits `[n, 10]` of images `[n, 32, 32]`, by the network and weights above. */
  readonly logitsOf: (images: Float32Array) => Promise<Float32Array>
}

/** A pixel erased (0) or inked fully (1). */
interface Flip {
  readonly pixel: number
  readonly ink: 0 | 1
}

/**
 * Few pixels that make a network answer as wanted, each erased or inked fully. They are found one by
 * one: the gradient proposes, the network computes each proposal, the best is kept; at the end what has
 * become needless is taken back. What comes out was computed and is answered as wanted, but there may be
 * fewer pixels that do it.
 *
 * @returns null where {@link MOST_CHANGES} do not suffice.
 */
export async function changeOfMind(given: WantedChange): Promise<ChangeOfMind | null> {
  const { image, wanted, leastEvidence, logitsOf } = given
  const neverRefuses = leastEvidence === Number.NEGATIVE_INFINITY
  if (wanted === NOT_A_DIGIT && neverRefuses) return null
  const isAnswered = (logits: Float32Array) =>
    isAnsweredRight(wanted, answerTo(logits, leastEvidence))
  const nearness = (logits: Float32Array) => {
    const slacks = slacksOf(given, logits).map(({ slack }) => slack)
    const lacking = slacks.filter((slack) => slack < 0)
    return lacking.length > 0 ? lacking.reduce((sum, slack) => sum + slack) : Math.min(...slacks)
  }
  const bestOf = async (candidates: readonly (readonly Flip[])[]) => {
    const images = new Float32Array(candidates.length * PIXELS)
    for (const [index, flips] of candidates.entries()) {
      images.set(flipped(image, flips), index * PIXELS)
    }
    const logits = await logitsOf(images)
    const rows = candidates.map((flips, index) => {
      const own = logits.slice(index * CLASSES, (index + 1) * CLASSES)
      return { flips, logits: own, nearness: nearness(own) }
    })
    return rows.reduce((best, row) => (row.nearness > best.nearness ? row : best))
  }
  let present = await bestOf([[]])
  while (!isAnswered(present.logits)) {
    const { flips } = present
    const proposals = proposedFlips(given, present)
    if (flips.length === MOST_CHANGES || proposals.length === 0) return null
    // It may be worse than before: a way round can lead on.
    present = await bestOf(proposals.map((flip) => [...flips, flip]))
  }
  while (present.flips.length > 0) {
    const { flips } = present
    const fewer = await bestOf(flips.map((dropped) => flips.filter((flip) => flip !== dropped)))
    if (!isAnswered(fewer.logits)) break
    present = fewer
  }
  const pixelsOf = (wantedInk: Flip['ink']) =>
    present.flips
      .flatMap(({ pixel, ink }) => (ink === wantedInk ? [pixel] : []))
      .sort((a, b) => a - b)
  return { inked: pixelsOf(1), erased: pixelsOf(0), logits: present.logits }
}

/** The image with some pixels changed. */
function flipped(image: Float32Array, flips: readonly Flip[]): Float32Array {
  const changed = Float32Array.from(image)
  for (const { pixel, ink } of flips) changed[pixel] = ink
  return changed
}

/** What an answer takes: scores that must not be below a limit, and how far above it they are. */
function slacksOf(
  { wanted, leastEvidence }: WantedChange,
  logits: Floats,
): readonly { readonly score: Score; readonly slack: number }[] {
  const withLeast = (score: Score, least: number) => ({
    score,
    slack: scoreOf(score, logits, null) - least,
  })
  if (wanted === NOT_A_DIGIT) return [withLeast({ kind: 'doubt' }, -leastEvidence)]
  const over = strongestOther(logits, wanted)
  return [
    withLeast({ kind: 'lead', digit: wanted, over }, 0),
    withLeast({ kind: 'evidence' }, leastEvidence),
  ]
}

/** The flips that promise most by the gradient of all that is lacking, best first. */
function proposedFlips(
  given: WantedChange,
  present: { readonly flips: readonly Flip[]; readonly logits: Float32Array },
): readonly Flip[] {
  const { network, weights, image } = given
  const changed = flipped(image, present.flips)
  const slopes = slacksOf(given, present.logits)
    .filter(({ slack }) => slack <= 0)
    .map(({ score }) => scoreSlopes(score, present.logits, null))
    .reduce((sum, own) => sum.map((slope, digit) => slope + own[digit]!))
  const gradient = inkGradient(network, weights, computedPixels(network, weights, changed), slopes)
  const taken = new Set(present.flips.map(({ pixel }) => pixel))
  return Array.from(gradient, (slope, pixel) => {
    const ink = slope > 0 ? 1 : 0
    return { pixel, ink, promise: slope * (ink - changed[pixel]!) } as const
  })
    .filter(({ pixel, promise }) => promise > 0 && !taken.has(pixel))
    .sort((a, b) => b.promise - a.promise)
    .slice(0, PROPOSALS)
}

function strongestOther(logits: Floats, digit: number): number {
  let best = digit === 0 ? 1 : 0
  for (let other = 0; other < CLASSES; other++) {
    if (other !== digit && logits[other]! > logits[best]!) best = other
  }
  return best
}
