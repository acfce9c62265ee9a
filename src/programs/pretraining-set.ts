import { handDrawn } from '../core/ink/hand'
import { seenOfDrawing } from '../core/ink/seen-image'
import { digitStrokes } from '../core/mnist/digit-strokes'
import { type LabelledImages, MNIST_COUNTS, MNIST_PIXELS } from '../core/mnist/images'
import type { TrainingSplit } from '../core/mnist/split'
import { withHabit } from '../core/mnist/writing-habits'
import { NOT_A_DIGIT } from '../core/network/description'
import { derivedSeed, seededRandom, shuffle } from '../core/random'
import { rubbishImages } from '../core/rubbish/rubbish-images'
import { everyRubbish } from './font-rubbish'
import type { Recipe } from './recipes'

/** Purposes of the numbers drawn here. */
const CHOICE_STREAM = 11
const HAND_STREAM = 12
const RUBBISH_STREAM = 13

/** Images to train on, MNIST's first, and which of them train. */
export interface PretrainingSet {
  readonly images: LabelledImages
  readonly split: TrainingSplit
}

/**
 * MNIST's training images, and after them what a recipe adds: digits redrawn with the page's brush and
 * images of no digit, both made from the images that train alone, so that the validation images stay unseen.
 */
export function pretrainingSet(
  train: LabelledImages,
  split: TrainingSplit,
  recipe: Recipe,
): PretrainingSet {
  const { redrawnImages: redrawn, rubbishImages: rubbish, settings } = recipe
  const drawn = redrawnDigits(train, split.training, recipe)
  const sources = rubbish > 0 ? everyRubbish(only(train, split.training)) : []
  const refused = {
    pixels: rubbishImages(sources, rubbish, derivedSeed(settings.seed, RUBBISH_STREAM)),
    labels: new Uint8Array(rubbish).fill(NOT_A_DIGIT),
  }
  const images = joined([train, drawn, refused])
  const added = Uint32Array.from(
    { length: redrawn + rubbish },
    (_, place) => MNIST_COUNTS.train.images + place,
  )
  return { images, split: { ...split, training: Uint32Array.of(...split.training, ...added) } }
}

/** Training digits, some with a habit, as strokes that a hand draws with the page's brush. */
function redrawnDigits(
  train: LabelledImages,
  training: Uint32Array,
  { redrawnImages, habitShare, settings: { seed } }: Recipe,
): LabelledImages {
  const candidates = shuffle(training.slice(), seededRandom(derivedSeed(seed, CHOICE_STREAM)))
  const { pixels, labels } = only(train, candidates.subarray(0, redrawnImages))
  for (const [place, label] of labels.entries()) {
    const random = seededRandom(derivedSeed(seed, HAND_STREAM, place))
    const own = pixels.subarray(place * MNIST_PIXELS, (place + 1) * MNIST_PIXELS)
    const digit = random() < habitShare ? withHabit(own, label, random) : own
    own.set(seenOfDrawing(handDrawn(digitStrokes(digit), random)) ?? own)
  }
  return { pixels, labels }
}

/** Copies of some images. */
function only({ pixels, labels }: LabelledImages, indices: Uint32Array): LabelledImages {
  const chosen = new Uint8Array(indices.length * MNIST_PIXELS)
  for (const [place, index] of indices.entries()) {
    const image = pixels.subarray(index * MNIST_PIXELS, (index + 1) * MNIST_PIXELS)
    chosen.set(image, place * MNIST_PIXELS)
  }
  return { pixels: chosen, labels: Uint8Array.from(indices, (index) => labels[index]!) }
}

function joined(sets: readonly LabelledImages[]): LabelledImages {
  return {
    pixels: concatenated(sets.map(({ pixels }) => pixels)),
    labels: concatenated(sets.map(({ labels }) => labels)),
  }
}

function concatenated(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}
