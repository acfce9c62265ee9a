import { transfer } from 'comlink'
import { BRUSH_WIDTHS, type Drawing, isBare } from '../core/ink/drawing'
import { growingRaster } from '../core/ink/growing-raster'
import type { RgbaPixels } from '../core/ink/luminance'
import { drawingFromPenStrokes } from '../core/ink/pen-strokes'
import { rasterize } from '../core/ink/raster'
import { seenOfRaster } from '../core/ink/seen-image'
import { inkStages } from '../core/ink/stages'
import { evidenceOf } from '../core/metrics/evidence'
import { fillBatch } from '../core/mnist/batch'
import { MNIST_PIXELS } from '../core/mnist/images'
import { CLASSES, IMAGE_SIDE } from '../core/network/description'
import { largestIndex, softmax } from '../core/network/softmax'
import { networkOf } from '../core/network/variants'
import type { Engine } from '../engine/engine'
import { createPenNetwork } from './pen-network'
import type { ImageAnswer, ReaderApi, Reading } from './protocol'
import { unpackedDrawing } from './protocol/packed-drawing'

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
  const rasterOf = growingRaster()
  const read = async (drawing: Drawing): Promise<Reading | null> => {
    const started = clock()
    const stages = inkStages(rasterOf(drawing))
    if (stages === null) return null
    const { layers, engine } = await network.layersOf(stages.image.ink)
    const { pre: logits, post: probabilities } = layers.at(-1)!
    const milliseconds = clock() - started
    const digit = largestIndex(probabilities)
    const evidence = evidenceOf(logits)
    if (!Number.isFinite(evidence)) {
      throw new RangeError(`read: needs weights that give finite logits, got ${logits.join(', ')}`)
    }
    const reading = { stages, layers, probabilities, digit, evidence, engine, milliseconds }
    // Of all that is sent only the raster is large, and nobody here needs it any more.
    return transfer(reading, [stages.raster.ink.buffer])
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
    read: (packed) => {
      const drawing = unpackedDrawing(packed)
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
      const indices = Uint32Array.from(
        { length: pixels.length / MNIST_PIXELS },
        (_, index) => index,
      )
      const found: ImageAnswer[] = []
      for (let from = 0; from < indices.length; from += ANSWERS_AT_ONCE) {
        // A drawing that waits comes first.
        await pause(0)
        const count = Math.min(ANSWERS_AT_ONCE, indices.length - from)
        const images = new Float32Array(count * IMAGE_SIDE ** 2)
        fillBatch(pixels, indices, from, count, images)
        const { rubbishLogit } = network.loaded.network
        const logits = await network.logitsOf(images)
        for (let image = 0; image < count; image++) {
          const own = logits.subarray(image * CLASSES, (image + 1) * CLASSES)
          const digit = largestIndex(own)
          const shares = softmax(own, new Float32Array(CLASSES), rubbishLogit)
          found.push({ digit, share: shares[digit]!, evidence: evidenceOf(own) })
        }
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
