import { useCallback, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { answeredWith } from '../../store/answer'
import type { LabState } from '../../store/lab-store'
import { useFormat } from '../use-format'
import { usePainted } from '../use-painted'
import { paintBar } from './paint-bar'

const whatBarShows = (state: LabState) => [state.reading, answeredWith(state)] as const

/** What the ten bars leave: the share of what is no digit, of a network that has learnt that. */
export function NoDigitShare() {
  const { t } = useTranslation()
  const format = useFormat()
  const row = useRef<HTMLParagraphElement>(null)
  const paint = useCallback(
    ([reading, answer]: ReturnType<typeof whatBarShows>) => {
      const left = reading?.probabilities.reduce((rest, share) => rest - share, 1) ?? null
      const share = left === null ? null : Math.max(0, left)
      if (row.current !== null) paintBar(row.current, share, answer === 'notADigit', format)
    },
    [format],
  )
  usePainted(whatBarShows, paint)
  return (
    <p ref={row} className="bar">
      <span className="bar-digit">
        <span aria-hidden="true">?</span>
        <span className="visually-hidden">{t('answer.noDigitShare')}</span>
      </span>
      <span className="bar-track" aria-hidden="true">
        <span className="bar-fill" />
      </span>
      <span className="bar-number">
        <span className="changing-line" />
      </span>
    </p>
  )
}
