import type { PadReading } from '../worker/protocol'
import type { LabSlice } from './lab-store'

export interface ReadingSlice {
  /** How the present weights read the pad; null for an empty pad and before the first answer. */
  readonly reading: PadReading | null
  readArrived(reading: PadReading | null): void
}

export const createReadingSlice: LabSlice<ReadingSlice> = (set) => ({
  reading: null,
  readArrived: (reading) => set({ reading }),
})
