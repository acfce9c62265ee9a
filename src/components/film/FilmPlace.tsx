import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { PanelBoundary } from '../PanelBoundary'

/** Where the film of the run is shown; it never moves what is around it. */
export function FilmPlace() {
  const { t } = useTranslation('train')
  const [FilmPanel] = useState(() =>
    lazy(() => import('./FilmPanel').then((module) => ({ default: module.FilmPanel }))),
  )
  return (
    <div className="film-place">
      <PanelBoundary name={t('film')}>
        <Suspense fallback={null}>
          <FilmPanel />
        </Suspense>
      </PanelBoundary>
    </div>
  )
}
