import { useCallback, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { CLASSES } from '../../core/network/description'
import { leastEvidence } from '../../store/answer'
import type { LabState } from '../../store/lab-store'
import type { Pin } from '../inspect/inspection'
import { useFormat } from '../use-format'
import { usePainted } from '../use-painted'
import { writeText } from '../write-text'
import { answerMarkOf, comparisonOf, type Kept, outputOf } from './comparison'

interface CompareAnswersProps {
  readonly pin: Pin
  readonly kept: Kept
}

const DIGITS = Array.from({ length: CLASSES }, (_, digit) => digit)

const whatAnswersShow = (state: LabState) => [state.reading, leastEvidence(state)] as const

/** What both answer, and the probabilities side by side. */
export function CompareAnswers({ pin, kept }: CompareAnswersProps) {
  const { t } = useTranslation('compare')
  const format = useFormat()
  const table = useRef<HTMLTableElement>(null)
  const paint = useCallback(
    ([reading, least]: ReturnType<typeof whatAnswersShow>) => {
      const { pinned, now } = comparisonOf(pin, kept, reading, least)
      const [before, after] = [outputOf(pinned), now && outputOf(now)]
      const write = (row: string, cells: readonly string[]) => {
        const places = table.current?.querySelectorAll(`[data-row="${row}"] td`) ?? []
        for (const [index, place] of [...places].entries()) writeText(place, cells[index] ?? '–')
      }
      const signed = (change: number, written: string) => (change > 0 ? `+${written}` : written)
      const points = (change: number) => {
        // What is written as 0 has no sign.
        const rounded = Math.round(1000 * change) / 10
        return signed(rounded, format.number(rounded === 0 ? 0 : rounded, 1, 1).replace('-', '−'))
      }
      write('answer', [answerMarkOf(pinned), now === null ? '–' : answerMarkOf(now), ''])
      for (const digit of DIGITS) {
        const [one, other] = [before.probabilities[digit]!, after?.probabilities[digit]]
        write(String(digit), [
          format.percent(one),
          other === undefined ? '–' : format.percent(other),
          other === undefined ? '–' : points(other - one),
        ])
      }
      write('evidence', [
        format.value(before.evidence),
        after === null ? '–' : format.value(after.evidence),
        after === null
          ? '–'
          : signed(
              after.evidence - before.evidence,
              format.value(after.evidence - before.evidence),
            ),
      ])
    },
    [pin, kept, format],
  )
  usePainted(whatAnswersShow, paint)
  const cells = (
    <>
      <td />
      <td />
      <td />
    </>
  )
  return (
    <table ref={table} className="compare-answers" data-testid="compare-answers">
      <caption className="visually-hidden">{t('answers.title')}</caption>
      <thead>
        <tr>
          <th scope="col">
            <span className="visually-hidden">{t('answers.digit')}</span>
          </th>
          <th scope="col">{t(`pinned.${kept}`)}</th>
          <th scope="col">{t('now')}</th>
          <th scope="col">{t('answers.points')}</th>
        </tr>
      </thead>
      <tbody>
        <tr data-row="answer">
          <th scope="row">{t('answers.answer')}</th>
          {cells}
        </tr>
        {DIGITS.map((digit) => (
          <tr key={digit} data-row={digit}>
            <th scope="row">{digit}</th>
            {cells}
          </tr>
        ))}
        <tr data-row="evidence">
          <th scope="row">{t('answers.evidence')}</th>
          {cells}
        </tr>
      </tbody>
    </table>
  )
}
