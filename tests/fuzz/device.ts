import { createHash } from 'node:crypto'
import { serialize } from 'node:v8'
import 'fake-indexeddb/auto'
import { IDBFactory } from 'fake-indexeddb'
import { type LabDatabase, labDatabase } from '../../src/storage/lab-database'
import { STORES } from '../../src/worker/protocol/stored-data'
import type { Finding } from './format'

/** The app's own database code over an IndexedDB in memory, with nothing in it. */
export function emptyDevice(): LabDatabase {
  globalThis.indexedDB = new IDBFactory()
  return labDatabase()
}

/** One word for each record that is kept; the same record has the same word. */
export const wordsOf = (database: LabDatabase): Promise<ReadonlySet<string>> =>
  database.read(async (opened) => {
    const stores = STORES.map(async (store) => {
      const records: unknown[] = await opened.getAll(store)
      return records.map(
        (record) => `${store} ${createHash('sha1').update(serialize(record)).digest('hex')}`,
      )
    })
    return new Set((await Promise.all(stores)).flat())
  })

/** What is not kept any more, and what is kept though nothing should have been. */
export const changesOf = (
  before: ReadonlySet<string>,
  after: ReadonlySet<string>,
): readonly Finding[] =>
  [...missing(before, after), ...missing(after, before)].map((what) => ({
    kind: 'stateChanged',
    what,
  }))

/** What of some words others do not have. */
export const missing = (
  some: ReadonlySet<string>,
  others: ReadonlySet<string>,
): readonly string[] => [...some].filter((word) => !others.has(word))
