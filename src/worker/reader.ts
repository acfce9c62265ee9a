import { BRUSH_WIDTHS, type Drawing, isBare } from '../core/ink/drawing'
import type { RgbaPixels } from '../core/ink/luminance'
import { drawingFromPenStrokes } from '../core/ink/pen-strokes'
import { rasterize } from '../core/ink/raster'
import { seenOfRaster } from '../core/ink/seen-image'
import { inkStages } from '../core/ink/stages'
import { evidenceOf } from '../core/metrics/evidence'
import { fillBatch } from '../core/mnist/batch'
import { MNIST_PIXELS } from '../core/mnist/images'
import { IMAGE_SIDE } from '../core/network/description'
import { largestIndex } from '../core/network/softmax'
import { networkOf } from '../core/network/variants'
import type { Engine } from '../engine/engine'
import { createPenNetwork } from './pen-network'
import type { ImageAnswer, ReaderApi, Reading } from './protocol'

export interface ReaderParts {
  /** Decodes an image file. */
  readonly decode: (file: Blob) => Promise<RgbaPixels>
  /** One of the 10,000 MNIST test images: 28×28 bytes, and its digit. */
  readonly testDigit: (index: number) => Promise<{ pixels: Uint8Array; label: number }>
  /** Opens an engine that computes single images fast. */
  readonly openEngine: () => Promise<Engine>
  /** Milliseconds from any origin. */
  readonly clock: () => number
  /** Resolves after so many milliseconds, the calls that waited having been answered. */
  readonly pause: (milliseconds: number) => Promise<void>
}

/** A drawing that waited for the weights comes sooner after them than this. */
const GRACE_MS = 30

/** Whoever draws at once must not wait for the engine to be fetched and compiled. */
const HEAD_START_MS = 1000

/** Images answered before the pen is listened to again: 20 ms of plain code. */
const ANSWERS_AT_ONCE = 16

/** Read before anyone has drawn: code that runs for the first time takes ten times as long. */
const FIRST_DRAWING = drawingFromPenStrokes(
  [
    [0, 0, 8, 0, 4, 14],
    [1, 7, 7, 7],
  ],
  BRUSH_WIDTHS.medium,
)

/** Answers the pen: from plain code at once, from an engine as soon as one is there. */
export function createReader({
  decode,
  testDigit,
  openEngine,
  clock,
  pause,
}: ReaderParts): ReaderApi {
  const network = createPenNetwork(openEngine)
  const read = async (drawing: Drawing): Promise<Reading | null> => {
    const started = clock()
    const stages = inkStages(rasterize(drawing))
    if (stages === null) return null
    const { layers, engine } = await network.layersOf(stages.image.ink)
    const { pre: logits, post: probabilities } = layers.at(-1)!
    const milliseconds = clock() - started
    const digit = largestIndex(probabilities)
    const evidence = evidenceOf(logits)
    if (!Number.isFinite(evidence)) {
      throw new RangeError(`read: needs weights that give finite logits, got ${logits.join(', ')}`)
    }
    return { stages, layers, probabilities, digit, evidence, engine, milliseconds }
  }
  let wasAsked = false
  /** Counts drawings and weights: what explains an earlier one is given up. */
  let arrivals = 0
  const warmUp = async () => {
    await pause(GRACE_MS)
    if (!wasAsked) await read(FIRST_DRAWING)
    await pause(HEAD_START_MS)
    await network.speedUp(inkStages(rasterize(FIRST_DRAWING))!.image.ink)
  }
  return {
    load: (choice, weights) => {
      const isFirst = !network.isLoaded
      arrivals++
      network.load(networkOf(choice.variant, choice.activation, choice), weights)
      if (isFirst) void warmUp()
    },
    read: (drawing) => {
      wasAsked ||= !isBare(drawing)
      arrivals++
      return read(drawing)
    },
    why: async (question) => {
      const arrived = arrivals
      const { explainImage } = await import('./explain-image')
      const isOutdated = () => arrivals !== arrived
      return explainImage(question, { network, clock, pause, isOutdated })
    },
    readNumber: async (line, leastEvidence) => {
      // What only the wide pad needs comes with its first line.
      const { readNumber } = await import('./read-number')
      return readNumber(network, line, leastEvidence, clock)
    },
    openImage: async (file) => {
      const pixels = await decode(file)
      return (await import('./pad-images')).openedImageOf(pixels)
    },
    seen: (drawing) => seenOfRaster(rasterize(drawing)),
    answers: async (pixels) => {
      const image = new Float32Array(IMAGE_SIDE ** 2)
      const found: ImageAnswer[] = []
      for (let index = 0; index < pixels.length / MNIST_PIXELS; index++) {
        // A drawing that waits is read, and its layers sent off, before their memory is used again.
        if (index % ANSWERS_AT_ONCE === 0) await pause(0)
        fillBatch(pixels, Uint32Array.of(index), 0, 1, image)
        const { pre: logits, post } = (await network.layersOf(image)).layers.at(-1)!
        const digit = largestIndex(logits)
        found.push({ digit, share: post[digit]!, evidence: evidenceOf(logits) })
      }
      return found
    },
    testPixels: async (indices) => {
      const found = await Promise.all(indices.map(testDigit))
      const pixels = new Uint8Array(indices.length * MNIST_PIXELS)
      for (const [place, image] of found.entries()) pixels.set(image.pixels, place * MNIST_PIXELS)
      return pixels
    },
    testImage: async (index) => {
      const digit = await testDigit(index)
      return (await import('./pad-images')).testImageOf(digit)
    },
  }
}
