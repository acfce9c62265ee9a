import * as v from 'valibot'
import type { Network } from '../core/network/description'
import type { Weights } from '../core/network/parameters'
import { type FrameWeights, framesOf, readFrames } from './kept-frame'
import { type KeptRun, keptRun, type NewRun } from './kept-run'
import type { LabDatabase } from './lab-database'

/** Where runs are kept on this device; every call rejects where the browser does not let it. */
export interface RunShelf {
  /** The one that was saved last, of those that make sense; null where there is none. */
  newest(): Promise<KeptRun | null>
  /** All that make sense, newest first, and how many records do not. */
  all(): Promise<{ readonly runs: readonly KeptRun[]; readonly damaged: number }>
  /**
   * Keeps a run whole, its film included, or not at all. Of the frames that were kept with it before,
   * those stay whose steps the run still names.
   *
   * @param id - Of the record whose place it takes; null keeps it beside the others, the oldest of
   *   which go once there are too many.
   * @param frames - Those that are not kept yet; none by default.
   * @returns Its id.
   */
  put(run: NewRun, id: number | null, frames?: readonly FrameWeights[]): Promise<number>
  /** The weights of a run's film, by their steps; of the network's, and sound. */
  frames(id: number, network: Network): Promise<ReadonlyMap<number, Weights>>
  remove(id: number): Promise<void>
  /** Removes everything, records that could not be understood too. */
  clear(): Promise<void>
}

/** Runs that are kept beside each other; each is about a megabyte, its film forty at most. */
export const MOST_RUNS = 5

const STORES = ['runs', 'frames'] as const

/** Keeps runs in the page's database. */
export function runShelf(database: LabDatabase): RunShelf {
  const all = async () => {
    const records = await database.read((opened) => opened.getAllFromIndex('runs', 'saved'))
    const runs = records.toReversed().flatMap((record) => {
      const parsed = v.safeParse(keptRun, record)
      return parsed.success ? [parsed.output] : []
    })
    return { runs, damaged: records.length - runs.length }
  }
  return {
    newest: async () => {
      const newest = await database.read(
        async (opened) =>
          (await opened.transaction('runs').store.index('saved').openCursor(null, 'prev'))?.value,
      )
      if (newest === undefined) return null
      const parsed = v.safeParse(keptRun, newest)
      // Another version may have written it: older ones are looked through only then.
      return parsed.success ? parsed.output : ((await all()).runs[0] ?? null)
    },
    all,
    put: (run, id, newFrames = []) =>
      database.writeTogether(STORES, async (transaction) => {
        const runs = transaction.objectStore('runs')
        const frames = transaction.objectStore('frames')
        const put = id === null ? await runs.add(run) : await runs.put({ ...run, id })
        const named = new Set(run.frames.map(({ step }) => step))
        const kept = await frames.getAllKeys(framesOf(put))
        const stale = kept.filter(([, step]) => !named.has(step))
        const others = id === null ? (await runs.getAllKeys()).filter((key) => key !== put) : []
        const surplus = others.slice(0, Math.max(0, others.length + 1 - MOST_RUNS))
        await Promise.all([
          ...newFrames.map(({ step, weights }) => frames.put({ run: put, step, weights })),
          ...stale.map((key) => frames.delete(key)),
          ...surplus.flatMap((key) => [runs.delete(key), frames.delete(framesOf(key))]),
        ])
        return put
      }),
    frames: (id, network) => readFrames(database, id, network),
    remove: async (id) => {
      await database.writeTogether(STORES, (transaction) =>
        Promise.all([
          transaction.objectStore('runs').delete(id),
          transaction.objectStore('frames').delete(framesOf(id)),
        ]),
      )
    },
    clear: async () => {
      await database.writeTogether(STORES, (transaction) =>
        Promise.all(STORES.map((name) => transaction.objectStore(name).clear())),
      )
    },
  }
}
