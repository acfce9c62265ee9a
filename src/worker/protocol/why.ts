import * as v from 'valibot'
import type { PatchSide } from '../../core/explain/occlusion'
import { CLASSES, IMAGE_SIDE } from '../../core/network/description'

/** What is asked of one image `[32, 32]`, ink 0..1. */
export type WhyQuestion =
  /** What each part of it does to the answer; a square of so many pixels covers it. */
  | { readonly kind: 'maps'; readonly image: Float32Array; readonly patch: PatchSide }
  /** Which pixels would make the network answer `wanted`, a digit or `NOT_A_DIGIT`. */
  | {
      readonly kind: 'change'
      readonly image: Float32Array
      readonly wanted: number
      /** What has less is no digit; −∞ never refuses. */
      readonly leastEvidence: number
    }

const floats = (length: number): v.GenericSchema<Float32Array> =>
  v.pipe(
    v.instance(Float32Array),
    v.check((values) => values.length === length, `needs ${length} values`),
  )
const pixels = v.pipe(
  v.array(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(IMAGE_SIDE ** 2 - 1))),
  v.readonly(),
)
const logits = floats(CLASSES)

const maps = v.object({
  kind: v.literal('maps'),
  /** Of the image as it is. */
  logits,
  /** `[32, 32, 10]`: the logits with the square of paper around each pixel. */
  covered: floats(IMAGE_SIDE ** 2 * CLASSES),
  /** `[10, 32, 32]`: the gradient of each logit by the ink of each pixel. */
  gradients: floats(CLASSES * IMAGE_SIDE ** 2),
})

const change = v.object({
  kind: v.literal('change'),
  /** Null where none was found. */
  found: v.nullable(v.object({ inked: pixels, erased: pixels, logits })),
})

export const whyAnswer = v.variant('kind', [maps, change])
export type WhyAnswer = Readonly<v.InferOutput<typeof whyAnswer>>
export type WhyMaps = Extract<WhyAnswer, { kind: 'maps' }>
export type WhyChange = Extract<WhyAnswer, { kind: 'change' }>
