import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { PanelBoundary } from './PanelBoundary'
import { useHeadStartOver } from './use-head-start-over'

/** The training panel's place. It is loaded once the page can answer, and never moves what is above. */
export function TrainingPlace() {
  const { t } = useTranslation()
  const isTime = useHeadStartOver('panels')
  return (
    <div className="training-place">
      <PanelBoundary name={t('training.title')}>{isTime && <LazyTraining />}</PanelBoundary>
    </div>
  )
}

/** Asks for the panel anew each time it is mounted, so that a retry after a lost chunk is one. */
function LazyTraining() {
  const [TrainingPanel] = useState(() =>
    lazy(() =>
      import('./train/TrainingPanel').then((module) => ({ default: module.TrainingPanel })),
    ),
  )
  return (
    <Suspense fallback={null}>
      <TrainingPanel />
    </Suspense>
  )
}
