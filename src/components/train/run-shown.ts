import { MNIST_COUNTS } from '../../core/mnist/images'
import type { LabState } from '../../store/lab-store'
import type { RunLength } from './curve-axes'

/** What of the state the curves are drawn from. */
export type RunState = Pick<LabState, 'curve' | 'evaluations' | 'progress' | 'settings'>

export const runOf = ({ curve, evaluations, progress, settings }: LabState): RunState => ({
  curve,
  evaluations,
  progress,
  settings,
})

/** Whether a run has left anything to draw. */
export const isDrawable = ({ curve, evaluations }: RunState): boolean =>
  curve.length > 0 || evaluations.length > 0

/** How long the run is: as it began, since the settings may have changed after its end. */
export function lengthOf({
  progress,
  settings,
}: Pick<RunState, 'progress' | 'settings'>): RunLength {
  if (progress !== null) {
    return { epochs: progress.epochs, epochImages: progress.totalImages / progress.epochs }
  }
  return {
    epochs: settings.epochs,
    epochImages: MNIST_COUNTS.train.images - settings.validationImages,
  }
}
