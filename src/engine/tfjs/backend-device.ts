import type { LostLatch } from './lost-latch'

/** What a backend of TensorFlow.js computes on; the backend is registered and not yet started. */
export interface BackendDevice {
  /** In the words of the browser or driver. */
  readonly device: string
  readonly latch: LostLatch
  /** Bytes that it holds; asked for while its backend is the current one. */
  readonly memoryBytes: () => number
  /** Compiles what `build` would run, where that is better done at once; see `CompilingContext`. */
  readonly compile?: (build: () => void) => Promise<void>
  /** Frees everything; another engine opens it anew. */
  readonly shutDown: () => void
}
