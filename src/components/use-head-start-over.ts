import { useEffect, useState } from 'react'
import { isPadBare } from '../store/drawing-slice'
import { useLab } from './use-lab'

/** Panels are loaded this long after the weights or the first answer, which need not wait for them. */
const HEAD_START_MS = 500

/** An answer that has not come by then may never come: strokes that were rubbed out have none. */
const LONGEST_WAIT_MS = 5000

/** Whether whoever drew at once has an answer, and the page was left alone with it for a while. */
export function useHeadStartOver(): boolean {
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
