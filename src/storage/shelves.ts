import { type CorrectionShelf, correctionShelf } from './correction-shelf'
import { type DrawingShelf, drawingShelf } from './drawing-shelf'
import { labDatabase } from './lab-database'
import { type RunShelf, runShelf } from './run-shelf'

/** Everything that is kept on this device. */
export interface Shelves {
  readonly corrections: CorrectionShelf
  readonly runs: RunShelf
  readonly drawings: DrawingShelf
}

let shelves: Shelves | null = null

/** The shelves of this thread, over one connection to the page's database. */
export function openShelves(): Shelves {
  if (shelves === null) {
    const database = labDatabase()
    shelves = {
      corrections: correctionShelf(database),
      runs: runShelf(database),
      drawings: drawingShelf(database),
    }
  }
  return shelves
}
