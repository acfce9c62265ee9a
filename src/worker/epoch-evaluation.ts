import type { Network } from '../core/network/description'
import type { Engine } from '../engine/engine'
import type { RunPlan } from '../training/run-plan'
import { scoreEpoch } from './epoch-scores'
import type { MnistData } from './mnist-data'
import type { Evaluation } from './protocol'
import type { RunPulse } from './run-pulse'

export interface EvaluationParts {
  /** The engine of now: it may be another after a pause. */
  readonly engine: () => Engine
  readonly network: Network
  /** Every image must be there. */
  readonly mnist: MnistData
  readonly plan: RunPlan
  readonly pulse: RunPulse
  /** Milliseconds from any origin. */
  readonly clock: () => number
  /**
   * Waits between two chunks of images, for as long as the run is to stand still.
   *
   * @param worked - Milliseconds that the chunk before took.
   */
  readonly between: (worked: number) => Promise<void>
}

export interface EpochEvaluation {
  readonly evaluation: Evaluation
  /** That were computed; what passed between chunks does not count. */
  readonly seconds: number
}

/** Scores an epoch's weights chunk by chunk, telling the page that each is done. */
export async function evaluateEpoch(
  { engine, network, mnist, plan, pulse, clock, between }: EvaluationParts,
  position: { readonly epoch: number; readonly images: number },
): Promise<EpochEvaluation> {
  let worked = 0
  let began = clock()
  const chunkDone = () => {
    pulse.end()
    const took = clock() - began
    worked += took
    return took
  }
  const pause = async () => {
    await between(chunkDone())
    pulse.begin('chunk')
    began = clock()
  }
  const evaluation = await scoreEpoch(engine, network, mnist, plan, position, pause)
  chunkDone()
  return { evaluation, seconds: worked / 1000 }
}
