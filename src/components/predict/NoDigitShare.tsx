import type { CSSProperties } from 'react'
import { useTranslation } from 'react-i18next'
import { answeredWith } from '../../store/answer'
import { useFormat } from '../use-format'
import { useLab } from '../use-lab'

/** What the ten bars leave: the share of what is no digit, of a network that has learnt that. */
export function NoDigitShare() {
  const { t } = useTranslation()
  const format = useFormat()
  const isAnswer = useLab((state) => answeredWith(state) === 'notADigit')
  const share = useLab(({ reading }) =>
    reading === null
      ? null
      : Math.max(
          0,
          reading.probabilities.reduce((left, of) => left - of, 1),
        ),
  )
  const style: CSSProperties & Record<'--share', number> = { '--share': share ?? 0 }
  return (
    <p className="bar" data-best={isAnswer} style={style}>
      <span className="bar-digit">
        <span aria-hidden="true">?</span>
        <span className="visually-hidden">{t('answer.noDigitShare')}</span>
      </span>
      <span className="bar-track" aria-hidden="true">
        <span className="bar-fill" />
      </span>
      <span className="bar-number">{share === null ? '–' : format.percent(share)}</span>
    </p>
  )
}
