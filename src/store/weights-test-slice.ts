import type { Weights } from '../core/network/parameters'
import type { TestScore } from '../worker/protocol'
import type { LabPorts } from './lab-ports'
import type { LabSlice, LabState } from './lab-store'
import { answeringWeights } from './network-slice'
import { isActive } from './training-slice'

export interface WeightsTestSlice {
  /** The weights that were measured last, or are being measured, and how they read the test images. */
  readonly weightsTest: {
    readonly weights: Weights
    readonly score: TestScore | 'running'
  } | null
  /** Measures the weights that answer on the test images. Not during a run or a learning. */
  weightsTested(): Promise<void>
}

/** How the weights that answer read the test images; null before that was asked for. */
export const answeringTest = (state: LabState): TestScore | 'running' | null =>
  state.weightsTest !== null && state.weightsTest.weights === answeringWeights(state)
    ? state.weightsTest.score
    : null

/** Whether the weights that answer can be measured now. */
export const canTestWeights = (state: LabState): boolean =>
  answeringWeights(state) !== null &&
  state.weightsTest?.score !== 'running' &&
  state.handLearning.phase === 'idle' &&
  !isActive(state.phase)

export const createWeightsTestSlice =
  ({ trainer }: LabPorts): LabSlice<WeightsTestSlice> =>
  (set, get) => ({
    weightsTest: null,
    weightsTested: async () => {
      const weights = answeringWeights(get())
      if (weights === null || !canTestWeights(get())) return
      set({ weightsTest: { weights, score: 'running' } })
      try {
        set({ weightsTest: { weights, score: await trainer.testScore(get().network, weights) } })
      } catch (error) {
        set({ weightsTest: null })
        // A run or a learning that was started meanwhile has the engine now.
        const { phase, handLearning, taskFailed } = get()
        if (!isActive(phase) && handLearning.phase === 'idle') taskFailed(error)
      }
    },
  })
