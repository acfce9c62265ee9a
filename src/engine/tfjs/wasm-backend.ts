import * as tf from '@tensorflow/tfjs'
import { BackendWasm, setWasmPaths } from '@tensorflow/tfjs-backend-wasm'
import type { BackendDevice } from './backend-device'
import { LostLatch } from './lost-latch'
import { registerWasmKernels } from './wasm-kernels'

/** URLs, or in Node file paths, of two files of @tensorflow/tfjs-backend-wasm. */
export interface WasmPaths {
  /** `tfjs-backend-wasm-simd.wasm` */
  readonly simd: string
  /** `tfjs-backend-wasm.wasm`, for machines without SIMD. */
  readonly plain: string
}

/** The backend on WebAssembly, without threads and with kernels of our own. */
export async function openWasm({ simd, plain }: WasmPaths): Promise<BackendDevice> {
  // tfjs ships its threads to workers as the source text of a function, which minifying breaks; the
  // backend then never starts. They gained nothing on a network this small.
  tf.env().set('WASM_HAS_MULTITHREAD_SUPPORT', false)
  setWasmPaths({
    'tfjs-backend-wasm.wasm': plain,
    'tfjs-backend-wasm-simd.wasm': simd,
    'tfjs-backend-wasm-threaded-simd.wasm': simd,
  })
  registerWasmKernels()
  const hasSimd = await tf.env().getAsync('WASM_HAS_SIMD_SUPPORT')
  return {
    device: hasSimd === true ? 'WebAssembly SIMD' : 'WebAssembly',
    latch: new LostLatch('wasm'),
    memoryBytes: heapBytes,
    shutDown: freeHeap,
  }
}

function heapBytes(): number {
  const { numBytes } = tf.memory()
  const backend = tf.backend()
  if (!(backend instanceof BackendWasm)) return numBytes
  // Emscripten's module has its heap; the types of TensorFlow.js leave it out.
  const heap = 'HEAPU8' in backend.wasm ? backend.wasm.HEAPU8 : null
  return heap instanceof Uint8Array ? heap.byteLength : numBytes
}

function freeHeap(): void {
  const factory = tf.findBackendFactory('wasm')
  tf.removeBackend('wasm')
  if (factory) tf.registerBackend('wasm', factory)
}
