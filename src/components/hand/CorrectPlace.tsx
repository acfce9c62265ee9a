import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { PanelBoundary } from '../PanelBoundary'
import { useHeadStartOver } from '../use-head-start-over'

/** The place below the answer where it can be corrected; its room is there from the start. */
export function CorrectPlace() {
  const { t } = useTranslation()
  const isTime = useHeadStartOver('panels')
  return (
    <div className="correct-place">
      <PanelBoundary name={t('handTitle')}>{isTime && <LazyCorrect />}</PanelBoundary>
    </div>
  )
}

function LazyCorrect() {
  const [CorrectAnswer] = useState(() =>
    lazy(() => import('./CorrectAnswer').then((module) => ({ default: module.CorrectAnswer }))),
  )
  return (
    <Suspense fallback={null}>
      <CorrectAnswer />
    </Suspense>
  )
}
