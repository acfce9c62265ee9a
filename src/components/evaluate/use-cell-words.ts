import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { ConfusionMatrix } from '../../core/metrics/confusion'
import { type ConfusedPair, errorsByDigit } from '../../core/metrics/digit-errors'
import { CLASSES } from '../../core/network/description'
import { useFormat } from '../use-format'
import type { Cell } from './cell-moves'

export interface CellWords {
  /** One cell: "4 read as 9: 12 of 982 (1.2%)"; all errors of a true digit where it has no answer. */
  readonly cell: (matrix: ConfusionMatrix, cell: Cell) => string
  /** The pair confused most often. */
  readonly most: (pair: ConfusedPair) => string
  readonly noErrors: string
}

/** What the confusion matrix says, in the page's language. */
export function useCellWords(): CellWords {
  const { t } = useTranslation('train')
  const format = useFormat()
  return useMemo(() => {
    const counts = (count: number, images: number) => ({
      count: format.number(count),
      images: format.number(images),
      share: format.percent(images === 0 ? 0 : count / images, 1),
    })
    return {
      cell: (matrix, { truth, answer }) => {
        const { images, wrong } = errorsByDigit(matrix)[truth]!
        if (answer === null) {
          return t('confusion.digitError', { digit: truth, ...counts(wrong, images) })
        }
        const count = matrix.counts[truth * CLASSES + answer]!
        return truth === answer
          ? t('confusion.right', { digit: truth, ...counts(count, images) })
          : t('confusion.wrong', { truth, answer, ...counts(count, images) })
      },
      most: ({ truth, answer, count, share }) =>
        t('confusion.most', { truth, answer, ...counts(count, Math.round(count / share)) }),
      noErrors: t('confusion.noErrors'),
    }
  }, [t, format])
}
