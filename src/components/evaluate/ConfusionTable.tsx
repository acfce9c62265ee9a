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
    /** How long a digit's bar of errors is, in percent of the longest. */
    '--bar'?: string
  }
}

const DIGITS = Array.from({ length: CLASSES }, (_, digit) => digit)

interface ConfusionTableProps {
  readonly matrix: ConfusionMatrix
  /** The cell under the pointer or the keyboard focus; null when both are elsewhere. */
  readonly onPointed: (cell: Cell | null) => void
  /** A cell whose images are wanted. */
  readonly onOpened: (cell: Cell) => void
}

/** The ten by ten counts and each digit's errors; one stop of the Tab key, arrows move within. */
export function ConfusionTable({ matrix, onPointed, onOpened }: ConfusionTableProps) {
  const { t } = useTranslation('train')
  const table = useRef<HTMLTableElement>(null)
  const [current, setCurrent] = useState<Cell>({ truth: 0, answer: 0 })
  const rows = errorsByDigit(matrix)
  const mostErrors = Math.max(...rows.map(({ error }) => error || 0))
  const moveByKey = (event: KeyboardEvent) => {
    const next = cellAfterKey(current, event.key, event.ctrlKey)
    if (next === null) return
    event.preventDefault()
    setCurrent(next)
    table.current?.querySelector<HTMLElement>(`#${cellId(next)}`)?.focus()
  }
  const handlers: CellHandlers = {
    onPointed,
    onOpened,
    onFocused: (cell) => {
      setCurrent(cell)
      onPointed(cell)
    },
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
            mostErrors={mostErrors}
            matrix={matrix}
            current={current}
            {...handlers}
          />
        ))}
      </tbody>
    </table>
  )
}

interface CellHandlers {
  readonly onPointed: (cell: Cell) => void
  readonly onOpened: (cell: Cell) => void
  readonly onFocused: (cell: Cell) => void
}

interface RowProps extends CellHandlers {
  readonly row: DigitErrors
  /** The error of the digit that is misread most, 0..1. */
  readonly mostErrors: number
  readonly matrix: ConfusionMatrix
  readonly current: Cell
}

function Row({ row, mostErrors, matrix, current, onPointed, onOpened, onFocused }: RowProps) {
  const format = useFormat()
  const words = useCellWords()
  const { digit: truth, images, wrong, error } = row
  const opener = (cell: Cell, count: number, shown: string) => (
    <button
      type="button"
      id={cellId(cell)}
      aria-label={words.cell(matrix, cell)}
      aria-disabled={count === 0}
      tabIndex={current.truth === truth && current.answer === cell.answer ? 0 : -1}
      onFocus={() => onFocused(cell)}
      onMouseEnter={() => onPointed(cell)}
      onClick={() => count > 0 && onOpened(cell)}
    >
      {shown}
    </button>
  )
  return (
    <tr>
      <th scope="row">{truth}</th>
      {DIGITS.map((answer) => {
        const count = matrix.counts[truth * CLASSES + answer]!
        return (
          <td
            key={answer}
            className={truth === answer ? 'confusion-right' : 'confusion-wrong'}
            data-count={count}
            style={{ '--heat': percent(heatOf(count / images || 0)) }}
          >
            {opener({ truth, answer }, count, `${count}`)}
          </td>
        )
      })}
      <td className="confusion-error" style={{ '--bar': percent(error / mostErrors) }}>
        {opener({ truth, answer: null }, wrong, images === 0 ? '–' : format.percent(error, 1))}
      </td>
    </tr>
  )
}

/** @param share - 0..1; NaN where there is nothing to share. */
const percent = (share: number): string => `${((share || 0) * 100).toFixed(1)}%`

const cellId = ({ truth, answer }: Cell): string => `confusion-${truth}-${answer ?? 'error'}`
