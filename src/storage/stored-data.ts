import * as v from 'valibot'
import {
  type DataAdded,
  STORES,
  type StoreName,
  type StoreSize,
} from '../worker/protocol/stored-data'
import { MOST_CORRECTIONS } from './correction'
import type { DataFile } from './data-file/data-file'
import { DataFileError } from './data-file/data-file-error'
import type { LabDatabase } from './lab-database'
import { MOST_RUNS } from './run-shelf'
import { type Entries, type Entry, SCHEMAS } from './sound-records'

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
   * Adds records to what is there; all of them or, where there would be too many, none. What is there
   * stays.
   *
   * @throws {DataFileError}
   */
  add: (entries: Entries): Promise<DataAdded> =>
    database.writeTogether(STORES, async (transaction) => {
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
    }),
  /** Removes all of a kind; a run's frames go with it. */
  clear: async (store: StoreName): Promise<void> => {
    const stores: StoreName[] = store === 'runs' ? ['runs', 'frames'] : [store]
    await database.writeTogether(stores, (transaction) =>
      Promise.all(stores.map((name) => transaction.objectStore(name).clear())),
    )
  },
})

/** About what plain data takes in memory. */
function bytesOf(value: unknown): number {
  if (ArrayBuffer.isView(value)) return value.byteLength
  if (typeof value === 'string') return value.length
  if (typeof value !== 'object' || value === null) return 8
  return Object.values(value).reduce((sum: number, part) => sum + bytesOf(part), 0)
}
