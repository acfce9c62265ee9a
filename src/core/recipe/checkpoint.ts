import type { Weights } from '../network/parameters'
import type { OptimizerState } from './optimizer'
import type { TrainingSettings } from './settings'

/** Where a run stands between two steps; enough to go on as if it had never stopped. */
export interface Checkpoint {
  readonly settings: TrainingSettings
  /** Steps done since the run began. */
  readonly step: number
  readonly weights: Weights
  readonly optimizer: OptimizerState | null
}
