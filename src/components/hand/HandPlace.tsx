import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { PanelBoundary } from '../PanelBoundary'
import { useHeadStartOver } from '../use-head-start-over'

/** The place of the learner's handwriting, and of what else is kept, which are loaded once the page can answer. */
export function HandPlace() {
  const { t } = useTranslation()
  const isTime = useHeadStartOver('panels')
  return (
    <div className="hand-place">
      <PanelBoundary name={t('handTitle')}>{isTime && <LazyHand />}</PanelBoundary>
      <PanelBoundary name={t('dataTitle')}>{isTime && <LazyData />}</PanelBoundary>
    </div>
  )
}

/** Asks for the panel anew each time it is mounted, so that a retry after a lost chunk is one. */
function LazyHand() {
  const [HandPanel] = useState(() =>
    lazy(() => import('./HandPanel').then((module) => ({ default: module.HandPanel }))),
  )
  return (
    <Suspense fallback={null}>
      <HandPanel />
    </Suspense>
  )
}

function LazyData() {
  const [DataPanel] = useState(() =>
    lazy(() => import('../data/DataPanel').then((module) => ({ default: module.DataPanel }))),
  )
  return (
    <Suspense fallback={null}>
      <DataPanel />
    </Suspense>
  )
}
