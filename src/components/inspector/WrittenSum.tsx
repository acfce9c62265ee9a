import { useCallback, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { LayerUnit } from '../../core/explain/unit'
import type { LabState } from '../../store/lab-store'
import { useFormat } from '../use-format'
import { usePainted } from '../use-painted'
import { explained } from './explained'
import { writtenSum } from './written-sum'

/** The whole sum in writing, every product of it; written only while it is unfolded. */
export function WrittenSum({ unit }: { readonly unit: LayerUnit }) {
  const { t } = useTranslation('inspector')
  const [isOpen, setIsOpen] = useState(false)
  return (
    <details
      className="unfolding"
      data-testid="written-sum"
      onToggle={({ currentTarget }) => setIsOpen(currentTarget.open)}
    >
      <summary>{t('written.title')}</summary>
      {isOpen && <Writing unit={unit} />}
    </details>
  )
}

const whatWritingShows = ({ reading }: LabState) => [reading] as const

function Writing({ unit }: { readonly unit: LayerUnit }) {
  const { t } = useTranslation('inspector')
  const format = useFormat()
  const text = useRef<HTMLElement>(null)
  const paint = useCallback(
    ([reading]: ReturnType<typeof whatWritingShows>) => {
      const found = explained(reading, unit)
      if (text.current === null) return
      text.current.textContent = found === null ? '–' : writtenSum(found, format.value)
    },
    [unit, format],
  )
  usePainted(whatWritingShows, paint)
  return (
    <section
      ref={text}
      className="writing"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keys
      tabIndex={0}
      aria-label={t('written.title')}
    />
  )
}
