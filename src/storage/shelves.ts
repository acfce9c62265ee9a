import { changeChannel } from './change-channel'
import { type CorrectionShelf, correctionShelf } from './correction-shelf'
import { type DrawingShelf, drawingShelf } from './drawing-shelf'
import { labDatabase } from './lab-database'
import { type RunShelf, runShelf } from './run-shelf'
import { type WeightsShelf, weightsShelf } from './weights-shelf'

/** Everything that is kept on this device. */
export interface Shelves {
  readonly corrections: CorrectionShelf
  readonly runs: RunShelf
  readonly drawings: DrawingShelf
  readonly weights: WeightsShelf
  /** Calls once another tab has brought a newer version of the app, and nothing more can be kept. */
  onOutdated(listener: () => void): void
}

let shelves: Shelves | null = null

/** The shelves of this thread, over one connection to the page's database. */
export function openShelves(): Shelves {
  if (shelves === null) {
    const database = labDatabase()
    shelves = {
      corrections: correctionShelf(database, changeChannel('corrections')),
      runs: runShelf(database),
      drawings: drawingShelf(database),
      weights: weightsShelf(database, changeChannel('weights')),
      onOutdated: database.onOutdated,
    }
  }
  return shelves
}
