import { lazy, Suspense, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { PanelBoundary } from './PanelBoundary'
import { useLab } from './use-lab'

/** The panel is loaded this long after the weights, so that the first answer need not wait for it. */
const HEAD_START_MS = 500

/** The training panel's place. It is loaded once the page can answer, and never moves what is above. */
export function TrainingPlace() {
  const { t } = useTranslation()
  const isTime = useHeadStartOver()
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

/** Whether the page could answer for long enough that whoever drew at once has an answer. */
function useHeadStartOver(): boolean {
  const canAnswer = useLab(({ weightsSource }) => weightsSource.kind !== 'loading')
  const [isOver, setIsOver] = useState(false)
  useEffect(() => {
    if (!canAnswer) return
    const timer = setTimeout(() => setIsOver(true), HEAD_START_MS)
    return () => clearTimeout(timer)
  }, [canAnswer])
  return isOver
}
