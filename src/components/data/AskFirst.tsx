import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'

interface AskFirstProps {
  readonly question: string
  readonly onConfirmed: () => void
  readonly onKept: () => void
}

/** Asks before something is deleted; the harmless answer has the focus. */
export function AskFirst({ question, onConfirmed, onKept }: AskFirstProps) {
  const { t } = useTranslation('data')
  const keep = useRef<HTMLButtonElement>(null)
  useEffect(() => keep.current?.focus(), [])
  return (
    <fieldset className="hand-confirm">
      <legend className="visually-hidden">{question}</legend>
      <span>{question}</span>
      <button
        type="button"
        className="button"
        data-testid="data-delete-confirmed"
        onClick={onConfirmed}
      >
        {t('confirm')}
      </button>
      <button ref={keep} type="button" className="button" onClick={onKept}>
        {t('keep')}
      </button>
    </fieldset>
  )
}
