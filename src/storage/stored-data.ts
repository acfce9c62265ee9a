import * as v from 'valibot'
import { assertWeights } from '../core/network/parameters'
import { networkOf } from '../core/network/variants'
import {
  type DataRead,
  STORES,
  type StoreName,
  type StoreSize,
} from '../worker/protocol/stored-data'
import { keptCorrection, MOST_CORRECTIONS } from './correction'
import type { DataFile } from './data-file/data-file'
import { DataFileError } from './data-file/data-file-error'
import { keptDrawing } from './drawing-shelf'
import { keptFrame } from './kept-frame'
import { type KeptRun, keptRun } from './kept-run'
import { keptWeights } from './kept-weights'
import type { LabDatabase } from './lab-database'
import { MOST_RUNS } from './run-shelf'

const SCHEMAS: Readonly<Record<StoreName, v.GenericSchema<unknown, unknown>>> = {
  drawings: keptDrawing,
  corrections: keptCorrection,
  weights: keptWeights,
  runs: keptRun,
  frames: keptFrame,
}

/** A record as it lies in the database; its schema has found it sound. */
type Entry = Readonly<Record<string, unknown>>
type Entries = Readonly<Record<StoreName, readonly Entry[]>>

type Identified = Exclude<StoreName, 'frames'>
/** What tells records of a kind apart, on whatever device they are; frames belong to their runs. */
const IDENTITIES = {
  drawings: ({ tab }) => tab,
  corrections: ({ made, image, strokes }) => [made, image, strokes],
  weights: ({ variant }) => variant,
  runs: ({ saved, images }) => [saved, images],
} as const satisfies Readonly<Record<Identified, (record: Entry) => unknown>>
const IDENTIFIED = STORES.filter((store) => store !== 'frames')

/** Everything in the database, as one looks at it from outside. */
export const storedData = (database: LabDatabase) => ({
  /** How much there is of each kind. */
  sizes: (): Promise<readonly StoreSize[]> =>
    database.read((opened) =>
      Promise.all(
        STORES.map(async (store) => {
          let [records, bytes] = [0, 0]
          // One after the other: films may be larger than the memory.
          let cursor = await opened.transaction(store).store.openCursor()
          while (cursor !== null) {
            records++
            bytes += bytesOf(cursor.value)
            cursor = await cursor.continue()
          }
          return { store, records, bytes }
        }),
      ),
    ),
  /** All records that make sense. */
  records: (): Promise<DataFile['records']> =>
    database.read(async (opened) => {
      const entries = STORES.map(async (store) => {
        const records: unknown[] = await opened.getAll(store)
        return [store, records.filter((record) => v.is(SCHEMAS[store], record))] as const
      })
      return Object.fromEntries(await Promise.all(entries))
    }),
  /**
   * Adds records to what is there; all of them or, where one makes no sense or there would be too many,
   * none. What is there stays.
   *
   * @throws {DataFileError}
   */
  add: async (records: DataFile['records']): Promise<DataRead['added']> => {
    const entries = parsedEntries(records)
    return database.writeTogether(STORES, async (transaction) => {
      const fresh = async (name: Identified, most = Number.POSITIVE_INFINITY) => {
        const identity = (record: Entry) => JSON.stringify(IDENTITIES[name](record))
        // Other versions may have written some of them: their identity is all that counts.
        const there = (await transaction.objectStore(name).getAll()) as Entry[]
        const known = new Set(there.map(identity))
        const own = entries[name].filter((record) => !known.has(identity(record)))
        if (own.length > 0 && there.length + own.length > most) {
          const trouble = name === 'runs' ? 'tooManyRuns' : 'tooManyCorrections'
          throw new DataFileError(trouble, `add: needs at most ${most} ${name}`)
        }
        return own
      }
      // All is looked at before anything is written.
      const drawings = await fresh('drawings')
      const corrections = await fresh('corrections', MOST_CORRECTIONS)
      const weights = await fresh('weights')
      const runs = await fresh('runs', MOST_RUNS)
      for (const drawing of drawings) await transaction.objectStore('drawings').add(drawing)
      for (const answering of weights) await transaction.objectStore('weights').add(answering)
      for (const { id: _, ...correction } of corrections) {
        await transaction.objectStore('corrections').add(correction)
      }
      for (const { id, ...run } of runs) {
        const added = await transaction.objectStore('runs').add(run)
        const frames = entries.frames.filter((frame) => frame.run === id)
        for (const frame of frames) {
          await transaction.objectStore('frames').add({ ...frame, run: added })
        }
      }
      const added = {
        drawings: drawings.length,
        corrections: corrections.length,
        weights: weights.length,
        runs: runs.length,
      }
      const known = IDENTIFIED.reduce((sum, name) => sum + entries[name].length - added[name], 0)
      return { ...added, known }
    })
  },
  /** Removes all of a kind; a run's frames go with it. */
  clear: async (store: StoreName): Promise<void> => {
    const stores: StoreName[] = store === 'runs' ? ['runs', 'frames'] : [store]
    await database.writeTogether(stores, (transaction) =>
      Promise.all(stores.map((name) => transaction.objectStore(name).clear())),
    )
  },
})

/** The records of a file, once all of them make sense. @throws {DataFileError} */
function parsedEntries(records: DataFile['records']): Entries {
  const strange = Object.keys(records).find((name) => !STORES.some((store) => store === name))
  if (strange !== undefined) {
    throw new DataFileError('newer', `add: needs ${STORES.join(', ')}, got ${strange}`)
  }
  const of = (store: StoreName): readonly Entry[] =>
    (records[store] ?? []).map((record, index) => {
      if (v.is(SCHEMAS[store], record)) return record as Entry // every schema is of an object
      throw new DataFileError('damaged', `add: ${store}[${index}] makes no sense`)
    })
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
      throw new DataFileError('damaged', `add: frames[${index}]: ${error}`)
    }
  }
}

/** About what plain data takes in memory. */
function bytesOf(value: unknown): number {
  if (ArrayBuffer.isView(value)) return value.byteLength
  if (typeof value === 'string') return value.length
  if (typeof value !== 'object' || value === null) return 8
  return Object.values(value).reduce((sum: number, part) => sum + bytesOf(part), 0)
}
