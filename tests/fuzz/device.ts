import { createHash } from 'node:crypto'
import 'fake-indexeddb/auto'
import { IDBFactory } from 'fake-indexeddb'
import { pack } from '../../src/storage/data-file/packed'
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
      return records.map((record) => `${store} ${digestOf(record)}`)
    })
    return new Set((await Promise.all(stores)).flat())
  })

/** Of what a record says, however the engine holds its numbers. */
function digestOf(record: unknown): string {
  const { json, bytes } = pack(record)
  return createHash('sha1').update(json).update(bytes).digest('hex')
}

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
