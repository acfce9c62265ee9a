import { lazy, Suspense, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import './page-foot.css'

const Licences = lazy(() => import('./Licences').then((module) => ({ default: module.Licences })))

/** Whose work the page is. */
export function PageFoot() {
  const { t } = useTranslation('foot')
  const [isOpen, setIsOpen] = useState(false)
  const opener = useRef<HTMLButtonElement>(null)
  return (
    <footer className="page-foot quiet">
      <span>{t('licence')}</span>
      <span>{t('data')}</span>
      <button
        ref={opener}
        type="button"
        className="link"
        data-testid="licences"
        onClick={() => setIsOpen(true)}
      >
        {t('open')}
      </button>
      {isOpen && (
        <Suspense fallback={null}>
          <Licences onClosed={() => setIsOpen(false)} returnFocus={() => opener.current?.focus()} />
        </Suspense>
      )}
    </footer>
  )
}
