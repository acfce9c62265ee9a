import type { Network } from '../../core/network/description'
import type { BatchResult } from '../engine'

/**
 * Buffers that go to a helper with a job and come back with its answer, so that none is made anew
 * each step. What a job does not use stays as it is.
 */
export interface JobBuffers {
  /** The flat vector of the weights. */
  readonly weights: Float32Array<ArrayBuffer>
  /** `[n, 32, 32]` */
  readonly images: Float32Array<ArrayBuffer>
  readonly labels: Uint8Array<ArrayBuffer>
  /** Filled by the helper: the flat gradient. */
  readonly gradient: Float32Array<ArrayBuffer>
}

export type ThreadRequest =
  | { readonly kind: 'start'; readonly module: WebAssembly.Module }
  | { readonly kind: 'load'; readonly network: Network }
  | {
      readonly kind: 'gradient'
      readonly buffers: JobBuffers
      /** Images of this job, which may be fewer than the buffers hold. */
      readonly images: number
      /** Images of the whole batch. */
      readonly total: number
    }

export type ThreadReply =
  | { readonly kind: 'started' }
  | { readonly kind: 'gradient'; readonly buffers: JobBuffers; readonly result: BatchResult }

export const transferred = (buffers: JobBuffers): ArrayBuffer[] => [
  buffers.weights.buffer,
  buffers.images.buffer,
  buffers.labels.buffer,
  buffers.gradient.buffer,
]
