import { CLASSES } from '../../core/network/description'

/** One cell of the confusion matrix, by its two digits. */
export interface Cell {
  readonly truth: number
  /** Null for the cell behind the ten: all errors of the true digit. */
  readonly answer: number | null
}

/**
 * Where a key leads from a cell, as in any grid: arrows to the neighbour, Home and End to the ends
 * of the row, with Ctrl to the matrix's corners.
 *
 * @returns Null for a key that leads nowhere.
 */
export function cellAfterKey(cell: Cell, key: string, ctrl: boolean): Cell | null {
  const { truth } = cell
  const column = cell.answer ?? CLASSES
  const last = CLASSES - 1
  switch (key) {
    case 'ArrowUp':
      return { ...cell, truth: Math.max(truth - 1, 0) }
    case 'ArrowDown':
      return { ...cell, truth: Math.min(truth + 1, last) }
    case 'ArrowLeft':
      return { truth, answer: Math.max(column - 1, 0) }
    case 'ArrowRight':
      return { truth, answer: column < last ? column + 1 : null }
    case 'Home':
      return { truth: ctrl ? 0 : truth, answer: 0 }
    case 'End':
      return { truth: ctrl ? last : truth, answer: null }
    default:
      return null
  }
}
