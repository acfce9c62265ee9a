import { EngineUnavailableError } from '../engine'
import { wasmSimdSupported } from '../wasm-simd'
import { GradientThread, type GradientWorker, ThreadLostError } from './gradient-thread'
import { relaxedSimdSupported } from './relaxed-simd'
import { SimdEngine } from './simd-engine'
import { ThreadTeam } from './thread-team'

/** The two builds of the kernels; `relaxed` is taken where the machine has it. */
export const SIMD_BUILDS = ['simd', 'relaxed'] as const
export type SimdBuild = (typeof SIMD_BUILDS)[number]

export interface SimdOptions {
  /** Addresses of the compiled kernels. */
  readonly wasmPaths: Readonly<Record<SimdBuild, string>>
  /** Threads that compute, this one included; 1 unless told. */
  readonly threads?: number
  /** Starts a worker that calls `serveGradients(self)`; needed for more than one thread. */
  readonly spawn?: () => GradientWorker
  /** The build to use; by default what the machine has. */
  readonly build?: SimdBuild
  /** Whether threads share memory with each other; by default where they may. */
  readonly sharesMemory?: boolean
  /** Milliseconds that a helper always has for its share before it counts as lost. */
  readonly leastPatience?: number
}

/** A worker that is not there after this many milliseconds is done without. */
const START_LIMIT = 10_000

const DEVICES: Readonly<Record<SimdBuild, string>> = {
  simd: 'WebAssembly SIMD',
  relaxed: 'WebAssembly relaxed SIMD',
}

/**
 * Makes the engine of our own WebAssembly kernels. Helpers that do not start are done without.
 *
 * @throws {EngineUnavailableError} Where there are no 128-bit vectors, or the kernels cannot be had.
 */
export async function createSimdEngine({
  wasmPaths,
  threads = 1,
  spawn,
  build = relaxedSimdSupported() ? 'relaxed' : 'simd',
  sharesMemory = mayShareMemory(),
  leastPatience,
}: SimdOptions): Promise<SimdEngine> {
  if (!wasmSimdSupported()) throw new EngineUnavailableError('simd', 'no WebAssembly SIMD')
  const module = await compiled(wasmPaths[build])
  const helpers =
    spawn === undefined
      ? []
      : await startedHelpers(
          module,
          Array.from({ length: threads - 1 }, () => new GradientThread(spawn(), sharesMemory)),
        )
  return new SimdEngine(module, DEVICES[build], new ThreadTeam(helpers, leastPatience))
}

async function compiled(address: string): Promise<WebAssembly.Module> {
  try {
    const response = await fetch(address)
    if (!response.ok) throw new Error(`${address} answered ${response.status}`)
    // Not by streaming, which needs a media type that not every static host sends.
    return await WebAssembly.compile(await response.arrayBuffer())
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new EngineUnavailableError('simd', `its kernels cannot be loaded (${reason})`)
  }
}

/** Those that start in time. */
async function startedHelpers(
  module: WebAssembly.Module,
  helpers: readonly GradientThread[],
): Promise<readonly GradientThread[]> {
  const started = await Promise.all(
    helpers.map(async (helper) => {
      try {
        await helper.start(module, START_LIMIT)
        return [helper]
      } catch (error) {
        if (!(error instanceof ThreadLostError)) throw error
        return []
      }
    }),
  )
  return started.flat()
}

/** Of browsers, those whose page is isolated from other origins, which its host says in two headers; Node. */
const mayShareMemory = (): boolean =>
  typeof SharedArrayBuffer === 'function' && globalThis.crossOriginIsolated !== false
