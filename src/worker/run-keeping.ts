import type { FilmFrame } from '../core/recipe/film'
import type { TrainingSettings } from '../core/recipe/settings'
import type { RunShelf } from '../storage/run-shelf'
import type { TrainingLock } from '../storage/training-lock'
import { positionAt, type RunPlan } from '../training/run-plan'
import type { RunSoFar, TrainingEvent } from './protocol'
import { RunRecorder } from './run-recorder'

/** What keeps runs on this device. */
export interface RunKeeping {
  /** The right to train; null while another tab has it. */
  readonly takeLock: () => Promise<TrainingLock | null>
  readonly openRuns: () => Promise<RunShelf>
  /** Milliseconds since 1970. */
  readonly now: () => number
}

interface RunToKeep {
  /** By default the run lives with the page alone. */
  readonly keeping?: RunKeeping | undefined
  readonly plan: RunPlan
  readonly settings: TrainingSettings
  readonly from: RunSoFar | null
  /** Steps whose weights make the film. */
  readonly frames: ReadonlySet<number>
  readonly report: (event: TrainingEvent) => void
  /** Milliseconds from any origin. */
  readonly clock: () => number
}

const ELSEWHERE: TrainingEvent = {
  kind: 'failed',
  reason: 'elsewhere',
  message: 'train: one tab at a time, got another while one is training',
  checkpoint: null,
}

/**
 * Keeps a run on this device while it is worked on; does not begin it while another tab trains.
 *
 * @param work - Is given what must hear every report; resolves to the run's outcome.
 */
export async function whileKept(
  { keeping, plan, settings, from, frames, report, clock }: RunToKeep,
  work: (heard: (event: TrainingEvent) => void) => Promise<TrainingEvent>,
): Promise<TrainingEvent> {
  if (keeping === undefined) return work(() => {})
  const lock = await keeping.takeLock()
  if (lock === null) return ELSEWHERE
  // Where another tab may write too, each has a record of its own.
  const id = lock.isExclusive ? (from?.kept ?? null) : null
  const isKeepable = ({ step, weights }: FilmFrame) =>
    // A run that trains for longer now has a coarser film; a new record has no frames yet.
    frames.has(step) && (id !== null || weights !== null)
  const recorder = new RunRecorder(
    {
      ...keeping,
      positionAt: (step) => ({
        ...positionAt(plan, settings.batch, step),
        totalImages: plan.totalImages,
      }),
      report,
      clock,
    },
    from && { ...from, frames: from.frames.filter(isKeepable) },
    id,
  )
  try {
    const outcome = await work((event) => recorder.heard(event))
    recorder.heard(outcome)
    await recorder.finish()
    return outcome
  } finally {
    lock.release()
  }
}
