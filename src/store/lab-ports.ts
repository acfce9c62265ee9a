import type { Network } from '../core/network/description'
import type { CorrectionShelf } from '../storage/correction-shelf'
import type { ShippedWeights } from '../storage/shipped-weights'
import type { ReaderClient } from '../worker/reader-client'
import type { TrainerClient } from '../worker/trainer-client'

/** What the store works with but does not make. */
export interface LabPorts {
  readonly reader: ReaderClient
  readonly trainer: TrainerClient
  /** Where corrections are kept on this device; rejects where its code cannot be had. */
  openCorrections(): Promise<CorrectionShelf>
  loadShippedWeights(network: Network): Promise<ShippedWeights>
}
