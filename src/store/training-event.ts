import { withEpoch, withPoint } from '../core/metrics/run-history'
import { type FilmFrame, withFrame } from '../core/recipe/film'
import type { TrainingEvent } from '../worker/protocol'
import type { LabState } from './lab-store'
import { isActive } from './training-slice'

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
        curve: withPoint(state.curve, point),
        engine: state.engine && { ...state.engine, imagesPerSecond },
      }
    }
    case 'evaluated':
      return {
        evaluations: withEpoch(state.evaluations, event.evaluation),
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
    case 'frameTaken': {
      const { film } = state
      return { film: { ...film, frames: withFrame<FilmFrame>(film.frames, event.frame) } }
    }
    case 'saved': {
      const { run, images, film: isFilmKept } = event
      const { film } = state
      return {
        runKeeping: { kind: 'kept', run, images, film: isFilmKept },
        // Frames of before that were on this device alone went with the rest of its film.
        ...(!isFilmKept && {
          film: { ...film, frames: film.frames.filter(({ weights }) => weights !== null) },
        }),
      }
    }
    case 'notSaved':
      return { runKeeping: { kind: 'notKept' } }
    case 'weightsChanged':
      return null
  }
}
