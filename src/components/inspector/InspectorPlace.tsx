import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useInspection } from '../inspect/inspection'
import { PanelBoundary } from '../PanelBoundary'

/** Where a layer or a unit opens, below the layers; nothing of it is loaded before. */
export function InspectorPlace() {
  const { t } = useTranslation()
  const isOpen = useInspection(({ depth }) => depth !== 'overview')
  if (!isOpen) return null
  return (
    <PanelBoundary name={t('inspector')} className="inspector">
      <LazyInspector />
    </PanelBoundary>
  )
}

/** Asks for the panel anew each time it is mounted, so that a retry after a lost chunk is one. */
function LazyInspector() {
  const [Inspector] = useState(() =>
    lazy(() => import('./Inspector').then((module) => ({ default: module.Inspector }))),
  )
  return (
    <Suspense fallback={<div className="inspector" />}>
      <Inspector />
    </Suspense>
  )
}
