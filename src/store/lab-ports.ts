import type { Network } from '../core/network/description'
import type { CorrectionShelf } from '../storage/correction-shelf'
import type { RunShelf } from '../storage/run-shelf'
import type { ShippedWeights } from '../storage/shipped-weights'
import type { FileParser } from '../worker/parser-client'
import type { ReaderClient } from '../worker/reader-client'
import type { TrainerClient } from '../worker/trainer-client'

/** What the store works with but does not make. */
export interface LabPorts {
  readonly reader: ReaderClient
  readonly trainer: TrainerClient
  /** Where corrections are kept on this device; rejects where its code cannot be had. */
  openCorrections(): Promise<CorrectionShelf>
  /** Where runs are kept on this device; rejects where its code cannot be had. */
  openRuns(): Promise<RunShelf>
  /** What is known of this page's other tabs. */
  readonly tabs: {
    /** Whether a tab trains now, this one included. */
    isTraining(): Promise<boolean>
    /** Resolves once none does. */
    trained(): Promise<void>
  }
  /** The browser's promise not to clear what is kept when space is short. */
  readonly persistence: { has(): Promise<boolean>; ask(): Promise<boolean> }
  /** What reads files of the learner's; rejects where its code cannot be had. */
  openFileParser(): Promise<FileParser>
  loadShippedWeights(network: Network): Promise<ShippedWeights>
}
