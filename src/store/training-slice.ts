import { defaultSettings, type TrainingSettings } from '../core/recipe/settings'
import type {
  Checkpoint,
  CurvePoint,
  Evaluation,
  FailureReason,
  TrainingEvent,
} from '../worker/protocol'
import type { LabPorts } from './lab-ports'
import type { LabSlice } from './lab-store'
import { stateAfter } from './training-event'

/** One field decides what the panel shows, so "paused and failed" cannot be represented. */
export type TrainingPhase = 'idle' | 'loading' | 'running' | 'paused' | 'done' | 'failed'

export interface TrainingProgress {
  /** 1 for the first. */
  readonly epoch: number
  readonly epochs: number
  /** Images trained since the run began, and by its end. */
  readonly images: number
  readonly totalImages: number
  readonly imagesPerSecond: number
  readonly secondsLeft: number
  /** What the engine holds: GPU textures, the wasm heap, or arrays. */
  readonly memoryBytes: number
}

export interface DataProgress {
  readonly images: number
  readonly totalImages: number
  readonly bytes: number
  readonly totalBytes: number
}

export interface TrainingFailure {
  readonly reason: FailureReason
  /** Of `data`: what was wrong with it, where that is known. */
  readonly detail: 'missing' | 'corrupt' | 'offline' | null
  readonly message: string
}

export interface TrainingSlice {
  readonly phase: TrainingPhase
  readonly settings: TrainingSettings
  readonly progress: TrainingProgress | null
  readonly dataProgress: DataProgress | null
  /** Training loss and error, oldest first. */
  readonly curve: readonly CurvePoint[]
  /** One an epoch, oldest first. */
  readonly evaluations: readonly Evaluation[]
  readonly failure: TrainingFailure | null
  /** Changes settings of the next run; ignored while one runs. */
  settingsChanged(change: Partial<TrainingSettings>): void
  trainPressed(): void
  pausePressed(): void
  resumePressed(): void
  stepPressed(): void
  stopPressed(): void
  /** Goes on from the last good step after a failure. */
  retryPressed(): void
}

/** Phases in which a run exists and can be paused, stepped or stopped. */
export const isActive = (phase: TrainingPhase): boolean =>
  phase === 'loading' || phase === 'running' || phase === 'paused'

/** What may be changed before a run goes on; the rest says where in the run it stands. */
function continuation(now: TrainingSettings, begun: TrainingSettings): TrainingSettings {
  const { epochs, learningRate, momentum, weightDecay, schedule } = now
  return { ...begun, epochs, learningRate, momentum, weightDecay, schedule }
}

/** Nothing trained yet, as far as the training panel shows. */
export const NO_RUN = {
  phase: 'idle',
  progress: null,
  curve: [],
  evaluations: [],
  failure: null,
} as const satisfies Partial<TrainingSlice>

export const createTrainingSlice =
  ({ trainer }: LabPorts): LabSlice<TrainingSlice> =>
  (set, get) => {
    const eventArrived = (event: TrainingEvent) => {
      if (event.kind === 'engineChosen') get().engineTookOver(event.name)
      const change = stateAfter(get(), event)
      if (change !== null) set(change)
      if (event.kind === 'weightsChanged' || event.kind === 'finished') {
        get().weightsTrained(event.checkpoint)
      }
      if (event.kind === 'failed' && event.checkpoint !== null) {
        get().weightsTrained(event.checkpoint)
      }
      if (event.kind === 'engineTried' && event.trial.refused !== null) {
        get().engineRefused(event.trial.name, event.trial.refused)
      }
    }
    const train = (settings: TrainingSettings, from: Checkpoint | null) => {
      set({ settings, phase: 'loading', failure: null, engineTrials: [] })
      void trainer.train(settings, get().engineChoice, from, eventArrived)
    }
    return {
      ...NO_RUN,
      settings: defaultSettings('modern'),
      dataProgress: null,
      settingsChanged: (change) => {
        if (!isActive(get().phase))
          set(({ settings }) => ({ settings: { ...settings, ...change } }))
      },
      trainPressed: () => {
        if (isActive(get().phase)) return
        set({ progress: null, curve: [], evaluations: [] })
        train(get().settings, null)
      },
      pausePressed: () => {
        if (get().phase === 'running') void trainer.pause()
      },
      resumePressed: () => {
        if (get().phase === 'paused') void trainer.resume()
      },
      stepPressed: () => {
        if (get().phase === 'paused') void trainer.step()
      },
      stopPressed: () => {
        if (isActive(get().phase)) void trainer.stop()
      },
      retryPressed: () => {
        const { phase, network, trained, settings } = get()
        if (phase !== 'failed') return
        const from = trained[network.variant] ?? null
        train(from === null ? settings : continuation(settings, from.settings), from)
      },
    }
  }
