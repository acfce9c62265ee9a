import { lazy, Suspense, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { PanelBoundary } from './PanelBoundary'
import { useLab } from './use-lab'

/** Waits no longer than this for the page to have nothing else to do. */
const PATIENCE_MS = 1000

/** The training panel's place. It is loaded once the page can answer, and never moves what is above. */
export function TrainingPlace() {
  const { t } = useTranslation()
  const isIdle = useIdleOnceAnswering()
  return (
    <div className="training-place">
      <PanelBoundary name={t('training.title')}>{isIdle && <LazyTraining />}</PanelBoundary>
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

function useIdleOnceAnswering(): boolean {
  const canAnswer = useLab(({ weightsSource }) => weightsSource.kind !== 'loading')
  const [isIdle, setIsIdle] = useState(false)
  useEffect(() => {
    if (!canAnswer) return
    // Safari has no requestIdleCallback.
    const timer = setTimeout(
      () => setIsIdle(true),
      'requestIdleCallback' in window ? PATIENCE_MS : 100,
    )
    const idle = window.requestIdleCallback?.(() => setIsIdle(true))
    return () => {
      clearTimeout(timer)
      if (idle !== undefined) cancelIdleCallback(idle)
    }
  }, [canAnswer])
  return isIdle
}
