import { MNIST_COUNTS } from '../../core/mnist/images'
import type { LabState } from '../../store/lab-store'
import type { CurvePoint, Evaluation } from '../../worker/protocol'

/** What the curves show of a run. */
export interface RunShown {
  readonly curve: readonly CurvePoint[]
  readonly evaluations: readonly Evaluation[]
  /** Training images of one epoch. */
  readonly epochImages: number
  readonly epochs: number
}

type RunState = Pick<LabState, 'curve' | 'evaluations' | 'progress' | 'settings'>

/** The run as it began: the settings may have changed after its end. */
export function runOf({ curve, evaluations, progress, settings }: RunState): RunShown {
  const length =
    progress === null
      ? {
          epochs: settings.epochs,
          epochImages: MNIST_COUNTS.train.images - settings.validationImages,
        }
      : { epochs: progress.epochs, epochImages: progress.totalImages / progress.epochs }
  return { curve, evaluations, ...length }
}

/** A run, and another one that is drawn with it. */
export interface RunsShown extends RunShown {
  readonly compared: RunShown | null
}

export const runsOf = (state: LabState): RunsShown => ({
  ...runOf(state),
  compared: state.comparedRun,
})

/** Whether a run has left anything to draw. */
export const isDrawable = ({ curve, evaluations }: RunState): boolean =>
  curve.length > 0 || evaluations.length > 0
