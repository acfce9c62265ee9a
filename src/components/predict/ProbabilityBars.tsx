import { useCallback, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { CLASSES } from '../../core/network/description'
import { answeredWith } from '../../store/answer'
import type { LabState } from '../../store/lab-store'
import { useFormat } from '../use-format'
import { usePainted } from '../use-painted'
import { paintBar } from './paint-bar'

const DIGITS = Array.from({ length: CLASSES }, (_, digit) => digit)

const whatBarsShow = (state: LabState) => [state.reading, answeredWith(state)] as const

/** Ten bars, one a digit, each with its share in percent. */
export function ProbabilityBars() {
  const { t } = useTranslation()
  const format = useFormat()
  const list = useRef<HTMLOListElement>(null)
  const paint = useCallback(
    ([reading, answer]: ReturnType<typeof whatBarsShow>) => {
      for (const [digit, row] of [...(list.current?.children ?? [])].entries()) {
        if (!(row instanceof HTMLElement)) continue
        paintBar(row, reading?.probabilities[digit] ?? null, answer === digit, format)
      }
    },
    [format],
  )
  usePainted(whatBarsShow, paint)
  return (
    <ol
      ref={list}
      className="bars"
      data-testid="probabilities"
      aria-label={t('answer.probabilities')}
    >
      {DIGITS.map((digit) => (
        <li key={digit} className="bar" data-p="0">
          <span className="bar-digit">{digit}</span>
          <span className="bar-track" aria-hidden="true">
            <span className="bar-fill" />
          </span>
          <span className="bar-number">
            <span className="changing-line" />
          </span>
        </li>
      ))}
    </ol>
  )
}
