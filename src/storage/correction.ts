import * as v from 'valibot'
import { type Drawing, type InkImage, PAD_SIDE } from '../core/ink/drawing'
import { isPaintable } from '../core/ink/stroke-area'
import { NOT_A_DIGIT } from '../core/network/description'
import { time } from '../worker/protocol/run'
import { bytesFromBase64, bytesToBase64 } from './base64'

/** A drawing with what it shows, in the words of who drew it. */
export interface Correction {
  /** Unique on this page; below 0 where it could not be kept on this device. */
  readonly id: number
  /** 0..9, or `NOT_A_DIGIT`. */
  readonly label: number
  /** Milliseconds since 1970. */
  readonly made: number
  readonly drawing: Drawing
}

/** A correction that has no id yet. */
export type NewCorrection = Omit<Correction, 'id'>

/** Corrections that are kept; each teaches only a little more than the one before. */
export const MOST_CORRECTIONS = 500

/** More than a pen writes in a quarter of an hour: what the page keeps, it can read back. */
const MOST_POINTS = 200_000
const MOST_STROKES = 5000
/** A pen that leaves the pad is followed this far, in pad units. */
const FARTHEST = 20 * PAD_SIDE

const coordinate = v.pipe(v.number(), v.minValue(-FARTHEST), v.maxValue(FARTHEST))

const strokeSchema = v.strictObject({
  tool: v.picklist(['pen', 'eraser']),
  width: v.pipe(v.number(), v.gtValue(0), v.maxValue(PAD_SIDE)),
  /** x, y and pressure of each. */
  points: v.pipe(
    v.array(
      v.strictTuple([coordinate, coordinate, v.pipe(v.number(), v.minValue(0), v.maxValue(1))]),
    ),
    v.minLength(1),
    v.maxLength(MOST_POINTS),
  ),
})

/** Ink as bytes, 255 for full ink: opened images have no finer shades. */
const imageSchema = v.pipe(
  v.strictObject({
    side: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(PAD_SIDE)),
    ink: v.pipe(v.string(), v.maxLength(Math.ceil(PAD_SIDE ** 2 / 3) * 4), v.base64()),
  }),
  v.transform(
    ({ side, ink }): InkImage => ({
      side,
      ink: Float32Array.from(bytesFromBase64(ink), (byte) => byte / 255),
    }),
  ),
  v.check(({ side, ink }) => ink.length === side ** 2, 'an image is a square'),
)

const entries = {
  label: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(NOT_A_DIGIT)),
  made: time,
  image: v.nullable(imageSchema),
  strokes: v.pipe(v.array(strokeSchema), v.maxLength(MOST_STROKES)),
}

type Parsed = v.InferOutput<v.StrictObjectSchema<typeof entries, undefined>>

const correctionOf = ({ label, made, image, strokes }: Parsed): NewCorrection => ({
  label,
  made,
  drawing: {
    image,
    strokes: strokes.map(({ tool, width, points }) => ({
      tool,
      width,
      points: points.map(([x, y, pressure]) => ({ x, y, pressure })),
    })),
  },
})

const soundness = <Made extends NewCorrection>() =>
  v.check<Made, string>(
    ({ drawing: { image, strokes } }) =>
      (image !== null || strokes.length > 0) &&
      strokes.reduce((sum, { points }) => sum + points.length, 0) <= MOST_POINTS &&
      isPaintable(strokes),
    'a correction has a drawing, and one that a hand can draw',
  )

/** A correction as it is written into a file. */
export const writtenCorrection = v.pipe(
  v.strictObject(entries),
  v.transform(correctionOf),
  soundness(),
)

/** A correction as it is kept in the database. */
export const keptCorrection = v.pipe(
  v.strictObject({ id: v.pipe(v.number(), v.integer()), ...entries }),
  v.transform(({ id, ...rest }): Correction => ({ id, ...correctionOf(rest) })),
  soundness(),
)

/** What {@link writtenCorrection} reads; with an id put in, what {@link keptCorrection} does. */
export function written({ label, made, drawing: { image, strokes } }: NewCorrection) {
  return {
    label,
    made,
    image: image && {
      side: image.side,
      ink: bytesToBase64(Uint8Array.from(image.ink, (ink) => Math.round(255 * ink))),
    },
    strokes: strokes.map(({ tool, width, points }) => ({
      tool,
      width,
      points: points.map(({ x, y, pressure }) => [x, y, pressure]),
    })),
  }
}
