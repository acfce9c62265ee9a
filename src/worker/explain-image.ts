import { changeOfMind } from '../core/explain/change-of-mind'
import { computedPixels, scoreGradient } from '../core/explain/input-gradient'
import { cover, coveringPixels } from '../core/explain/occlusion'
import { CLASSES, IMAGE_SIDE } from '../core/network/description'
import type { PenNetwork } from './pen-network'
import type { WhyAnswer, WhyMaps, WhyQuestion } from './protocol/why'

const PIXELS = IMAGE_SIDE ** 2

/** Milliseconds of work after which whatever waits, the pen first of all, is answered. */
const SLICE_MS = 6
/** Images computed at once: plain code needs a millisecond for each, the kernels' lanes hold four. */
const IMAGES_AT_ONCE = 4

interface ExplainParts {
  readonly network: PenNetwork
  /** Milliseconds from any origin. */
  readonly clock: () => number
  /** Resolves once the calls that waited have been answered. */
  readonly pause: (milliseconds: number) => Promise<void>
  /** Whether a newer drawing or newer weights have come: nobody wants the answer any more. */
  readonly isOutdated: () => boolean
}

class OutdatedError extends Error {}

/** Explains an image by the network that is loaded; null where that was outdated on the way. */
export async function explainImage(
  question: WhyQuestion,
  parts: ExplainParts,
): Promise<WhyAnswer | null> {
  const { network, clock, pause, isOutdated } = parts
  let sliceBegan = Number.NEGATIVE_INFINITY
  const inTurn = async <Result>(work: () => Result | Promise<Result>): Promise<Result> => {
    if (clock() - sliceBegan >= SLICE_MS) {
      await pause(0)
      sliceBegan = clock()
    }
    if (isOutdated()) throw new OutdatedError()
    return work()
  }
  const logitsOf = async (images: Float32Array): Promise<Float32Array> => {
    const count = images.length / PIXELS
    const logits = new Float32Array(count * CLASSES)
    for (let from = 0; from < count; from += IMAGES_AT_ONCE) {
      const block = images.subarray(from * PIXELS, (from + IMAGES_AT_ONCE) * PIXELS)
      logits.set(await inTurn(() => network.logitsOf(block)), from * CLASSES)
    }
    return logits
  }
  try {
    if (question.kind === 'maps') return await mapsOf(question, network, logitsOf, inTurn)
    const found = await changeOfMind({ ...network.loaded, ...question, logitsOf })
    return { kind: 'change', found }
  } catch (error) {
    if (error instanceof OutdatedError) return null
    throw error
  }
}

async function mapsOf(
  { image, patch }: Extract<WhyQuestion, { kind: 'maps' }>,
  pen: PenNetwork,
  logitsOf: (images: Float32Array) => Promise<Float32Array>,
  inTurn: (work: () => void) => Promise<void>,
): Promise<WhyMaps> {
  const { network, weights } = pen.loaded
  const logits = await logitsOf(image)
  const covered = new Float32Array(PIXELS * CLASSES)
  for (let pixel = 0; pixel < PIXELS; pixel++) covered.set(logits, pixel * CLASSES)
  const pixels = coveringPixels(network, image, patch)
  const images = new Float32Array(IMAGES_AT_ONCE * PIXELS)
  for (let from = 0; from < pixels.length; from += IMAGES_AT_ONCE) {
    const block = pixels.slice(from, from + IMAGES_AT_ONCE)
    for (const [index, pixel] of block.entries()) {
      cover(image, pixel, patch, images.subarray(index * PIXELS, (index + 1) * PIXELS))
    }
    const found = await logitsOf(images.subarray(0, block.length * PIXELS))
    for (const [index, pixel] of block.entries()) {
      covered.set(found.subarray(index * CLASSES, (index + 1) * CLASSES), pixel * CLASSES)
    }
  }
  const computed = computedPixels(network, weights, image)
  const gradients = new Float32Array(CLASSES * PIXELS)
  for (let digit = 0; digit < CLASSES; digit++) {
    await inTurn(() =>
      gradients.set(
        scoreGradient(network, weights, computed, { kind: 'logit', digit }),
        digit * PIXELS,
      ),
    )
  }
  return { kind: 'maps', logits, covered, gradients }
}
