import * as v from 'valibot'
import { type ChangeChannel, NO_OTHERS } from './change-channel'
import { type Correction, keptCorrection, type NewCorrection, written } from './correction'
import type { LabDatabase } from './lab-database'

/** Where corrections are kept on this device; every call rejects where the browser does not let it. */
export interface CorrectionShelf {
  /** What is kept, oldest first, and how many records could not be understood. */
  all(): Promise<{ readonly corrections: readonly Correction[]; readonly damaged: number }>
  /** Keeps all of them or none. @returns Their ids, above 0, in order. */
  add(corrections: readonly NewCorrection[]): Promise<readonly number[]>
  /** Keeps a correction under the id that it has. */
  put(correction: Correction): Promise<void>
  remove(id: number): Promise<void>
  /** Removes everything, records that could not be understood too. */
  clear(): Promise<void>
  /** Calls once another tab, or who looks after all data, has changed what is kept. */
  onChanged(listener: () => void): void
  /** Lets the other tabs know of a change that was not made here. */
  tellOthers(): void
}

/** Keeps corrections in the page's database. @param others - Tabs that keep them there too. */
export const correctionShelf = (
  database: LabDatabase,
  others: ChangeChannel = NO_OTHERS,
): CorrectionShelf => ({
  all: async () => {
    const records = await database.read((opened) => opened.getAll('corrections'))
    const corrections = records.flatMap((record) => {
      const parsed = v.safeParse(keptCorrection, record)
      return parsed.success ? [parsed.output] : []
    })
    return { corrections, damaged: records.length - corrections.length }
  },
  add: async (corrections) => {
    const ids = await database.write('corrections', (store) =>
      Promise.all(corrections.map((correction) => store.add(written(correction)))),
    )
    others.tell()
    return ids
  },
  put: async (correction) => {
    const record = { ...written(correction), id: correction.id }
    await database.write('corrections', (store) => store.put(record))
    others.tell()
  },
  remove: async (id) => {
    await database.write('corrections', (store) => store.delete(id))
    others.tell()
  },
  clear: async () => {
    await database.write('corrections', (store) => store.clear())
    others.tell()
  },
  onChanged: others.onTold,
  tellOthers: others.tell,
})
