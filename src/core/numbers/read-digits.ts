import type { PixelBox } from '../ink/area-resample'
import type { Stroke } from '../ink/drawing'
import { evidenceOf, largestProbability } from '../metrics/evidence'
import { type Answer, answerTo } from '../metrics/refusal'
import { CLASSES, IMAGE_SIDE } from '../network/description'
import { bestPath } from './best-path'
import { type Candidate, candidatesOf } from './candidates'
import { gapBefore, lineHeight, type Piece } from './pieces'

/** One place of a number: the digit read there, or that it seems to be none. */
export interface NumberDigit extends Answer {
  /** Of its ink, in pad units. */
  readonly box: PixelBox
}

/** Logits `[n, 10]` of images `[n, 32, 32]`. */
export type Classify = (images: Float32Array) => Promise<Float32Array>

/** Nats that a digit's neighbours speak for it: in a number one expects digits, on a bare pad not. */
const NEIGHBOURS_EVIDENCE = 2

/** Nats for joining pieces, by the paper between them in heights of the line. */
const JOINING_COST = 15

/** Nats for parting pieces, by their overlap in heights of the line. */
const PARTING_COST = 20

/**
 * Reads a number: all ways to group its pieces into digits, each group read by itself, and of these
 * the path through the line that is likeliest as a whole. A group that is no digit is unlikely, so it
 * is not chosen where another grouping makes sense of its ink.
 *
 * @param pieces - Of these strokes.
 * @param leastEvidence - What has less is no digit on a pad of its own; −∞ never refuses.
 * @returns From left to right; empty for bare paper.
 * @see LeCun et al. 1998, section V: over-segmentation, recognition, and a best path.
 */
export async function readDigits(
  strokes: readonly Stroke[],
  pieces: readonly Piece[],
  leastEvidence: number,
  classify: Classify,
): Promise<readonly NumberDigit[]> {
  const candidates = candidatesOf(strokes, pieces)
  if (candidates.length === 0) return []
  const images = new Float32Array(candidates.length * IMAGE_SIDE ** 2)
  for (const [place, { image }] of candidates.entries()) images.set(image, place * IMAGE_SIDE ** 2)
  const logits = await classify(images)
  const least = leastEvidence - NEIGHBOURS_EVIDENCE
  const arcs = candidates.map((candidate, place) => {
    const own = logits.subarray(place * CLASSES, (place + 1) * CLASSES)
    const score = digitScore(own, least) - groupingCost(candidate, pieces)
    return { ...candidate, ...answerTo(own, least), score }
  })
  const path = bestPath(pieces.length, arcs) ?? []
  return path.map(({ digit, isRefused, box }) => ({ digit, isRefused, box }))
}

/** A number in characters: its digits, and ? for what is none. */
export const numberText = (digits: readonly Answer[]): string =>
  digits.map(({ digit, isRefused }) => (isRefused ? '?' : digit)).join('')

/** log of the probability that it is a digit, and this one. */
function digitScore(logits: Float32Array, leastEvidence: number): number {
  const above = evidenceOf(logits) - leastEvidence
  // log 1/(1 + e^−above), for any distance: networks that measure distances have evidence in hundreds.
  const isDigit = Math.min(0, above) - Math.log1p(Math.exp(-Math.abs(above)))
  return Math.log(largestProbability(logits)) + isDigit
}

/** What speaks against this group by its place alone, in nats. */
function groupingCost({ from, to }: Candidate, pieces: readonly Piece[]): number {
  const height = lineHeight(pieces)
  let cost = from > 0 ? PARTING_COST * Math.max(0, -gapBefore(pieces, from)) : 0
  for (let piece = from + 1; piece < to; piece++) {
    cost += JOINING_COST * Math.max(0, gapBefore(pieces, piece))
  }
  return cost / height
}
