import type { KeptRun } from '../storage/kept-run'
import type { TrainingEvent } from '../worker/protocol'
import { filmOf } from './film'
import type { LabPorts } from './lab-ports'
import type { LabSlice, LabState } from './lab-store'
import { isActive, isComplete, NO_RUN, type TrainingProgress } from './training-slice'

/** A run of another tab is kept about as often. */
const FOLLOW_MS = 1000

export interface KeptRunsSlice {
  /** The last run of before, kept on this device; null where there is none, or once it was decided on. */
  readonly keptRun: KeptRun | null
  /** Another tab of this page trains now; it alone keeps its run. */
  readonly isTrainingElsewhere: boolean
  /** Looks for a kept run, and for other tabs; again does nothing. */
  keptRunsOpened(): Promise<void>
  /** Goes on with the kept run where it stood, or answers from its weights where it is over. */
  keptRunTaken(): void
  /** Looks again: the runs that are kept were changed from outside. */
  keptRunsChanged(): Promise<void>
  /** Removes the kept run from this device. */
  keptRunDiscarded(): Promise<void>
  /** Hears what a run on this page reports. */
  keepingHeard(event: TrainingEvent): void
}

export const createKeptRunsSlice =
  ({ openRuns, tabs }: LabPorts): LabSlice<KeptRunsSlice> =>
  (set, get) => {
    let isOpened = false
    let isPersistAsked = false
    /** What the page shows is the run of another tab. */
    let isFollowing = false
    const look = async () => {
      const run = await (await openRuns()).newest()
      const { phase, progress } = get()
      // Whoever began to train meanwhile wants that run.
      if (run === null || phase !== 'idle' || progress !== null) return
      set(({ runNumber }) => ({ keptRun: run, runNumber: runNumber + 1 }))
      if (run.checkpoint.settings.variant === get().network.variant) set(shown(run, get()))
    }
    /** Shows how the run of another tab goes, as it is kept; nothing over what this tab has to show. */
    const follow = async () => {
      const { phase, keptRun, isTrainingElsewhere, progress } = get()
      if (phase !== 'idle' || keptRun !== null || (progress !== null && !isFollowing)) return
      const run = await (await openRuns()).newest()
      const isWanted = isTrainingElsewhere && get().isTrainingElsewhere && get().phase === 'idle'
      if (run?.checkpoint.settings.variant !== get().network.variant || !isWanted) return
      isFollowing = true
      const { progress: place, curve, evaluations } = shown(run, get())
      set({ progress: place ?? null, curve: curve ?? [], evaluations: evaluations ?? [] })
    }
    const waitForOthers = async () => {
      if (get().isTrainingElsewhere) return
      set({ isTrainingElsewhere: true })
      const timer = setInterval(() => void follow().catch(() => {}), FOLLOW_MS)
      try {
        await tabs.trained()
      } finally {
        clearInterval(timer)
        const isShown = isFollowing && get().phase === 'idle'
        isFollowing = false
        set({ isTrainingElsewhere: false, ...(isShown && NO_RUN) })
      }
    }
    return {
      keptRun: null,
      isTrainingElsewhere: false,
      keptRunsOpened: async () => {
        if (isOpened) return
        isOpened = true
        try {
          if (await tabs.isTraining()) {
            if (isActive(get().phase)) return
            await waitForOthers()
          }
          await look()
        } catch {
          // Storage is denied: a run that begins will say so, and one of before was never kept.
        }
      },
      keptRunsChanged: async () => {
        // The run on the page is none of them, or is kept again soon.
        if (get().keptRun !== null) set({ keptRun: null, ...NO_RUN })
        await look().catch(() => {})
      },
      keptRunTaken: () => {
        const { keptRun: run, phase, engineChoice, weightsTrained, runContinued } = get()
        if (run === null || isActive(phase)) return
        const { checkpoint, curve, evaluations, id, engine } = run
        set({ ...shown(run, get()), settings: checkpoint.settings, keptRun: null })
        weightsTrained(checkpoint)
        if (isComplete(run)) set({ phase: 'done' })
        else {
          // Only on its own engine the rest of the run is the rest of the unbroken one.
          const choice = engineChoice === 'auto' ? (engine?.name ?? 'auto') : engineChoice
          const { frames } = get().film
          runContinued({ checkpoint, curve, evaluations, frames, kept: id }, choice)
        }
      },
      keptRunDiscarded: async () => {
        const run = get().keptRun
        if (run === null) return
        try {
          await (await openRuns()).remove(run.id)
          // A run that was begun meanwhile is another one.
          if (get().keptRun !== run) return
          get().frameLeft()
          set({ keptRun: null, ...NO_RUN })
        } catch (error) {
          get().taskFailed(error)
        }
      },
      keepingHeard: (event) => {
        if (event.kind === 'saved' && !isPersistAsked) {
          isPersistAsked = true
          void get().persistenceAsked()
        }
        if (event.kind === 'notSaved') {
          const code = event.reason === 'full' ? 'runNotKeptFull' : 'runNotKept'
          get().noticeGiven('warning', code, {}, { kind: 'saveWeights' })
        }
        if (event.kind === 'failed' && event.reason === 'elsewhere') {
          void waitForOthers().catch(() => {})
        }
      },
    }
  }

/** What the page shows of a kept run; what answers stays. */
function shown(
  run: KeptRun,
  { trained, trainedRuns, trainedEvidence, runNumber }: LabState,
): Partial<LabState> {
  const { checkpoint, curve, evaluations, frames, epoch, images, totalImages, id } = run
  const { variant, epochs } = checkpoint.settings
  const progress: TrainingProgress = {
    epoch,
    epochs,
    images,
    totalImages,
    imagesPerSecond: 0,
    secondsLeft: 0,
    memoryBytes: 0,
  }
  return {
    progress,
    curve,
    evaluations,
    film: filmOf(checkpoint.settings, frames),
    runKeeping: { kind: 'kept', run: id, images, film: frames.length > 0 },
    trained: { ...trained, [variant]: checkpoint },
    trainedRuns: { ...trainedRuns, [variant]: runNumber },
    trainedEvidence: {
      ...trainedEvidence,
      [variant]: evaluations.at(-1)?.leastEvidence ?? null,
    },
  }
}
