import { useMemo } from 'react'
import type { ConfusionMatrix } from '../../core/metrics/confusion'
import type { ImageReadings } from '../../core/metrics/image-readings'
import { answeringTest } from '../../store/weights-test-slice'
import { useLab } from '../use-lab'

/** How the test images were read, and by what. */
export interface ShownScore {
  readonly confusion: ConfusionMatrix
  /** Missing from runs that were kept before the page noted them. */
  readonly readings?: ImageReadings | undefined
  /** The run's, 1 for the first; null for weights that were measured by themselves. */
  readonly epoch: number | null
}

/** The score of the weights that answer, where it was asked for; otherwise the latest epoch's. */
export function useShownScore(): ShownScore | null {
  const tested = useLab(answeringTest)
  const evaluation = useLab((state) => state.evaluations.at(-1))
  return useMemo(() => {
    if (tested !== null && tested !== 'running') return { ...tested, epoch: null }
    return evaluation ?? null
  }, [tested, evaluation])
}
