import * as v from 'valibot'
import { CLASSES, LAYER_NAMES } from '../../core/network/description'
import type { WideLayerValues } from '../../core/network/sweep'
import type { NumberDigit } from '../../core/numbers/read-digits'
import type { SweepPlace } from '../../core/numbers/read-sweep'

const finite = v.pipe(v.number(), v.finite())
const count = v.pipe(v.number(), v.integer(), v.minValue(1))
const digit = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(CLASSES - 1))
const floats: v.GenericSchema<Float32Array> = v.instance(Float32Array)

const numberDigit: v.GenericSchema<NumberDigit> = v.object({
  digit,
  isRefused: v.boolean(),
  box: v.object({ left: finite, top: finite, right: finite, bottom: finite }),
})

const sweepPlace: v.GenericSchema<SweepPlace> = v.object({
  digit,
  probability: finite,
  isSilent: v.boolean(),
  isRead: v.boolean(),
})

const wideLayer: v.GenericSchema<WideLayerValues> = v.pipe(
  v.object({
    name: v.picklist(LAYER_NAMES),
    maps: count,
    height: count,
    width: count,
    left: finite,
    step: count,
    values: floats,
  }),
  v.check(
    ({ maps, height, width, values }) => values.length === maps * height * width,
    'a layer has as many values as its maps',
  ),
)

export const numberReading = v.pipe(
  v.object({
    /** From left to right. */
    digits: v.pipe(v.array(numberDigit), v.readonly()),
    /** Where the swept image lies on the paper, in pad units, and its columns. */
    sweep: v.object({ left: finite, pixel: finite, width: count }),
    /** C1 to output, swept over the line; of the output its logits. */
    layers: v.pipe(v.array(wideLayer), v.readonly()),
    /** What the sweep says from place to place. */
    places: v.pipe(v.array(sweepPlace), v.readonly()),
    /** From strokes to the number, in the worker. */
    milliseconds: finite,
  }),
  v.readonly(),
)
/** One line of writing as the network read it. */
export type NumberReading = v.InferOutput<typeof numberReading>
