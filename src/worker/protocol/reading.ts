import * as v from 'valibot'
import type { InkImage } from '../../core/ink/drawing'
import type { InkStages } from '../../core/ink/stages'
import { MNIST_PIXELS } from '../../core/mnist/images'
import { CLASSES, LAYER_NAMES } from '../../core/network/description'
import type { LayerValues } from '../../core/network/forward'
import { ENGINE_NAMES } from '../../core/recipe/engine-name'

const finite = v.pipe(v.number(), v.finite())
const side = v.pipe(v.number(), v.integer(), v.minValue(1))
const floats: v.GenericSchema<Float32Array> = v.instance(Float32Array)
const point = v.object({ x: finite, y: finite })
const box = v.object({ left: finite, top: finite, right: finite, bottom: finite })

export const inkImage: v.GenericSchema<InkImage> = v.pipe(
  v.object({ side, ink: floats }),
  v.check(({ side: width, ink }) => ink.length === width ** 2, 'an ink image is a square'),
)

const inkStages: v.GenericSchema<InkStages> = v.object({
  raster: inkImage,
  box,
  boxed: inkImage,
  mass: point,
  image: inkImage,
  shown: box,
})

const layerValues: v.GenericSchema<LayerValues> = v.pipe(
  v.object({ name: v.picklist(LAYER_NAMES), maps: side, side, pre: floats, post: floats }),
  v.check(
    ({ maps, side: width, pre, post }) =>
      pre.length === maps * width ** 2 && post.length === pre.length,
    'a layer has as many values as its maps',
  ),
)

const digit = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(CLASSES - 1))

export const reading = v.pipe(
  v.object({
    stages: inkStages,
    /** C1 to output, one image each. */
    layers: v.pipe(v.array(layerValues), v.readonly()),
    /** Ten shares that sum to 1, or to less where the network has a rubbish class. */
    probabilities: v.pipe(
      floats,
      v.check(({ length }) => length === CLASSES, 'there are ten probabilities'),
    ),
    /** The digit with the largest probability. */
    digit,
    /** How much speaks for any digit at all, in nats; see `core/metrics/evidence`. */
    evidence: finite,
    /** What computed the layers; null for plain TypeScript. */
    engine: v.nullable(v.picklist(ENGINE_NAMES)),
    /** From strokes to probabilities, in the worker. */
    milliseconds: finite,
  }),
  v.readonly(),
)
/** One drawing as the network read it. */
export type Reading = v.InferOutput<typeof reading>

export const openedImage = v.pipe(
  v.object({ image: inkImage, polarity: v.picklist(['darkOnLight', 'lightOnDark']) }),
  v.readonly(),
)
export type OpenedImage = v.InferOutput<typeof openedImage>

export const testImage = v.pipe(v.object({ image: inkImage, label: digit }), v.readonly())
export type TestImage = v.InferOutput<typeof testImage>

/** That many test images, `[n, 28, 28]`. */
export const testPixels = (images: number): v.GenericSchema<Uint8Array<ArrayBuffer>> =>
  v.pipe(
    v.instance(Uint8Array<ArrayBuffer>),
    v.check(({ length }) => length === images * MNIST_PIXELS, 'an image has 28×28 pixels'),
  )

export const seen: v.GenericSchema<Uint8Array<ArrayBuffer> | null> = v.nullable(testPixels(1))

const share = v.pipe(v.number(), v.minValue(0), v.maxValue(1))
const answer = v.pipe(v.object({ digit, share, evidence: finite }), v.readonly())
/** What a network answers to one image: its best digit, its probability, and how much speaks for any at all. */
export type ImageAnswer = v.InferOutput<typeof answer>

export const answers = v.pipe(v.array(answer), v.readonly())
