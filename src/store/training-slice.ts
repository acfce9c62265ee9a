import type { EngineChoice, EngineName } from '../core/recipe/engine-name'
import { defaultSettings, type TrainingSettings } from '../core/recipe/settings'
import type {
  Checkpoint,
  CurvePoint,
  Evaluation,
  FailureReason,
  RunSoFar,
  TrainingEvent,
} from '../worker/protocol'
import { type Film, filmOf, framesToHand, NO_FILM } from './film'
import type { LabPorts } from './lab-ports'
import type { LabSlice, LabState } from './lab-store'
import { RunContinuation } from './run-continuation'
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

/** How the run on the page is kept on this device, after the browser's own word. */
export type RunKeeping =
  | { readonly kind: 'unknown' }
  /** `images` were trained when it was last saved; `run` is the record's id. */
  | {
      readonly kind: 'kept'
      readonly run: number
      readonly images: number
      /** Whether its film is kept with it. */
      readonly film: boolean
    }
  | { readonly kind: 'notKept' }

export interface TrainingSlice {
  readonly phase: TrainingPhase
  readonly settings: TrainingSettings
  /** Counts the runs that this page has begun or found kept: the number of the one it shows, 0 before the first. */
  readonly runNumber: number
  readonly progress: TrainingProgress | null
  readonly dataProgress: DataProgress | null
  /** Training loss and error, oldest first. */
  readonly curve: readonly CurvePoint[]
  /** One an epoch, oldest first. */
  readonly evaluations: readonly Evaluation[]
  /** Weights of the run on the page on its way. */
  readonly film: Film
  readonly failure: TrainingFailure | null
  readonly runKeeping: RunKeeping
  /** Changes settings of the next run; ignored while one runs. */
  settingsChanged(change: Partial<TrainingSettings>): void
  /** The learner is about to train: what a run begins with is made ready, unless the pen or another run needs the machine. */
  trainingIntended(): Promise<void>
  trainPressed(): void
  /** Goes on with a run, by its own settings, on that engine; ignored while one is on. */
  runContinued(run: RunSoFar, engine: EngineChoice): void
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

/** Whether a run went through all of its images. */
export const isComplete = (run: Pick<TrainingProgress, 'images' | 'totalImages'> | null): boolean =>
  run !== null && run.images >= run.totalImages

/** Whether nothing would notice that the machine computes. */
const isIdle = ({ phase, liveStroke, handLearning }: LabState): boolean =>
  !isActive(phase) && liveStroke === null && handLearning.phase === 'idle'

/** What may be changed before a run goes on; the rest says where in the run it stands. */
function continued(now: TrainingSettings, begun: TrainingSettings): TrainingSettings {
  const { epochs, learningRate, momentum, weightDecay, schedule } = now
  return { ...begun, epochs, learningRate, momentum, weightDecay, schedule }
}

/** Nothing trained yet, as far as the training panel shows. */
export const NO_RUN = {
  phase: 'idle',
  progress: null,
  curve: [],
  evaluations: [],
  film: NO_FILM,
  failure: null,
  runKeeping: { kind: 'unknown' },
} as const satisfies Partial<TrainingSlice>

/** What is known of a worker that trains. */
interface Attempt {
  readonly choice: EngineChoice
  engine: EngineName | null
  wasHeard: boolean
  /** Whether the worker before it died or hung in the same run. */
  goesOn: boolean
}

/** Whether a run that failed may do better in a new worker. */
function isInterruption(reason: FailureReason, { goesOn }: Attempt): boolean {
  // A worker that cannot be ended at once is no other tab.
  return reason === 'worker' || reason === 'hung' || (reason === 'elsewhere' && goesOn)
}

export const createTrainingSlice =
  ({ trainer, tabs }: LabPorts): LabSlice<TrainingSlice> =>
  (set, get) => {
    /** Where the run on the page stood last; null before its first checkpoint. */
    let newest: Checkpoint | null = null
    /** What is known of the worker that trains now. */
    let attempt: Attempt = { choice: 'auto', engine: null, wasHeard: false, goesOn: false }
    let isStopping = false
    const continuation = new RunContinuation()
    const reached = (checkpoint: Checkpoint) => {
      if (checkpoint.step > 0) newest = checkpoint
      get().weightsTrained(checkpoint)
    }
    const eventArrived = (event: TrainingEvent) => {
      if (event.kind === 'failed' && wentOn(event)) return
      attempt.wasHeard = true
      if (event.kind === 'engineChosen') {
        attempt.engine = event.name
        get().engineTookOver(event.name)
      }
      const change = stateAfter(get(), event)
      if (change !== null) set(change)
      if ('checkpoint' in event && event.checkpoint !== null) reached(event.checkpoint)
      if (event.kind === 'engineTried' && event.trial.refused !== null) {
        get().engineRefused(event.trial.name, event.trial.refused)
      }
      get().keepingHeard(event)
    }
    /** The run on the page as far as it has come; null before its first checkpoint. */
    const runSoFar = (): RunSoFar | null => {
      const { curve, evaluations, film, runKeeping } = get()
      const kept = runKeeping.kind === 'kept' ? runKeeping.run : null
      const frames = framesToHand(film, runKeeping)
      return newest && { checkpoint: newest, curve, evaluations, frames, kept }
    }
    /** Goes on by itself with a run whose worker died or hung. @returns Whether it did. */
    const wentOn = ({ reason, checkpoint }: TrainingEvent & { kind: 'failed' }): boolean => {
      const { phase, settings, noticeGiven } = get()
      if (!isInterruption(reason, attempt) || isStopping || !isActive(phase)) return false
      if (checkpoint !== null) reached(checkpoint)
      const next = continuation.next({ ...attempt, step: newest?.step ?? 0 })
      if (next === null) return false
      if (next.isNew) noticeGiven('warning', reason === 'hung' ? 'trainerHung' : 'trainerDied')
      train(settings, runSoFar(), next.engine)
      attempt.goesOn = true
      if (phase === 'paused') void trainer.pause()
      return true
    }
    const begin = (settings: TrainingSettings, from: RunSoFar | null, engine: EngineChoice) => {
      continuation.reset()
      train(settings, from, engine)
    }
    /** @param from - Null begins a run, and a film. */
    const train = (settings: TrainingSettings, from: RunSoFar | null, engine: EngineChoice) => {
      newest = from?.checkpoint ?? null
      attempt = { choice: engine, engine: null, wasHeard: false, goesOn: false }
      isStopping = false
      if (from === null) {
        get().frameLeft()
        set(({ runNumber }) => ({ film: filmOf(settings, []), runNumber: runNumber + 1 }))
      }
      set({ settings, phase: 'loading', failure: null, engineTrials: [], keptRun: null })
      void trainer.train(settings, engine, from, eventArrived)
    }
    return {
      ...NO_RUN,
      settings: defaultSettings('modern'),
      runNumber: 0,
      dataProgress: null,
      settingsChanged: (change) => {
        if (!isActive(get().phase))
          set(({ settings }) => ({ settings: { ...settings, ...change } }))
      },
      trainingIntended: async () => {
        if (!isIdle(get()) || (await tabs.isTraining()) || !isIdle(get())) return
        const { settings, engineChoice } = get()
        await trainer.prepare(settings, engineChoice).catch(() => {}) // the run meets it again
      },
      trainPressed: () => {
        if (isActive(get().phase)) return
        set({ progress: null, curve: [], evaluations: [], runKeeping: { kind: 'unknown' } })
        begin(get().settings, null, get().engineChoice)
      },
      runContinued: (run, engine) => {
        if (!isActive(get().phase)) begin(run.checkpoint.settings, run, engine)
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
        if (!isActive(get().phase)) return
        isStopping = true
        void trainer.stop()
      },
      retryPressed: () => {
        const { phase, settings, engineChoice } = get()
        if (phase !== 'failed') return
        const begun = newest?.settings
        begin(begun ? continued(settings, begun) : settings, runSoFar(), engineChoice)
      },
    }
  }
