import * as v from 'valibot'
import { count, time } from '../worker/protocol/run'
import { type KeptPad, keptPad } from './kept-drawing'
import type { LabDatabase } from './lab-database'
import { newTab } from './new-tab'
import { writtenPadOf } from './write-drawing'

/** Both pads of one tab; null for one that was never drawn on. */
export interface TabPads {
  readonly digit: KeptPad | null
  readonly number: KeptPad | null
}

/** Where a tab's pads are kept: under which name, and how often they have been written there. */
export interface DrawingPlace {
  readonly tab: string
  /** 0 where nothing is kept yet. */
  readonly revision: number
}

/** What was on the pads of a tab. */
export interface KeptDrawing extends DrawingPlace, TabPads {
  /** Milliseconds since 1970. */
  readonly saved: number
}

/** Where drawings are kept on this device; every call rejects where the browser does not let it. */
export interface DrawingShelf {
  /** All that make sense, newest first, and how many records do not. */
  all(): Promise<{ readonly drawings: readonly KeptDrawing[]; readonly damaged: number }>
  /**
   * Keeps a tab's pads, or nothing of them. Where another tab has written there since, both are kept:
   * these under a name of their own.
   *
   * @returns Where they are kept now.
   */
  put(place: DrawingPlace, saved: number, pads: TabPads): Promise<DrawingPlace>
  /** Removes everything, records that could not be understood too. */
  clear(): Promise<void>
}

/** Tabs whose pads are kept; those that were drawn on longest ago go first. */
export const MOST_TABS = 8

/** A tab's pads as they are kept in the database. */
export const keptDrawing = v.strictObject({
  tab: v.pipe(v.string(), v.regex(/^[\da-f]{16}$/)),
  revision: count,
  saved: time,
  digit: v.nullable(keptPad),
  number: v.nullable(keptPad),
})

/** Keeps drawings in the page's database. */
export const drawingShelf = (database: LabDatabase): DrawingShelf => ({
  all: async () => {
    const records = await database.read((opened) => opened.getAllFromIndex('drawings', 'saved'))
    const drawings = records.toReversed().flatMap((record) => {
      const parsed = v.safeParse(keptDrawing, record)
      return parsed.success ? [parsed.output] : []
    })
    return { drawings, damaged: records.length - drawings.length }
  },
  put: ({ tab, revision }, saved, { digit, number }) => {
    const pads = { digit: digit && writtenPadOf(digit), number: number && writtenPadOf(number) }
    return database.write('drawings', async (store) => {
      const there = v.safeParse(v.object({ revision: count }), await store.get(tab))
      const isOthers = there.success && there.output.revision !== revision
      const place = isOthers ? { tab: newTab(), revision: 1 } : { tab, revision: revision + 1 }
      await store.put({ ...place, saved, ...pads })
      const oldestFirst = await store.index('saved').getAllKeys()
      const surplus = oldestFirst.filter((key) => key !== place.tab).slice(0, 1 - MOST_TABS)
      await Promise.all(surplus.map((key) => store.delete(key)))
      return place
    })
  },
  clear: () => database.write('drawings', (store) => store.clear()),
})
