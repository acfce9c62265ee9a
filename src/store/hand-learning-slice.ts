import type { LabelledImages } from '../core/mnist/images'
import type { EngineChoice } from '../core/recipe/engine-name'
import { defaultSettings } from '../core/recipe/settings'
import type { HandEvent, HandResult, HandTask } from '../worker/protocol'
import { WorkerDiedError } from '../worker/worker-link-client'
import { leastEvidenceOf } from './answer'
import { joinedImages, type SeenCorrection } from './handwriting-slice'
import type { LabPorts } from './lab-ports'
import type { LabSlice, LabState } from './lab-store'
import { type BaseSource, baseOf, weightsOf } from './network-slice'
import { stateAfter } from './training-event'
import { isActive } from './training-slice'

/** How far the learning of a hand is. */
export type HandLearning =
  | { readonly phase: 'idle' }
  /** Data and engine are being fetched, or what was read before is being measured. */
  | { readonly phase: 'preparing' }
  | { readonly phase: 'running'; readonly step: number; readonly steps: number }

export interface HandLearningSlice {
  readonly handLearning: HandLearning
  /** Teaches the weights that answer the corrected drawings; theirs are the answers from then on. */
  learnHandPressed(): Promise<void>
  /** Ends the learning; the weights stay as they were. */
  stopHandPressed(): void
}

/** With so many corrections some only measure: until then each is needed to teach. */
export const FEWEST_TO_HOLD_OUT = 10
/** Of how many one is held out. */
const HELD_OUT_OF = 5

/** Whether that correction, 0 for the oldest of `count`, only measures. */
export const isHeldOut = (index: number, count: number): boolean =>
  count >= FEWEST_TO_HOLD_OUT && index % HELD_OUT_OF === HELD_OUT_OF - 1

/** Whether there is something to learn, and weights that can. */
export const canLearnHand = (state: LabState): boolean =>
  state.corrections.length > 0 &&
  baseOf(state.weightsSource) !== null &&
  state.handLearning.phase === 'idle' &&
  !isActive(state.phase)

export const createHandLearningSlice =
  ({ trainer }: LabPorts): LabSlice<HandLearningSlice> =>
  (set, get) => {
    const eventArrived = (event: HandEvent) => {
      if (get().handLearning.phase === 'idle') return
      if (event.kind === 'handStepped') {
        set({ handLearning: { phase: 'running', step: event.step, steps: event.steps } })
        return
      }
      const change = stateAfter(get(), event)
      if (change !== null) set(change)
      if (event.kind === 'engineTried' && event.trial.refused !== null) {
        get().engineRefused(event.trial.name, event.trial.refused)
      }
    }
    /** Begins once more in a new worker where the first has died or hung. */
    const learnt = async (task: HandTask, engine: EngineChoice): Promise<HandResult | null> => {
      try {
        return await trainer.learnHand(task, engine, eventArrived)
      } catch (error) {
        if (!(error instanceof WorkerDiedError)) throw error
        get().noticeGiven('warning', 'handRestarted')
        set({ handLearning: { phase: 'preparing' } })
        return trainer.learnHand(task, engine, eventArrived)
      }
    }
    return {
      handLearning: { phase: 'idle' },
      learnHandPressed: async () => {
        const base = baseOf(get().weightsSource)
        if (base === null || !canLearnHand(get())) return
        get().frameLeft()
        const task = taskOf(get(), base)
        set({ handLearning: { phase: 'preparing' }, engineTrials: [] })
        try {
          const result = await learnt(task, get().engineChoice)
          const now = baseOf(get().weightsSource)
          // Whoever chose other weights meanwhile wants those.
          if (result !== null && now !== null && weightsOf(now) === task.weights) {
            const drawings = { own: task.own.labels.length, heldOut: task.heldOut.labels.length }
            const network = { ...task.network, rubbish: true }
            get().handTaken({ kind: 'hand', network, base: now, drawings, ...result })
          }
        } catch (error) {
          get().taskFailed(error)
        } finally {
          set({ handLearning: { phase: 'idle' } })
        }
      },
      stopHandPressed: () => {
        if (get().handLearning.phase !== 'idle') void trainer.stopHand()
      },
    }
  }

function taskOf(state: LabState, base: BaseSource): HandTask {
  const { corrections, network } = state
  const least = leastEvidenceOf(state, base)
  const heldOut = (_: SeenCorrection, index: number) => isHeldOut(index, corrections.length)
  return {
    network,
    weights: weightsOf(base),
    leastEvidence: Number.isFinite(least) ? least : null,
    seed: seedOf(base, state),
    own: imagesOf(corrections.filter((each, index) => !heldOut(each, index))),
    heldOut: imagesOf(corrections.filter(heldOut)),
  }
}

function seedOf(base: BaseSource, { network }: LabState): number {
  switch (base.kind) {
    case 'shipped':
      return base.card.seed
    case 'trained':
      return base.checkpoint.settings.seed
    case 'opened':
      return defaultSettings(network.variant).seed
  }
}

const imagesOf = (corrections: readonly SeenCorrection[]): LabelledImages => ({
  pixels: joinedImages(corrections),
  labels: Uint8Array.from(corrections, ({ label }) => label),
})
