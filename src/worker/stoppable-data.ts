import type { TrainingData } from '../training/training-data'
import type { RunControl } from './run-control'
import type { RunPulse } from './run-pulse'

/** Training images that may still be on their way, whose absence a stop does not wait for. */
export function stoppableData(
  train: TrainingData,
  control: RunControl,
  pulse: RunPulse,
): TrainingData {
  const ready = new Set<number>()
  return {
    ...train,
    shardReady: async (shard) => {
      if (ready.has(shard)) return
      pulse.rest()
      await control.orStopped(train.shardReady(shard))
      pulse.begin('step')
      ready.add(shard)
    },
  }
}
