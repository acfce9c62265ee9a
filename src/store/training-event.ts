import type { CurvePoint, TrainingEvent } from '../worker/protocol'
import type { LabState } from './lab-store'
import { isActive } from './training-slice'

/** Most points kept of a curve; past it every second one is dropped. */
const MOST_CURVE_POINTS = 2000

/** What an event of the trainer changes in the store, or null where it comes too late to matter. */
export function stateAfter(state: LabState, event: TrainingEvent): Partial<LabState> | null {
  switch (event.kind) {
    case 'engineTried':
      return {
        engineTrials: [
          ...state.engineTrials.filter(({ name }) => name !== event.trial.name),
          event.trial,
        ],
      }
    case 'engineChosen': {
      const { name, device, threads } = event
      const trial = state.engineTrials.findLast((candidate) => candidate.name === name)
      const imagesPerSecond = trial?.imagesPerSecond ?? null
      return { engine: { name, device, threads, imagesPerSecond } }
    }
    case 'dataLoaded': {
      const { images, totalImages, bytes, totalBytes } = event
      return { dataProgress: { images, totalImages, bytes, totalBytes } }
    }
    case 'stepped': {
      if (!isActive(state.phase)) return null
      const { point, epoch, images, totalImages, imagesPerSecond, secondsLeft, memoryBytes } = event
      return {
        // A single step is taken while paused and leaves the run paused.
        phase: state.phase === 'paused' ? 'paused' : 'running',
        progress: {
          epoch,
          epochs: state.settings.epochs,
          images,
          totalImages,
          imagesPerSecond,
          secondsLeft,
          memoryBytes,
        },
        curve: [...thinned(before(state.curve, point.images)), point],
        engine: state.engine && { ...state.engine, imagesPerSecond },
      }
    }
    case 'evaluated':
      return {
        evaluations: [
          ...state.evaluations.filter(({ epoch }) => epoch < event.evaluation.epoch),
          event.evaluation,
        ],
        trainedEvidence: {
          ...state.trainedEvidence,
          [state.settings.variant]: event.evaluation.leastEvidence,
        },
      }
    case 'paused':
      return isActive(state.phase) ? { phase: 'paused' } : null
    case 'resumed':
      return state.phase === 'paused' ? { phase: 'running' } : null
    case 'finished':
      return { phase: 'done' }
    case 'failed':
      return {
        phase: 'failed',
        failure: { reason: event.reason, detail: event.detail ?? null, message: event.message },
      }
    case 'weightsChanged':
      return null
  }
}

/** A run that went back to a checkpoint draws its curve anew from there. */
const before = (curve: readonly CurvePoint[], images: number): readonly CurvePoint[] =>
  (curve.at(-1)?.images ?? 0) < images ? curve : curve.filter((point) => point.images < images)

function thinned<Point>(curve: readonly Point[]): readonly Point[] {
  return curve.length < MOST_CURVE_POINTS ? curve : curve.filter((_, index) => index % 2 === 1)
}
