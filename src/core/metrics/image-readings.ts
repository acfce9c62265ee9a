import { MNIST_COUNTS } from '../mnist/images'
import { CLASSES } from '../network/description'
import { largestIndex, softmax } from '../network/softmax'
import type { ConfusionMatrix } from './confusion'

/** How images of one set were read: one place of each array belongs to one image. */
export interface ImageReadings {
  /** Indices in the set. */
  readonly images: Uint16Array
  /** True digits. */
  readonly truths: Uint8Array
  /** The digits they were read as. */
  readonly answers: Uint8Array
  /** Probability of the answer, 0..1. */
  readonly answerShares: Float32Array
  /** Probability of the true digit, 0..1. */
  readonly truthShares: Float32Array
}

/** One of them. */
export interface ImageReading {
  readonly image: number
  readonly truth: number
  readonly answer: number
  readonly answerShare: number
  readonly truthShare: number
}

/**
 * Which images are meant: those of one true digit that were read as one digit. Null is any digit,
 * and then only what was read wrong is meant.
 */
export interface ReadingsAsked {
  readonly truth: number | null
  readonly answer: number | null
}

/** Images that are told of for each true digit and answer. */
export const MOST_OF_CELL = 48
/** Readings that are told of at most. */
export const MOST_READINGS = CLASSES ** 2 * MOST_OF_CELL

/** Room for so many readings. */
export function newReadings(count: number): ImageReadings {
  return {
    images: new Uint16Array(count),
    truths: new Uint8Array(count),
    answers: new Uint8Array(count),
    answerShares: new Float32Array(count),
    truthShares: new Float32Array(count),
  }
}

/**
 * Writes down how one image was read.
 *
 * @param logits - `[10]`.
 * @param rubbishLogit - As for {@link softmax}.
 */
export function takeReading(
  readings: ImageReadings,
  place: number,
  image: number,
  truth: number,
  logits: Float32Array,
  rubbishLogit: number | null,
): void {
  const shares = softmax(logits, new Float32Array(CLASSES), rubbishLogit)
  const answer = largestIndex(logits)
  readings.images[place] = image
  readings.truths[place] = truth
  readings.answers[place] = answer
  readings.answerShares[place] = shares[answer]!
  readings.truthShares[place] = shares[truth]!
}

/** The first {@link MOST_OF_CELL} of each true digit and answer, as {@link readingsAsked} has them. */
export function mostTelling(readings: ImageReadings): ImageReadings {
  const told = Array.from({ length: CLASSES ** 2 }, (_, cell) =>
    readingsAsked(readings, { truth: Math.floor(cell / CLASSES), answer: cell % CLASSES }).slice(
      0,
      MOST_OF_CELL,
    ),
  ).flat()
  return {
    images: Uint16Array.from(told, ({ image }) => image),
    truths: Uint8Array.from(told, ({ truth }) => truth),
    answers: Uint8Array.from(told, ({ answer }) => answer),
    answerShares: Float32Array.from(told, ({ answerShare }) => answerShare),
    truthShares: Float32Array.from(told, ({ truthShare }) => truthShare),
  }
}

/**
 * What was asked for. Mistakes come with the most certain first, of equally certain ones that which
 * gave the true digit less; what was read right comes with the least certain first.
 */
export function readingsAsked(
  readings: ImageReadings,
  { truth, answer }: ReadingsAsked,
): readonly ImageReading[] {
  const areRight = truth !== null && truth === answer
  const asked: ImageReading[] = []
  for (const [place, image] of readings.images.entries()) {
    const reading = {
      image,
      truth: readings.truths[place]!,
      answer: readings.answers[place]!,
      answerShare: readings.answerShares[place]!,
      truthShare: readings.truthShares[place]!,
    }
    if (truth !== null && reading.truth !== truth) continue
    if (answer !== null && reading.answer !== answer) continue
    if ((reading.truth === reading.answer) === areRight) asked.push(reading)
  }
  const sign = areRight ? -1 : 1
  return asked.sort(
    (one, other) =>
      sign * (other.answerShare - one.answerShare) ||
      one.truthShare - other.truthShare ||
      one.image - other.image,
  )
}

/** Images that a whole evaluation counted for what is asked. */
export function countAsked({ counts }: ConfusionMatrix, { truth, answer }: ReadingsAsked): number {
  if (truth !== null && answer !== null) return counts[truth * CLASSES + answer]!
  let sum = 0
  for (const [cell, count] of counts.entries()) {
    const [row, column] = [Math.floor(cell / CLASSES), cell % CLASSES]
    const isAsked = row === (truth ?? row) && column === (answer ?? column)
    if (isAsked && row !== column) sum += count
  }
  return sum
}

/** Whether readings of test images are ones that may be told of. */
export function areSoundReadings(readings: ImageReadings): boolean {
  const { images, truths, answers, answerShares, truthShares } = readings
  const isDigit = (digit: number) => digit < CLASSES
  const isShare = (share: number) => share >= 0 && share <= 1
  return (
    images.length <= MOST_READINGS &&
    [truths, answers, answerShares, truthShares].every(({ length }) => length === images.length) &&
    images.every((image) => image < MNIST_COUNTS.test.images) &&
    [truths, answers].every((digits) => digits.every(isDigit)) &&
    [answerShares, truthShares].every((shares) => shares.every(isShare))
  )
}
