import { handDrawn } from '../ink/hand'
import { seenOfDrawing } from '../ink/seen-image'
import type { LabelledImages } from '../mnist/images'
import { MNIST_PIXELS } from '../mnist/images'
import { derivedSeed, type RandomSource, seededRandom } from '../random'
import { digitBreaker } from './broken-digits'
import { scribble } from './scribbles'
import { writtenLetter } from './written-letters'

/** One way to make images that are no digits, and its share in a mixture. */
export interface RubbishSource {
  /** Relative to the other sources' shares; not negative. */
  readonly share: number
  /** An image `[28, 28]` as a network is shown it, 0..255; null where chance left no ink. */
  readonly image: (random: RandomSource) => Uint8Array | null
}

/** What needs no fonts, so that the page can make it: scribbles, written letters, broken digits. */
export function plainRubbish(digits: LabelledImages): readonly RubbishSource[] {
  return [
    { share: 0.2, image: (random) => seenOfDrawing(handDrawn(scribble(random), random)) },
    { share: 0.3, image: (random) => seenOfDrawing(handDrawn(writtenLetter(random), random)) },
    { share: 0.2, image: digitBreaker(digits) },
  ]
}

/** Chance leaves no ink in few images; a source that never makes any must not hang. */
const TRIES = 20

/**
 * Images that are no digits, to train and calibrate the refusal with.
 *
 * Image n depends on the seed and on n alone, so the first images of many are those of few.
 *
 * @returns `[count, 28, 28]`, 0 for paper and 255 for full ink.
 * @throws {RangeError} If no share is positive, or a source makes only bare paper.
 */
export function rubbishImages(
  sources: readonly RubbishSource[],
  count: number,
  seed: number,
): Uint8Array<ArrayBuffer> {
  const pixels = new Uint8Array(count * MNIST_PIXELS)
  for (let place = 0; place < count; place++) {
    const random = seededRandom(derivedSeed(seed, place))
    pixels.set(inked(sourceAt(sources, random()), random), place * MNIST_PIXELS)
  }
  return pixels
}

/** The source at a place, 0..1, where the sources lie end to end by their shares. */
function sourceAt(sources: readonly RubbishSource[], place: number): RubbishSource {
  const total = sources.reduce((sum, { share }) => sum + share, 0)
  let left = place * total
  const found = sources.find(({ share }) => {
    left -= share
    return left < 0
  })
  if (found === undefined) {
    throw new RangeError(`rubbishImages: shares must add up to more than 0, got ${total}`)
  }
  return found
}

function inked({ image }: RubbishSource, random: RandomSource): Uint8Array {
  for (let attempt = 0; attempt < TRIES; attempt++) {
    const made = image(random)
    if (made !== null) return made
  }
  throw new RangeError(`rubbishImages: a source must make ink, got none in ${TRIES} tries`)
}
