import * as v from 'valibot'
import { type KeptRun, keptRun, type NewRun } from './kept-run'
import type { LabDatabase } from './lab-database'

/** Where runs are kept on this device; every call rejects where the browser does not let it. */
export interface RunShelf {
  /** The one that was saved last, of those that make sense; null where there is none. */
  newest(): Promise<KeptRun | null>
  /** All that make sense, newest first, and how many records do not. */
  all(): Promise<{ readonly runs: readonly KeptRun[]; readonly damaged: number }>
  /**
   * Keeps a run whole, or not at all.
   *
   * @param id - Of the record whose place it takes; null keeps it beside the others, the oldest of
   *   which go once there are too many.
   * @returns Its id.
   */
  put(run: NewRun, id: number | null): Promise<number>
  remove(id: number): Promise<void>
  /** Removes everything, records that could not be understood too. */
  clear(): Promise<void>
}

/** Runs that are kept beside each other; each is about a megabyte. */
export const MOST_RUNS = 5

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
    put: (run, id) =>
      database.write('runs', async (store) => {
        if (id !== null) return store.put({ ...run, id })
        const added = await store.add(run)
        const others = (await store.getAllKeys()).filter((key) => key !== added)
        const surplus = others.slice(0, Math.max(0, others.length + 1 - MOST_RUNS))
        await Promise.all(surplus.map((key) => store.delete(key)))
        return added
      }),
    remove: (id) => database.write('runs', (store) => store.delete(id)),
    clear: () => database.write('runs', (store) => store.clear()),
  }
}
