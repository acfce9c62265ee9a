import * as v from 'valibot'
import { type Drawing, type InkImage, PAD_SIDE, type Stroke } from '../core/ink/drawing'
import type { DrawingHistory } from '../core/ink/drawing-history'
import { count, finite } from '../worker/protocol/run'

/** What a pad holds and could undo. */
export interface KeptPad {
  readonly history: DrawingHistory
  /** The true digit where the drawing came from MNIST; null otherwise. */
  readonly knownLabel: number | null
  /** Of the history's images, those that came from MNIST's test set. */
  readonly testInk: WeakSet<InkImage>
}

/** Indices of strokes, over all steps but the present: a step names all of its strokes. */
export const MOST_NAMES = 100_000
const MOST_STEPS = 401
/** Of one record: more than a pen writes in an hour. */
const MOST_STROKES = 20_000
const MOST_IMAGES = 401
const MOST_POINTS = 1_000_000
/** A pen that leaves the pad is followed this far, in pad units. */
const FARTHEST = 20 * PAD_SIDE

export const FLOATS_A_POINT = 3

const points: v.GenericSchema<Float64Array> = v.pipe(
  v.instance(Float64Array),
  v.check(
    (floats) => arePoints(floats),
    'x, y and pressure of each point, all of them somewhere near the pad',
  ),
)

const float32: v.GenericSchema<Float32Array> = v.instance(Float32Array)
const image = v.pipe(
  v.strictObject({
    side: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(PAD_SIDE)),
    ink: float32,
    isTest: v.boolean(),
  }),
  v.check(
    ({ side, ink }) => ink.length === side ** 2 && ink.every((value) => value >= 0 && value <= 1),
    'an image is a square of ink from 0 to 1',
  ),
)

/** Strokes and images once each, however many steps of the history show them. */
const writtenPad = v.pipe(
  v.strictObject({
    images: v.pipe(v.array(image), v.maxLength(MOST_IMAGES)),
    strokes: v.pipe(
      v.array(
        v.strictObject({
          tool: v.picklist(['pen', 'eraser']),
          width: v.pipe(finite, v.gtValue(0), v.maxValue(PAD_SIDE)),
          points,
        }),
      ),
      v.maxLength(MOST_STROKES),
    ),
    /** From the oldest drawing that can be undone to the newest that can be redone. */
    steps: v.pipe(
      v.array(v.strictObject({ image: v.nullable(count), strokes: v.array(count) })),
      v.minLength(1),
      v.maxLength(MOST_STEPS),
    ),
    /** Place among the steps. */
    present: count,
    knownLabel: v.nullable(v.pipe(count, v.maxValue(9))),
  }),
  v.check(
    ({ images, strokes, steps, present }) =>
      present < steps.length &&
      strokes.reduce((sum, stroke) => sum + stroke.points.length, 0) <=
        FLOATS_A_POINT * MOST_POINTS &&
      steps.reduce((sum, step) => sum + step.strokes.length, 0) <= MOST_NAMES + MOST_STROKES &&
      steps.every(
        (step) =>
          (step.image === null || step.image < images.length) &&
          step.strokes.every((index) => index < strokes.length),
      ),
    'steps show images and strokes that are there',
  ),
)
/** A pad as plain data and typed arrays. */
export type WrittenPad = v.InferOutput<typeof writtenPad>

/** A pad as it was kept. */
export const keptPad = v.pipe(writtenPad, v.transform(read))

function read({ images, strokes, steps, present, knownLabel }: WrittenPad): KeptPad {
  const inks = images.map(({ side, ink }): InkImage => ({ side, ink }))
  const drawn = strokes.map(({ tool, width, points: floats }): Stroke => {
    const at = (index: number) => ({
      x: floats[FLOATS_A_POINT * index]!,
      y: floats[FLOATS_A_POINT * index + 1]!,
      pressure: floats[FLOATS_A_POINT * index + 2]!,
    })
    const length = floats.length / FLOATS_A_POINT
    return { tool, width, points: Array.from({ length }, (_, index) => at(index)) }
  })
  const drawings = steps.map(
    (step): Drawing => ({
      image: step.image === null ? null : inks[step.image]!,
      strokes: step.strokes.map((index) => drawn[index]!),
    }),
  )
  return {
    history: {
      past: drawings.slice(0, present),
      present: drawings[present]!,
      future: drawings.slice(present + 1).reverse(),
    },
    knownLabel,
    testInk: new WeakSet(inks.filter((_, index) => images[index]!.isTest)),
  }
}

function arePoints(floats: Float64Array): boolean {
  if (floats.length === 0 || floats.length % FLOATS_A_POINT !== 0) return false
  return floats.every((value, index) =>
    index % FLOATS_A_POINT === 2 ? value >= 0 && value <= 1 : Math.abs(value) <= FARTHEST,
  )
}
