import { type KeyboardEvent, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ConfusionMatrix } from '../../core/metrics/confusion'
import { type DigitErrors, errorsByDigit } from '../../core/metrics/digit-errors'
import { CLASSES } from '../../core/network/description'
import { useFormat } from '../use-format'
import { type Cell, cellAfterKey } from './cell-moves'
import { heatOf } from './heat'
import { useCellWords } from './use-cell-words'

declare module 'react' {
  interface CSSProperties {
    /** How strongly a cell is coloured, in percent. */
    '--heat'?: string
  }
}

const DIGITS = Array.from({ length: CLASSES }, (_, digit) => digit)

interface ConfusionTableProps {
  readonly matrix: ConfusionMatrix
  /** The cell under the pointer or the keyboard focus; null when both are elsewhere. */
  readonly onPointed: (cell: Cell | null) => void
}

/** The ten by ten counts; one stop of the Tab key, arrows move within. */
export function ConfusionTable({ matrix, onPointed }: ConfusionTableProps) {
  const { t } = useTranslation('train')
  const table = useRef<HTMLTableElement>(null)
  const [current, setCurrent] = useState<Cell>({ truth: 0, answer: 0 })
  const rows = errorsByDigit(matrix)
  const moveByKey = (event: KeyboardEvent) => {
    const next = cellAfterKey(current, event.key, event.ctrlKey)
    if (next === null) return
    event.preventDefault()
    setCurrent(next)
    table.current?.querySelector<HTMLElement>(`#${cellId(next)}`)?.focus()
  }
  return (
    <table
      ref={table}
      className="confusion-table"
      data-testid="confusion-matrix"
      aria-labelledby="confusion-title"
      onKeyDown={moveByKey}
      onMouseLeave={() => onPointed(null)}
      onBlur={() => onPointed(null)}
    >
      <thead>
        <tr>
          <th scope="col" rowSpan={2} className="confusion-axis">
            {t('confusion.truth')}
          </th>
          <th scope="colgroup" colSpan={CLASSES} className="confusion-axis">
            {t('confusion.answer')}
          </th>
          <th scope="col" rowSpan={2} className="confusion-axis confusion-error">
            {t('confusion.error')}
          </th>
        </tr>
        <tr>
          {DIGITS.map((digit) => (
            <th key={digit} scope="col">
              {digit}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <Row
            key={row.digit}
            row={row}
            matrix={matrix}
            current={current}
            onPointed={onPointed}
            onFocused={(cell) => {
              setCurrent(cell)
              onPointed(cell)
            }}
          />
        ))}
      </tbody>
    </table>
  )
}

interface RowProps {
  readonly row: DigitErrors
  readonly matrix: ConfusionMatrix
  readonly current: Cell
  readonly onPointed: (cell: Cell) => void
  readonly onFocused: (cell: Cell) => void
}

function Row({ row, matrix, current, onPointed, onFocused }: RowProps) {
  const format = useFormat()
  const words = useCellWords()
  const { digit: truth, images, error } = row
  return (
    <tr>
      <th scope="row">{truth}</th>
      {DIGITS.map((answer) => {
        const cell = { truth, answer }
        const count = matrix.counts[truth * CLASSES + answer]!
        const isCurrent = current.truth === truth && current.answer === answer
        return (
          <td
            key={answer}
            id={cellId(cell)}
            className={truth === answer ? 'confusion-right' : 'confusion-wrong'}
            data-count={count}
            style={{ '--heat': `${(heatOf(images === 0 ? 0 : count / images) * 100).toFixed(1)}%` }}
            aria-label={words.cell(matrix, cell)}
            tabIndex={isCurrent ? 0 : -1}
            onFocus={() => onFocused(cell)}
            onMouseEnter={() => onPointed(cell)}
          >
            {count}
          </td>
        )
      })}
      <td className="confusion-error" aria-label={words.digit(row)}>
        {images === 0 ? '–' : format.percent(error, 1)}
      </td>
    </tr>
  )
}

const cellId = ({ truth, answer }: Cell): string => `confusion-${truth}-${answer}`
