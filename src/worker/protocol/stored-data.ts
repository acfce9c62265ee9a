import * as v from 'valibot'
import { count } from './run'

/** The kinds of records that are kept on this device. */
export const STORES = ['drawings', 'corrections', 'weights', 'runs', 'frames'] as const
export type StoreName = (typeof STORES)[number]

export const storeSizes = v.array(
  v.object({
    store: v.picklist(STORES),
    records: count,
    /** About as many as they take in memory. */
    bytes: count,
  }),
)
/** How much of one kind is kept. */
export type StoreSize = v.InferOutput<typeof storeSizes>[number]

export const dataRead = v.object({
  /** Records that were new. */
  added: v.object({
    corrections: count,
    runs: count,
    drawings: count,
    weights: count,
    /** Records that were there already. */
    known: count,
  }),
  preferences: v.unknown(),
})
/** What became of a file of one's data. */
export type DataRead = v.InferOutput<typeof dataRead>

/** Everything that is kept, at once: large files are written and checked away from the page. */
export interface StoredDataApi {
  sizes(): Promise<readonly StoreSize[]>
  /** Everything as the bytes of one file. @param made - Milliseconds since 1970. */
  write(preferences: unknown, made: number): Promise<Uint8Array<ArrayBuffer>>
  /** Adds what a file has beside what is there. @throws {DataFileError} Then all is as it was. */
  read(file: Blob): Promise<DataRead>
  /** Removes one kind of records; a run's frames go with it. */
  clear(store: StoreName): Promise<void>
}
