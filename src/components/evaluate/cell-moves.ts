import { CLASSES } from '../../core/network/description'

/** One cell of the confusion matrix, by its two digits. */
export interface Cell {
  readonly truth: number
  readonly answer: number
}

/**
 * Where a key leads from a cell, as in any grid: arrows to the neighbour, Home and End to the ends
 * of the row, with Ctrl to the matrix's corners.
 *
 * @returns Null for a key that leads nowhere.
 */
export function cellAfterKey({ truth, answer }: Cell, key: string, ctrl: boolean): Cell | null {
  const last = CLASSES - 1
  switch (key) {
    case 'ArrowUp':
      return { truth: Math.max(truth - 1, 0), answer }
    case 'ArrowDown':
      return { truth: Math.min(truth + 1, last), answer }
    case 'ArrowLeft':
      return { truth, answer: Math.max(answer - 1, 0) }
    case 'ArrowRight':
      return { truth, answer: Math.min(answer + 1, last) }
    case 'Home':
      return { truth: ctrl ? 0 : truth, answer: 0 }
    case 'End':
      return { truth: ctrl ? last : truth, answer: last }
    default:
      return null
  }
}
