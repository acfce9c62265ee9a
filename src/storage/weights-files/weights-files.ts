import type { C3Table } from '../../core/network/c3-connections'
import type { Variant } from '../../core/network/description'
import type { Weights } from '../../core/network/parameters'
import type { ModernActivation } from '../../core/network/variants'

/** A file to be kept. */
export interface NamedFile {
  readonly name: string
  readonly bytes: Uint8Array<ArrayBuffer>
}

/** Weights from a file, and the network that they are of. */
export interface FileWeights {
  readonly variant: Variant
  readonly activation: ModernActivation
  readonly weights: Weights
  /** The connection table of C3, where it is not the variant's usual one. */
  readonly c3?: C3Table
  /** Whether they have learnt what is no digit; a file may not tell. */
  readonly rubbish?: boolean
}

/** The formats in which weights are written. */
export const WEIGHTS_FORMATS = ['safetensors', 'tensorflowjs'] as const
export type WeightsFormat = (typeof WEIGHTS_FORMATS)[number]
