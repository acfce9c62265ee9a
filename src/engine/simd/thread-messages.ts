import { IMAGE_SIDE, type Network } from '../../core/network/description'
import type { BatchResult } from '../engine'

/**
 * Buffers of a helper's jobs, so that none is made anew each step; what a job does not use stays as it is.
 * Shared where the page may share memory, otherwise sent to the helper with a job and back with its answer.
 */
export interface JobBuffers<Memory extends ArrayBufferLike = ArrayBufferLike> {
  /** The flat vector of the weights. */
  readonly weights: Float32Array<Memory>
  /** `[n, 32, 32]` */
  readonly images: Float32Array<Memory>
  readonly labels: Uint8Array<Memory>
  /** Images of this job, which may be fewer than the buffers hold, and of the whole batch. */
  readonly counts: Uint32Array<Memory>
  /** Filled by the helper: the flat gradient. */
  readonly gradient: Float32Array<Memory>
  /** Filled by the helper: the summed loss, and how many images were read wrong. */
  readonly result: Float64Array<Memory>
  /** Of shared buffers: whose turn it is. */
  readonly turn: Int32Array<SharedArrayBuffer> | null
}

/**
 * @param parameters - Length of the flat vector.
 * @param images - Images of the largest job.
 */
export function jobBuffers(parameters: number, images: number, isShared: boolean): JobBuffers {
  const memory = (bytes: number) =>
    isShared ? new SharedArrayBuffer(bytes) : new ArrayBuffer(bytes)
  const floats = (length: number) =>
    new Float32Array(memory(length * Float32Array.BYTES_PER_ELEMENT))
  return {
    weights: floats(parameters),
    images: floats(images * IMAGE_SIDE ** 2),
    labels: new Uint8Array(memory(images)),
    counts: new Uint32Array(memory(2 * Uint32Array.BYTES_PER_ELEMENT)),
    gradient: floats(parameters),
    result: new Float64Array(memory(2 * Float64Array.BYTES_PER_ELEMENT)),
    turn: isShared ? new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT)) : null,
  }
}

export const resultOf = ({ result }: JobBuffers): BatchResult => ({
  loss: result[0]!,
  errors: result[1]!,
})

export type ThreadRequest =
  | { readonly kind: 'start'; readonly module: WebAssembly.Module }
  | { readonly kind: 'load'; readonly network: Network }
  | { readonly kind: 'gradient'; readonly buffers: JobBuffers }

export type ThreadReply =
  | { readonly kind: 'started' }
  | { readonly kind: 'gradient'; readonly buffers: JobBuffers }

/** What goes to the other thread instead of a copy: nothing of shared memory, which both have. */
export const transferred = ({ weights, images, labels, counts, gradient, result }: JobBuffers) =>
  [weights, images, labels, counts, gradient, result]
    .map(({ buffer }) => buffer)
    .filter((buffer) => buffer instanceof ArrayBuffer)
