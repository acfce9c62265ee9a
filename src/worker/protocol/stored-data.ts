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

export const dataAdded = v.object({
  corrections: count,
  runs: count,
  drawings: count,
  weights: count,
  /** Records that were there already. */
  known: count,
})
/** Records of a file that were new. */
export type DataAdded = v.InferOutput<typeof dataAdded>

const records = v.pipe(v.array(v.record(v.string(), v.unknown())), v.readonly())
/** Records between two threads: the one that read them has looked at what is in them. */
export const soundEntries = v.strictObject({
  drawings: records,
  corrections: records,
  weights: records,
  runs: records,
  frames: records,
})

/** Everything that is kept, at once: large files are written and checked away from the page. */
export interface StoredDataApi {
  sizes(): Promise<readonly StoreSize[]>
  /** Everything as the bytes of one file. @param made - Milliseconds since 1970. */
  write(preferences: unknown, made: number): Promise<Uint8Array<ArrayBuffer>>
  /**
   * Adds records beside what is there.
   *
   * @param from - Where whoever read the file has sent them.
   * @throws {DataFileError} Then all is as it was.
   */
  add(from: MessagePort): Promise<DataAdded>
  /** Removes one kind of records; a run's frames go with it. */
  clear(store: StoreName): Promise<void>
}
