import type { EngineChoice, EngineName } from '../core/recipe/engine-name'
import type { EngineTrial } from '../worker/protocol'
import type { LabPorts } from './lab-ports'
import type { LabSlice } from './lab-store'
import { isActive } from './training-slice'

export interface RunningEngine {
  readonly name: EngineName
  readonly device: string
  readonly threads: number
  /** Measured speed of training, or null before any was measured. */
  readonly imagesPerSecond: number | null
}

export interface EngineSlice {
  readonly engineChoice: EngineChoice
  /** What trains; null until one has been started. */
  readonly engine: RunningEngine | null
  /** What was tried on this machine since the last start, in order. */
  readonly engineTrials: readonly EngineTrial[]
  /** An engine is being started, measured or switched to. */
  readonly engineBusy: boolean
  /** Trains with that engine from now on; a run that is under way moves to it. */
  engineChosen(choice: EngineChoice): void
  /** Tells of an engine that was asked for and cannot be had, unless one is lost in mid-run. */
  engineRefused(name: EngineName, reason: string): void
  /** Tells of an engine that took over in mid-run without being asked for, and from which. */
  engineTookOver(name: EngineName): void
}

export const createEngineSlice =
  ({ trainer }: LabPorts): LabSlice<EngineSlice> =>
  (set, get) => {
    /** An engine that went away and has no successor yet. */
    let lost: EngineName | null = null
    let switches = 0
    return {
      engineChoice: 'auto',
      engine: null,
      engineTrials: [],
      engineBusy: false,
      engineChosen: (engineChoice) => {
        set({ engineChoice })
        if (!isActive(get().phase)) return
        switches++
        set({ engineBusy: true })
        void trainer.switchEngine(engineChoice).finally(() => set({ engineBusy: --switches > 0 }))
      },
      engineRefused: (name, reason) => {
        const { engine, engineBusy, engineChoice, progress, phase, noticeGiven } = get()
        const wasRunning = isActive(phase) && progress !== null && engine?.name === name
        if (wasRunning && !engineBusy) lost = name
        // Measuring on its own account tries engines that a learner never asked for.
        else if (engineChoice === name) noticeGiven('warning', 'engineRefused', { name, reason })
      },
      engineTookOver: (name) => {
        const { engine, engineBusy, engineChoice, progress, phase, noticeGiven } = get()
        const isRunning = isActive(phase) && progress !== null
        const from = lost
        lost = null
        if (!isRunning || engineBusy || engine === null || engine.name === name) return
        if (from !== null) noticeGiven('warning', 'engineLost', { name: from, next: name })
        // The learner's own choice is no news; it may be told of only after the switch is over.
        else if (name !== engineChoice) noticeGiven('info', 'engineSwitched', { name })
      },
    }
  }
