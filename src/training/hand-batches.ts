import { fillBatch } from '../core/mnist/batch'
import { distortedImages } from '../core/mnist/distortion/distorted-images'
import type { LabelledImages } from '../core/mnist/images'
import { epochOrder } from '../core/mnist/split'
import { IMAGE_SIDE, NOT_A_DIGIT } from '../core/network/description'
import { derivedSeed, seededRandom, shuffle } from '../core/random'
import { type HandSettings, handBatch } from '../core/recipe/hand-settings'

/** Purposes of the numbers drawn here, so that one never moves another's. */
const OWN_ORDER_STREAM = 11
const OWN_DISTORTION_STREAM = 12

const PIXELS = IMAGE_SIDE ** 2

/** What a network is taught beside the learner's drawings, all of it ready. */
export interface HandSources {
  /** The learner's drawings as a network is shown them; labels 0..9 or `NOT_A_DIGIT`. */
  readonly own: LabelledImages
  readonly mnist: LabelledImages
  /** Indices of the MNIST images that may train, ascending. */
  readonly training: Uint32Array
  /** `[n, 28, 28]`, 0..255: what is no digit; may be empty where none are asked for. */
  readonly rubbish: Uint8Array<ArrayBuffer>
}

export interface HandBatch {
  /** `[n, 32, 32]`, ink 0..1; the next batch takes the same memory. */
  readonly images: Float32Array
  readonly labels: Uint8Array
}

/**
 * The images of each step: the learner's drawings in turn, each distorted anew whenever it comes, then
 * MNIST's, then rubbish. A function of the settings and the step alone.
 *
 * @returns What gives the batch of a step, 0 for the first.
 * @throws {RangeError} If the learner has no drawings, or rubbish is wanted and there is none.
 */
export function handBatches(
  settings: HandSettings,
  { own, mnist, training, rubbish }: HandSources,
): (step: number) => HandBatch {
  const { mnistImages, ownImages, rubbishImages, distortions, seed } = settings
  const drawings = own.labels.length
  const rubbishCount = rubbish.length / (own.pixels.length / Math.max(1, drawings))
  if (drawings === 0) throw new RangeError('handBatches: needs drawings, got none')
  if (rubbishImages > 0 && rubbishCount === 0) {
    throw new RangeError(`handBatches: needs rubbish for ${rubbishImages} a step, got none`)
  }
  const images = new Float32Array(handBatch(settings) * PIXELS)
  const labels = new Uint8Array(handBatch(settings))
  const ownOf = distortedImages(distortions, derivedSeed(seed, OWN_DISTORTION_STREAM))
  const mnistOf = distortedImages(distortions, seed)
  const ownOrder = cachedOrder((round) =>
    shuffle(indices(drawings), seededRandom(derivedSeed(seed, OWN_ORDER_STREAM, round))),
  )
  const mnistOrder = cachedOrder((epoch) => epochOrder(training, seed, epoch))
  const rubbishOrder = cachedOrder(() => indices(rubbishCount))

  return (step) => {
    let at = 0
    const write = (
      count: number,
      { pixels, labels: known }: { pixels: Uint8Array; labels: Uint8Array | null },
      order: ReturnType<typeof cachedOrder>,
      of: ReturnType<typeof distortedImages>,
    ) => {
      for (let place = 0; place < count; place++, at++) {
        const { index, round } = order(step * count + place)
        const target = images.subarray(at * PIXELS, (at + 1) * PIXELS)
        fillBatch(pixels, Uint32Array.of(index), 0, 1, target, of(round))
        labels[at] = known === null ? NOT_A_DIGIT : known[index]!
      }
    }
    write(ownImages, own, ownOrder, ownOf)
    write(mnistImages, mnist, mnistOrder, mnistOf)
    write(rubbishImages, { pixels: rubbish, labels: null }, rubbishOrder, mnistOf)
    return { images, labels }
  }
}

const indices = (count: number): Uint32Array => Uint32Array.from({ length: count }, (_, i) => i)

/** The n-th of a sequence of rounds, each of which visits everything once. */
function cachedOrder(orderOf: (round: number) => Uint32Array) {
  let round = 0
  let order = orderOf(0)
  return (place: number): { index: number; round: number } => {
    const wanted = Math.floor(place / order.length)
    if (wanted !== round) {
      order = orderOf(wanted)
      round = wanted
    }
    return { index: order[place % order.length]!, round }
  }
}
