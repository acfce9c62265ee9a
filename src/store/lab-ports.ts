import type { Network } from '../core/network/description'
import type { ShippedWeights } from '../storage/shipped-weights'
import type { ReaderClient } from '../worker/reader-client'
import type { TrainerClient } from '../worker/trainer-client'

/** What the store works with but does not make. */
export interface LabPorts {
  readonly reader: ReaderClient
  readonly trainer: TrainerClient
  loadShippedWeights(network: Network): Promise<ShippedWeights>
}
