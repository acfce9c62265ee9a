import type { ReactNode } from 'react'
import { ErrorBoundary, type FallbackProps } from 'react-error-boundary'
import { useTranslation } from 'react-i18next'

interface PanelBoundaryProps {
  /** The panel's name in the page's language. */
  readonly name: string
  /** Keeps the panel's place in the page. */
  readonly className?: string
  readonly children: ReactNode
}

/** Holds a panel's failure inside the panel: the rest of the page, the drawing and a run go on. */
export function PanelBoundary({ name, className, children }: PanelBoundaryProps) {
  return (
    <ErrorBoundary
      fallbackRender={(failure) => (
        <PanelFailure {...failure} name={name} className={className ?? ''} />
      )}
      onError={(error) => console.error(`PanelBoundary: ${name}`, error)}
    >
      {children}
    </ErrorBoundary>
  )
}

interface PanelFailureProps extends FallbackProps {
  readonly name: string
  readonly className: string
}

function PanelFailure({ error, resetErrorBoundary, name, className }: PanelFailureProps) {
  const { t } = useTranslation()
  const reason = error instanceof Error ? error.message : String(error)
  return (
    <div role="alert" className={`panel-failure ${className}`}>
      <p>{t('failure.sentence', { name })}</p>
      <p className="quiet">{reason}</p>
      <button type="button" className="button" onClick={resetErrorBoundary}>
        {t('failure.retry')}
      </button>
    </div>
  )
}
