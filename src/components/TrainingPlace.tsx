import { lazy, Suspense, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { isPadBare } from '../store/drawing-slice'
import { PanelBoundary } from './PanelBoundary'
import { useLab } from './use-lab'

/** The panel is loaded this long after the weights or the first answer, which need not wait for it. */
const HEAD_START_MS = 500

/** An answer that has not come by then may never come: strokes that were rubbed out have none. */
const LONGEST_WAIT_MS = 5000

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

/** Whether whoever drew at once has an answer, and the page was left alone with it for a while. */
function useHeadStartOver(): boolean {
  const isLoading = useLab(({ weightsSource }) => weightsSource.kind === 'loading')
  const isAwaited = useLab((state) => state.reading === null && !isPadBare(state))
  const [isOver, setIsOver] = useState(false)
  useEffect(() => {
    if (isLoading || isOver) return
    const wait = isAwaited ? LONGEST_WAIT_MS : HEAD_START_MS
    const timer = setTimeout(() => setIsOver(true), wait)
    return () => clearTimeout(timer)
  }, [isLoading, isAwaited, isOver])
  return isOver
}
