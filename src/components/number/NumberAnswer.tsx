import type { CSSProperties } from 'react'
import { useTranslation } from 'react-i18next'
import { numberText } from '../../core/numbers/read-digits'
import type { NumberReading } from '../../worker/protocol'
import { usePadState } from '../draw/use-pad'
import { useAnnouncement } from '../use-announcement'

interface NumberAnswerProps {
  readonly reading: NumberReading | null
}

/** The number read, and in words how. */
export function NumberAnswer({ reading }: NumberAnswerProps) {
  const { t } = useTranslation('number')
  const penIsUp = usePadState(({ liveStroke }) => liveStroke === null)
  const text = reading === null ? null : numberText(reading.digits)
  const sentence =
    text === null
      ? t('answer.empty')
      : text.includes('?')
        ? t('answer.doubtful')
        : t('answer.read', { count: text.length })
  const said = useAnnouncement(text, text === null ? sentence : `${text}. ${sentence}`, penIsUp)
  return (
    <div className="number-answer">
      <p className="number-reading" data-testid="number-reading" data-quiet={text === null}>
        {text ?? '–'}
      </p>
      <p className="quiet">{sentence}</p>
      <p className="visually-hidden" role="status" aria-live="polite">
        {said}
      </p>
    </div>
  )
}

interface DigitsUnderInkProps {
  readonly reading: NumberReading | null
  /** Of the paper, in pad units. */
  readonly paper: number
}

/** Each digit under its ink. */
export function DigitsUnderInk({ reading, paper }: DigitsUnderInkProps) {
  const place = ({ left, right }: { left: number; right: number }) => {
    const span: CSSProperties & Record<`--${string}`, number> = {
      '--left': left / paper,
      '--width': (right - left) / paper,
    }
    return span
  }
  return (
    <div className="number-digits" aria-hidden="true">
      {reading?.digits.map(({ digit, isRefused, box }) => (
        <span key={box.left} style={place(box)} data-refused={isRefused}>
          {isRefused ? '?' : digit}
        </span>
      ))}
    </div>
  )
}
