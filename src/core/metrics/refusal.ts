import { CLASSES, NOT_A_DIGIT } from '../network/description'
import { largestIndex } from '../network/softmax'
import { evidenceOf } from './evidence'

/**
 * Share of the validation images that are still taken for digits where nothing better is known of a
 * network: whoever writes less neatly than MNIST's writers must not be refused for it.
 */
export const VALIDATION_ACCEPTED = 0.995

/** What a network answers to one image: a digit, or that it is none. */
export type Answer = { readonly digit: number; readonly isRefused: boolean }

/**
 * The answer to one image's logits. The digit is the best one also where it is refused.
 *
 * @param leastEvidence - Below it the image is no digit; −∞ never refuses.
 */
export function answerTo(logits: Float32Array, leastEvidence: number): Answer {
  return { digit: largestIndex(logits), isRefused: evidenceOf(logits) < leastEvidence }
}

/** Whether an answer is the right one. @param label - A digit, or `NOT_A_DIGIT`. */
export const isAnsweredRight = (label: number, { digit, isRefused }: Answer): boolean =>
  label === NOT_A_DIGIT ? isRefused : !isRefused && digit === label

/** One score an image, of many images' logits `[n, 10]`. */
export function scoresOf(
  logits: Float32Array,
  score: (logits: Float32Array) => number,
): Float64Array {
  return Float64Array.from({ length: logits.length / CLASSES }, (_, image) =>
    score(logits.subarray(image * CLASSES, (image + 1) * CLASSES)),
  )
}

/**
 * The highest threshold that still accepts a share of these images.
 *
 * @param scores - Of images that are digits; higher is more like one.
 * @param accepted - Share wanted, above 0 and at most 1.
 * @throws {RangeError} If there are no scores, or `accepted` is out of its range.
 */
export function acceptingThreshold(scores: Float64Array, accepted: number): number {
  if (scores.length === 0) throw new RangeError('acceptingThreshold: needs scores, got none')
  if (!(accepted > 0 && accepted <= 1)) {
    throw new RangeError(`acceptingThreshold: accepted must be in 0..1, got ${accepted}`)
  }
  const mayBeRefused = Math.floor(scores.length * (1 - accepted) + 1e-9)
  return scores.toSorted()[mayBeRefused]!
}

/** Share of images at or above a threshold, 0..1. */
export function acceptedShare(scores: Float64Array, threshold: number): number {
  return scores.filter((score) => score >= threshold).length / scores.length
}
