/** What is asked of the worker that reads a stranger's files, and what it answers. */

import * as v from 'valibot'
import type { Drawing, StrokePoint } from '../../core/ink/drawing'
import { NOT_A_DIGIT } from '../../core/network/description'
import { inkImage } from './reading'
import { count, finite, networkEntries, weights } from './run'

/** What can be wrong with a file of weights; the page has a sentence for each. */
export const WEIGHTS_FILE_TROUBLES = [
  'tooLarge',
  'notWeights',
  'damaged',
  'dtype',
  'shape',
  'missing',
  'foreign',
  'notFinite',
  'outOfRange',
  'structure',
  'layer',
  'activation',
  'connections',
  'manyLayers',
  'noBinary',
] as const
export type WeightsFileTrouble = (typeof WEIGHTS_FILE_TROUBLES)[number]

/** Values for the sentence: `tensor`, `layer`, `file`, `needed`, `got`. Shown as text only. */
export type TroubleDetail = Readonly<Record<string, string | number>>

/** The same of a file of handwriting. */
export const HAND_FILE_TROUBLES = ['tooLarge', 'notHandwriting', 'damaged', 'tooMany'] as const

/** The same of a file of all of one's data. */
export const DATA_FILE_TROUBLES = [
  'tooLarge',
  'notData',
  'newer',
  'damaged',
  'tooSlow',
  'tooManyCorrections',
  'tooManyRuns',
  'notKept',
] as const

export const weightsAnswer = v.variant('kind', [
  v.object({
    kind: v.literal('read'),
    /** The name of the file that they came from. */
    file: v.string(),
    ...networkEntries,
    weights,
  }),
  v.object({
    kind: v.literal('refused'),
    trouble: v.picklist(WEIGHTS_FILE_TROUBLES),
    detail: v.record(v.string(), v.union([v.string(), v.number()])),
  }),
])
export type WeightsAnswer = Readonly<v.InferOutput<typeof weightsAnswer>>

const drawing: v.GenericSchema<Drawing> = v.object({
  image: v.nullable(inkImage),
  strokes: v.array(
    v.object({
      tool: v.picklist(['pen', 'eraser']),
      width: finite,
      // Hundreds of thousands, each checked in the worker: again would hold the page up.
      points: v.custom<readonly StrokePoint[]>(Array.isArray),
    }),
  ),
})

export const handAnswer = v.variant('kind', [
  v.object({
    kind: v.literal('read'),
    corrections: v.array(
      v.object({ label: v.pipe(count, v.maxValue(NOT_A_DIGIT)), made: count, drawing }),
    ),
  }),
  v.object({
    kind: v.literal('refused'),
    trouble: v.picklist(HAND_FILE_TROUBLES),
    /** Of `damaged`: the first drawing that cannot be read, 1 for the first. */
    place: v.nullable(count),
  }),
])
export type HandAnswer = Readonly<v.InferOutput<typeof handAnswer>>

export const dataAnswer = v.variant('kind', [
  v.object({
    kind: v.literal('read'),
    /** Those that make sense. */
    preferences: v.record(v.string(), v.unknown()),
  }),
  v.object({ kind: v.literal('refused'), trouble: v.picklist(DATA_FILE_TROUBLES) }),
])
export type DataAnswer = v.InferOutput<typeof dataAnswer>

export interface ParserApi {
  /** @param files - All that were chosen together. */
  readWeights(files: readonly File[]): Promise<WeightsAnswer>
  readHand(file: File): Promise<HandAnswer>
  /**
   * Reads a file of all of one's data.
   *
   * @param to - Where its records go once all of them are sound, as `SoundEntries`; nothing where they
   *   are refused.
   */
  readData(file: Blob, to: MessagePort): Promise<DataAnswer>
}
