import { evidenceOf, largestProbability } from '../metrics/evidence'
import type { Network } from '../network/description'
import { largestIndex } from '../network/softmax'
import { unitsAt, type WideLayerValues } from '../network/sweep'
import { bestPath } from './best-path'

/** What a sweep says at one place. */
export interface SweepPlace {
  readonly digit: number
  readonly probability: number
  /** Too little speaks for any digit here. */
  readonly isSilent: boolean
  /** Whether the path through the places reads a digit here. */
  readonly isRead: boolean
}

/** Places that a digit takes, 16 pixels: narrower than most digits with the paper around them. */
const DIGIT_PLACES = 4

/**
 * What a swept network says from place to place, and the path through it: every place is passed in
 * silence, or a digit takes four of them and is worth its evidence above the least and its certainty.
 *
 * @param output - The logits of a sweep.
 * @param leastEvidence - What has less is no digit; −∞ keeps no place silent.
 */
export function readSweep(
  { rubbishLogit }: Network,
  output: WideLayerValues,
  leastEvidence: number,
): readonly SweepPlace[] {
  const said = Array.from({ length: output.width }, (_, place) => {
    const logits = unitsAt(output, place)
    return {
      digit: largestIndex(logits),
      probability: largestProbability(logits),
      evidence: evidenceOf(logits),
    }
  })
  const least = Number.isFinite(leastEvidence) ? leastEvidence : (rubbishLogit ?? 0)
  // A digit at the last place reaches beyond the image.
  const end = said.length + DIGIT_PLACES - 1
  const silence = Array.from({ length: end }, (_, from) => ({ from, to: from + 1, score: 0 }))
  const digits = said.map(({ probability, evidence }, from) => ({
    from,
    to: from + DIGIT_PLACES,
    score: evidence - least + Math.log(probability),
  }))
  const path = bestPath(end, [...silence, ...digits]) ?? []
  const read = new Set(path.filter(({ from, to }) => to - from > 1).map(({ from }) => from))
  return said.map(({ digit, probability, evidence }, place) => ({
    digit,
    probability,
    isSilent: evidence < leastEvidence,
    isRead: read.has(place),
  }))
}

/** The number that a sweep reads by itself. */
export const sweepText = (places: readonly SweepPlace[]): string =>
  places.flatMap(({ digit, isRead }) => (isRead ? [digit] : [])).join('')
