import * as v from 'valibot'
import { VARIANTS } from '../core/network/description'
import { assertWeights } from '../core/network/parameters'
import { networkOf } from '../core/network/variants'
import { STORES, type StoreName } from '../worker/protocol/stored-data'
import { keptCorrection, MOST_CORRECTIONS } from './correction'
import type { DataFile } from './data-file/data-file'
import { DataFileError, type DataFileTrouble } from './data-file/data-file-error'
import { keptDrawing, MOST_TABS } from './drawing-shelf'
import { keptFrame } from './kept-frame'
import { type KeptRun, keptRun, MOST_FRAMES } from './kept-run'
import { keptWeights } from './kept-weights'
import { MOST_RUNS } from './run-shelf'

/** Records as they are kept. */
export const SCHEMAS: Readonly<Record<StoreName, v.GenericSchema<unknown, unknown>>> = {
  drawings: keptDrawing,
  corrections: keptCorrection,
  weights: keptWeights,
  runs: keptRun,
  frames: keptFrame,
}

/** A record as it lies in the database; its schema has found it sound. */
export type Entry = Readonly<Record<string, unknown>>
export type Entries = Readonly<Record<StoreName, readonly Entry[]>>

/** Records that a file may have. Pads of other devices are kept beside one's own until one draws again. */
const MOST: Readonly<Record<StoreName, number>> = {
  drawings: 8 * MOST_TABS,
  corrections: MOST_CORRECTIONS,
  weights: VARIANTS.length,
  runs: MOST_RUNS,
  frames: MOST_RUNS * MOST_FRAMES,
}
/** Where records lie: two of a file that lie in one place are no records of a database. */
const KEYS: Readonly<Record<StoreName, (record: Entry) => unknown>> = {
  drawings: ({ tab }) => tab,
  corrections: ({ id }) => id,
  weights: ({ variant }) => variant,
  runs: ({ id }) => id,
  frames: ({ run, step }) => [run, step],
}
const TOO_MANY: Readonly<Partial<Record<StoreName, DataFileTrouble>>> = {
  corrections: 'tooManyCorrections',
  runs: 'tooManyRuns',
}

/**
 * The records of a file, once all of them make sense.
 *
 * @throws {DataFileError} Naming the first that does not.
 */
export function soundRecords(records: DataFile['records']): Entries {
  const strange = Object.keys(records).find((name) => !STORES.some((store) => store === name))
  if (strange !== undefined) {
    throw new DataFileError('newer', `soundRecords: needs ${STORES.join(', ')}, got ${strange}`)
  }
  const of = (store: StoreName): readonly Entry[] => {
    const found = records[store] ?? []
    if (found.length > MOST[store]) {
      const message = `soundRecords: needs at most ${MOST[store]} ${store}, got ${found.length}`
      throw new DataFileError(TOO_MANY[store] ?? 'damaged', message)
    }
    const sound = found.map((record, index) => {
      if (v.is(SCHEMAS[store], record)) return record as Entry // every schema is of an object
      throw new DataFileError('damaged', `soundRecords: ${store}[${index}] makes no sense`)
    })
    const keys = new Set(sound.map((record) => JSON.stringify(KEYS[store](record))))
    if (keys.size < sound.length) {
      throw new DataFileError('damaged', `soundRecords: needs ${store} in places of their own`)
    }
    return sound
  }
  const entries = {
    drawings: of('drawings'),
    corrections: of('corrections'),
    weights: of('weights'),
    runs: of('runs'),
    frames: of('frames'),
  }
  assertFramesOfRuns(entries)
  return entries
}

/** Every frame needs the weights of its run's network. */
function assertFramesOfRuns({ runs, frames }: Entries): void {
  const parsed = runs.map((run) => v.parse(keptRun, run))
  const runOf = new Map<unknown, KeptRun>(parsed.map((run) => [run.id, run]))
  for (const [index, frame] of frames.entries()) {
    const { run, weights } = v.parse(keptFrame, frame)
    const settings = runOf.get(run)?.checkpoint.settings
    try {
      if (settings === undefined) throw new RangeError(`needs its run, ${run}`)
      const { variant, activation, c3 } = settings
      assertWeights(networkOf(variant, activation, { c3 }), weights)
    } catch (error) {
      throw new DataFileError('damaged', `soundRecords: frames[${index}]: ${error}`)
    }
  }
}
