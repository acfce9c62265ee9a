import * as tf from '@tensorflow/tfjs'
import { BackendWasm, setWasmPaths } from '@tensorflow/tfjs-backend-wasm'
import { MathBackendWebGL } from '@tensorflow/tfjs-backend-webgl'
import { type EngineName, EngineUnavailableError } from '../engine'
import { LostLatch } from './lost-latch'
import { registerWasmKernels } from './wasm-kernels'
import { openWebglContext } from './webgl-context'
import { registerWebglKernels } from './webgl-kernels'

/** The backends of TensorFlow.js that an engine may run on. */
export type TfjsName = Extract<EngineName, 'webgl' | 'wasm' | 'cpu'>

/** URLs, or in Node file paths, of two files of @tensorflow/tfjs-backend-wasm. */
export interface WasmPaths {
  /** `tfjs-backend-wasm-simd.wasm` */
  readonly simd: string
  /** `tfjs-backend-wasm.wasm`, for machines without SIMD. */
  readonly plain: string
}

export interface BackendOptions {
  /** Needed by `wasm`. */
  readonly wasmPaths?: WasmPaths
  /** Whether `webgl` may be a software renderer: slow, but what tests and a stubborn user ask for. */
  readonly softwareWebgl?: boolean
}

/** A running backend of TensorFlow.js, shared by the engines on it. */
export interface Backend {
  readonly name: TfjsName
  readonly device: string
  readonly latch: LostLatch
  /**
   * Runs `build` in a tidy on this backend, reads what it returns and frees it: the only way in, as
   * TensorFlow.js keeps the backend that operations run on as one global.
   *
   * `build` runs at once, so that calls take effect in their order, unless a backend is starting.
   *
   * @param build - Returns float32 tensors, none of them kept.
   * @returns A copy of each tensor's values.
   * @throws {EngineLostError} If the device is lost, or is lost before all is read.
   */
  read(build: () => readonly tf.Tensor[]): Promise<readonly Float32Array[]>
  /** Bytes of GPU textures, of the wasm heap, or of arrays. */
  memoryBytes(): number
  /** To be called once by each engine that opened it; after the last, it is shut down. */
  release(): void
}

interface Opened {
  readonly device: string
  readonly latch: LostLatch
  readonly shutDown: () => void
  /** Engines on it, and read-backs under way; it is shut down when both are 0. */
  users: number
  reads: number
}

const opened = new Map<TfjsName, Opened>()
/** The start under way, if any: TensorFlow.js refuses every operation meanwhile. */
let starting: Promise<void> | null = null
const START_TIME_LIMIT = 20_000

/**
 * Starts a backend, or joins the running one.
 *
 * @throws {EngineUnavailableError} If this machine cannot run it, or it does not start in 20 seconds.
 */
export async function openBackend(name: TfjsName, options: BackendOptions): Promise<Backend> {
  while (starting !== null) await starting
  const backend = opened.get(name) ?? prepare(name, options)
  const { latch } = backend
  latch.assertAlive()
  backend.users++
  opened.set(name, backend)
  const release = () => {
    backend.users--
    closeIfUnused(name, backend)
  }
  try {
    await start(name)
    const device = name === 'wasm' ? await wasmDevice() : backend.device
    return {
      name,
      device,
      latch,
      release,
      read: (build) => read(name, backend, build),
      memoryBytes: () => memoryBytes(name),
    }
  } catch (error) {
    release()
    throw error
  }
}

function prepare(name: TfjsName, { wasmPaths, softwareWebgl = false }: BackendOptions): Opened {
  switch (name) {
    case 'webgl': {
      const { device, latch, release } = openWebglContext(softwareWebgl)
      registerWebglKernels()
      return { device, latch, shutDown: release, users: 0, reads: 0 }
    }
    case 'wasm':
      if (wasmPaths === undefined) {
        throw new RangeError('openBackend: wasm needs the paths of its binaries, got none')
      }
      prepareWasm(wasmPaths)
      return {
        device: 'WebAssembly',
        latch: new LostLatch(name),
        shutDown: freeWasm,
        users: 0,
        reads: 0,
      }
    case 'cpu':
      return {
        device: 'JavaScript',
        latch: new LostLatch(name),
        shutDown: () => {},
        users: 0,
        reads: 0,
      }
  }
}

function prepareWasm({ simd, plain }: WasmPaths): void {
  // tfjs ships its threads to workers as the source text of a function, which minifying breaks; the
  // backend then never starts. They gained nothing on a network this small.
  tf.env().set('WASM_HAS_MULTITHREAD_SUPPORT', false)
  setWasmPaths({
    'tfjs-backend-wasm.wasm': plain,
    'tfjs-backend-wasm-simd.wasm': simd,
    'tfjs-backend-wasm-threaded-simd.wasm': simd,
  })
  registerWasmKernels()
}

async function wasmDevice(): Promise<string> {
  const simd = await tf.env().getAsync('WASM_HAS_SIMD_SUPPORT')
  return simd === true ? 'WebAssembly SIMD' : 'WebAssembly'
}

async function start(name: TfjsName): Promise<void> {
  let finished = () => {}
  starting = new Promise((resolve) => {
    finished = resolve
  })
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(new EngineUnavailableError(name, `not started in ${START_TIME_LIMIT} ms`)),
      START_TIME_LIMIT,
    )
  })
  try {
    const started = await Promise.race([tf.setBackend(name), late])
    if (!started || tf.getBackend() !== name) {
      throw new EngineUnavailableError(name, 'TensorFlow.js could not start it on this machine')
    }
  } finally {
    clearTimeout(timer)
    starting = null
    finished()
  }
}

async function read(
  name: TfjsName,
  backend: Opened,
  build: () => readonly tf.Tensor[],
): Promise<readonly Float32Array[]> {
  while (starting !== null) await starting
  backend.latch.assertAlive()
  use(name)
  const tensors = tf.tidy(() => [...build()])
  backend.reads++
  try {
    const values = Promise.all(tensors.map((tensor) => tensor.data<'float32'>()))
    // Some backends hand out the memory they go on computing with.
    return (await backend.latch.guard(values)).map((array) => array.slice())
  } finally {
    tf.dispose(tensors)
    backend.reads--
    closeIfUnused(name, backend)
  }
}

function use(name: TfjsName): void {
  if (tf.getBackend() === name) return
  // The backend runs already, so the switch is done when the call returns.
  void tf.setBackend(name)
  if (tf.getBackend() !== name) throw new Error(`use: TensorFlow.js stays on ${tf.getBackend()}`)
}

function closeIfUnused(name: TfjsName, backend: Opened): void {
  if (backend.users > 0 || backend.reads > 0 || opened.get(name) !== backend) return
  opened.delete(name)
  backend.shutDown()
}

/** Frees the heap of wasm; a later engine starts it anew. */
function freeWasm(): void {
  const factory = tf.findBackendFactory('wasm')
  tf.removeBackend('wasm')
  if (factory) tf.registerBackend('wasm', factory)
}

function memoryBytes(name: TfjsName): number {
  use(name)
  const { numBytes } = tf.memory()
  switch (name) {
    case 'cpu':
      return numBytes
    case 'wasm': {
      const backend = tf.backend()
      if (!(backend instanceof BackendWasm)) return numBytes
      // Emscripten's module has its heap; the types of TensorFlow.js leave it out.
      const heap = 'HEAPU8' in backend.wasm ? backend.wasm.HEAPU8 : null
      return heap instanceof Uint8Array ? heap.byteLength : numBytes
    }
    case 'webgl': {
      const backend = tf.backend()
      // Textures that wait to be used again count: the GPU holds them all the same.
      return backend instanceof MathBackendWebGL
        ? backend.memory().numBytesInGPUAllocated
        : numBytes
    }
  }
}
