import * as tf from '@tensorflow/tfjs'
import { type EngineName, EngineUnavailableError } from '../engine'
import type { BackendDevice } from './backend-device'
import { LostLatch } from './lost-latch'
import { openWasm, type WasmPaths } from './wasm-backend'
import { openWebglContext } from './webgl-context'

/** The backends of TensorFlow.js that an engine may run on. */
export type TfjsName = Exclude<EngineName, 'simd'>

export interface BackendOptions {
  /** Needed by `wasm`. */
  readonly wasmPaths?: WasmPaths
  /** Whether `webgl` and `webgpu` may compute in software: slow, but what tests and a stubborn user ask for. */
  readonly software?: boolean
  /** Whether `webgl` computes by TensorFlow.js's own programs alone: what ours are measured against. */
  readonly stock?: boolean
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
  /**
   * Compiles what `build` would run, which computes nothing; where a backend is better asked for all at
   * once.
   *
   * @param build - Computes with tensors of its own alone.
   * @throws {EngineLostError} If the device is lost meanwhile.
   */
  readonly compile?: (build: () => void) => Promise<void>
  /** Bytes on the GPU, of the wasm heap, or of arrays. */
  memoryBytes(): number
  /** To be called once by each engine that opened it; after the last, it is shut down. */
  release(): void
}

interface Opened extends BackendDevice {
  /** Engines on it, and read-backs under way; it is shut down when both are 0. */
  users: number
  reads: number
}

const opened = new Map<TfjsName, Opened>()
/** The start or compilation under way, if any: TensorFlow.js must be asked for nothing else meanwhile. */
let starting: Promise<void> | null = null
const START_TIME_LIMIT = 20_000

/**
 * Starts a backend, or joins the running one.
 *
 * @throws {EngineUnavailableError} If this machine cannot run it, or it does not start in 20 seconds.
 */
export async function openBackend(name: TfjsName, options: BackendOptions): Promise<Backend> {
  return alone(async () => {
    const backend = opened.get(name) ?? {
      ...(await inTime(name, prepare(name, options))),
      users: 0,
      reads: 0,
    }
    backend.latch.assertAlive()
    opened.set(name, backend)
    return joined(name, backend)
  })
}

/** Does something while no operation runs and no backend starts. */
async function alone<Result>(work: () => Promise<Result>): Promise<Result> {
  while (starting !== null) await starting
  let finished = () => {}
  starting = new Promise((resolve) => {
    finished = resolve
  })
  try {
    return await work()
  } finally {
    starting = null
    finished()
  }
}

async function joined(name: TfjsName, backend: Opened): Promise<Backend> {
  const { device, latch } = backend
  backend.users++
  const release = () => {
    backend.users--
    closeIfUnused(name, backend)
  }
  try {
    await start(name)
  } catch (error) {
    release()
    throw error
  }
  return {
    name,
    device,
    latch,
    release,
    read: (build) => read(name, backend, build),
    ...compilerOf(name, backend),
    memoryBytes: () => {
      use(name)
      return backend.memoryBytes()
    },
  }
}

async function prepare(
  name: TfjsName,
  { wasmPaths, software = false, stock = false }: BackendOptions,
): Promise<BackendDevice> {
  switch (name) {
    case 'webgl':
      return openWebglContext(software, stock)
    case 'webgpu': {
      const { openWebgpuDevice } = await import('./webgpu-device')
      return openWebgpuDevice(software)
    }
    case 'wasm':
      if (wasmPaths === undefined) {
        throw new RangeError('openBackend: wasm needs the paths of its binaries, got none')
      }
      return openWasm(wasmPaths)
    case 'cpu':
      return {
        device: 'JavaScript',
        latch: new LostLatch(name),
        memoryBytes: () => tf.memory().numBytes,
        shutDown: () => {},
      }
  }
}

async function start(name: TfjsName): Promise<void> {
  const started = await inTime(name, tf.setBackend(name))
  if (!started || tf.getBackend() !== name) {
    throw new EngineUnavailableError(name, 'TensorFlow.js could not start it on this machine')
  }
}

/** @throws {EngineUnavailableError} If it is not done in time; a driver may never answer. */
async function inTime<Result>(name: TfjsName, work: Promise<Result>): Promise<Result> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(new EngineUnavailableError(name, `did not start in ${START_TIME_LIMIT} ms`)),
      START_TIME_LIMIT,
    )
  })
  try {
    return await Promise.race([work, late])
  } finally {
    clearTimeout(timer)
  }
}

function compilerOf(name: TfjsName, backend: Opened): Pick<Backend, 'compile'> {
  const { latch, compile } = backend
  if (compile === undefined) return {}
  return {
    compile: (build) =>
      alone(async () => {
        latch.assertAlive()
        use(name)
        backend.reads++
        try {
          await latch.guard(compile(build))
        } finally {
          backend.reads--
          closeIfUnused(name, backend)
        }
      }),
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
