import type { TrainingSettings } from '../core/recipe/settings'
import type { KeptRun } from '../storage/kept-run'
import type { CurvePoint, Evaluation } from '../worker/protocol'
import type { LabPorts } from './lab-ports'
import type { LabSlice } from './lab-store'

/** The curves of a run that is kept on this device, without its weights. */
export interface EarlierRun {
  readonly id: number
  /** When it was kept last, in milliseconds since 1970. */
  readonly saved: number
  readonly settings: TrainingSettings
  readonly curve: readonly CurvePoint[]
  readonly evaluations: readonly Evaluation[]
  /** Training images of one epoch. */
  readonly epochImages: number
  readonly epochs: number
}

export interface ComparedRunSlice {
  /** Runs kept beside the one on the page, newest first; null before they were looked for. */
  readonly earlierRuns: readonly EarlierRun[] | null
  /** The run whose curves are drawn with those of the run on the page. */
  readonly comparedRun: EarlierRun | null
  /** Looks for earlier runs; none where the browser keeps nothing. */
  earlierRunsOpened(): Promise<void>
  /** Draws an earlier run's curves too, or none. */
  runCompared(run: EarlierRun | null): void
}

export const createComparedRunSlice =
  ({ openRuns }: LabPorts): LabSlice<ComparedRunSlice> =>
  (set, get) => ({
    earlierRuns: null,
    comparedRun: null,
    earlierRunsOpened: async () => {
      try {
        const { runs } = await (await openRuns()).all()
        const { runKeeping } = get()
        const own = runKeeping.kind === 'kept' ? runKeeping.run : null
        set({ earlierRuns: runs.filter(({ id }) => id !== own).map(curvesOf) })
      } catch {
        set({ earlierRuns: [] })
      }
    },
    runCompared: (comparedRun) => set({ comparedRun }),
  })

function curvesOf({ id, saved, checkpoint, curve, evaluations, totalImages }: KeptRun): EarlierRun {
  const { settings } = checkpoint
  const { epochs } = settings
  return { id, saved, settings, curve, evaluations, epochs, epochImages: totalImages / epochs }
}
