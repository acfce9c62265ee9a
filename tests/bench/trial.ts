import type { EngineName } from '../../src/core/recipe/engine-name'

/** The same network by TensorFlow.js's own WebGL programs alone. */
export const STOCK_WEBGL = 'webgl, stock TensorFlow.js'

/**
 * What is measured: an engine, or the plain TypeScript that answers before any engine is loaded.
 * `simd, beside` trains at once with `simd`, each for itself, to see what the cores give together; threads of
 * `simd, 2 threads, transferred` share no memory.
 */
export type Candidate =
  | EngineName
  | typeof STOCK_WEBGL
  | 'simd, 2 threads'
  | 'simd, 2 threads, transferred'
  | 'simd, beside'
  | 'plain'
export const CANDIDATES = [
  'simd',
  'simd, 2 threads',
  'webgl',
  STOCK_WEBGL,
  'webgpu',
  'wasm',
  'cpu',
  'plain',
] as const satisfies Candidate[]

/** Plain TypeScript has the gradient in tests alone: it only reads, and distorts for every engine. */
export type TrialRequest =
  | { readonly kind: 'start'; readonly candidate: Candidate }
  | { readonly kind: 'train' | 'distort' | 'predict' | 'classify'; readonly seconds: number }

/** Milliseconds of each call, in order; `images` in each call. */
export interface TrialTimes {
  readonly images: number
  readonly milliseconds: readonly number[]
}

export type TrialReply =
  | {
      readonly kind: 'started'
      readonly device: string
      readonly threads: number
      readonly milliseconds: number
    }
  | ({ readonly kind: 'timed' } & TrialTimes)
  | { readonly kind: 'refused'; readonly reason: string }
