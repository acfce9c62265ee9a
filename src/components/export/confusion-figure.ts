import type { ConfusionMatrix } from '../../core/metrics/confusion'
import { errorsByDigit } from '../../core/metrics/digit-errors'
import { CLASSES } from '../../core/network/description'
import { heatOf } from '../evaluate/heat'
import { csvText } from './csv'
import { element, type Figure, figure, text } from './svg'

export interface ConfusionWords {
  readonly title: string
  readonly truth: string
  readonly answer: string
  readonly error: string
  readonly percent: (share: number) => string
}

const CELL = 36
const LEFT = 84
const TOP = 76

/** The confusion matrix as a picture of rectangles and text. */
export function confusionFigure(matrix: ConfusionMatrix, words: ConfusionWords): Figure {
  const right = LEFT + CLASSES * CELL
  const quiet = { fill: '#62656d' }
  const parts = [
    text(16, 24, words.title, { 'font-weight': 600 }),
    text(LEFT + (CLASSES * CELL) / 2, 46, words.answer, { 'text-anchor': 'middle', ...quiet }),
    text(LEFT - 12, TOP - 8, words.truth, { 'text-anchor': 'end', ...quiet }),
    text(right + 60, TOP - 8, words.error, { 'text-anchor': 'end', ...quiet }),
  ]
  for (const { digit, images, error } of errorsByDigit(matrix)) {
    const middle = TOP + digit * CELL + CELL / 2 + 4
    const column = LEFT + digit * CELL + CELL / 2
    parts.push(
      text(column, TOP - 8, `${digit}`, { 'text-anchor': 'middle', ...quiet }),
      text(LEFT - 12, middle, `${digit}`, { 'text-anchor': 'end', ...quiet }),
      text(right + 60, middle, images === 0 ? '–' : words.percent(error), { 'text-anchor': 'end' }),
    )
    for (let answer = 0; answer < CLASSES; answer++) {
      const count = matrix.counts[digit * CLASSES + answer]!
      const x = LEFT + answer * CELL
      const box = { x: x + 1, y: TOP + digit * CELL + 1, width: CELL - 2, height: CELL - 2, rx: 2 }
      if (answer === digit) parts.push(element('rect', { ...box, fill: '#ebeae8' }))
      else if (count > 0) {
        const opacity = 0.08 + 0.48 * heatOf(count / images)
        parts.push(element('rect', { ...box, fill: '#2456b8', 'fill-opacity': opacity }))
      }
      parts.push(
        text(x + CELL / 2, middle, `${count}`, {
          'text-anchor': 'middle',
          ...(count === 0 && quiet),
        }),
      )
    }
  }
  return figure(right + 76, TOP + CLASSES * CELL + 16, parts.join(''))
}

/** The counts, a row for each true digit, and the share of it that was misread. */
export function confusionCsv(matrix: ConfusionMatrix): string {
  const digits = Array.from({ length: CLASSES }, (_, digit) => digit)
  return csvText([
    ['true_digit', ...digits.map((digit) => `read_as_${digit}`), 'error'],
    ...errorsByDigit(matrix).map(({ digit, images, error }) => [
      digit,
      ...matrix.counts.subarray(digit * CLASSES, (digit + 1) * CLASSES),
      images === 0 ? null : error,
    ]),
  ])
}
