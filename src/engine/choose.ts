import type { Network } from '../core/network/description'
import { type Engine, type EngineName, EngineUnavailableError } from './engine'
import type { GraphicsProbe } from './graphics-probe'
import { measureEngine } from './measure'
import { selfTest } from './self-test'
import { wasmSimdSupported } from './wasm-simd'
import { probeWebgl } from './webgl-probe'
import { probeWebgpu } from './webgpu-probe'

/** What became of one engine that was tried. */
export interface EngineReport {
  readonly name: EngineName
  /** As in `describe()`; null where the engine did not start. */
  readonly device: string | null
  /** Training speed at the real batch size; null where it was not measured. */
  readonly imagesPerSecond: number | null
  /** Why it was not used, in plain words; absent where it may be used. */
  readonly refused?: string
}

export interface ChosenEngine {
  /** Holds test weights; load a network before use. */
  readonly engine: Engine
  /** Every engine that was tried or passed over, in the order of trying. */
  readonly report: readonly EngineReport[]
}

export interface ChooseOptions {
  readonly network: Network
  /** Makes an engine; may reject, best with an EngineUnavailableError. */
  readonly create: (name: EngineName) => Promise<Engine>
  /** The user's own choice, WebGL and WebGPU in software included. */
  readonly preferred?: EngineName | undefined
  /** Images of a training batch to measure with; 128 unless told. */
  readonly batch?: number
  readonly webgl?: () => GraphicsProbe
  readonly webgpu?: () => Promise<GraphicsProbe>
  readonly simd?: () => boolean
  /** Milliseconds, from any start. */
  readonly now?: () => number
}

const NO_SIMD = 'no WebAssembly SIMD'

/**
 * Finds the engine to run on: the preferred one if it computes rightly, else the fastest one of our
 * own kernels and of WebGL and WebGPU on a graphics card. Only where neither passed, TensorFlow.js is tried on
 * WebAssembly and then on the CPU, so that nobody else has to download it.
 *
 * @throws {EngineUnavailableError} With the reason why the preferred engine cannot be used, or with
 *   all reasons if none can.
 */
export async function chooseEngine(options: ChooseOptions): Promise<ChosenEngine> {
  if (options.preferred !== undefined) return preferredEngine(options, options.preferred)
  const { webgl = probeWebgl, webgpu = probeWebgpu, simd = wasmSimdSupported } = options
  const report: EngineReport[] = []
  const names: EngineName[] = []
  const hasSimd = simd()
  if (hasSimd) names.push('simd')
  else report.push(passedOver('simd', NO_SIMD))
  for (const [name, probe] of [
    ['webgl', webgl()],
    ['webgpu', await webgpu()],
  ] as const) {
    const { kind, renderer } = probe
    if (kind === 'hardware') names.push(name)
    else report.push(passedOver(name, `${kind === 'software' ? 'software: ' : ''}${renderer}`))
  }

  const measured = await measureEngines(names, options)
  report.push(...measured.report)
  if (measured.fastest !== null) return { engine: measured.fastest, report }
  if (!hasSimd) report.push(passedOver('wasm', NO_SIMD))
  for (const name of hasSimd ? (['wasm', 'cpu'] as const) : (['cpu'] as const)) {
    const last = await tryEngine(name, options, false)
    report.push(last.report)
    if (last.engine !== null) return { engine: last.engine, report }
  }
  const reasons = report.map(({ name, refused }) => `${name}: ${refused}`).join('; ')
  throw new EngineUnavailableError('cpu', `no engine can be used (${reasons})`)
}

export interface MeasuredEngines {
  /** The fastest of those that passed; the others are disposed. Null if none passed. */
  readonly fastest: Engine | null
  readonly report: readonly EngineReport[]
}

/** Tests and measures engines one after the other and keeps the fastest. */
export async function measureEngines(
  names: readonly EngineName[],
  options: ChooseOptions,
): Promise<MeasuredEngines> {
  const report: EngineReport[] = []
  let fastest: { engine: Engine; speed: number } | null = null
  for (const name of names) {
    const tried = await tryEngine(name, options, true)
    report.push(tried.report)
    if (tried.engine === null) continue
    const speed = tried.report.imagesPerSecond ?? 0
    if (fastest === null || speed > fastest.speed) {
      fastest?.engine.dispose()
      fastest = { engine: tried.engine, speed }
    } else {
      tried.engine.dispose()
    }
  }
  return { fastest: fastest?.engine ?? null, report }
}

async function preferredEngine(options: ChooseOptions, name: EngineName): Promise<ChosenEngine> {
  const { engine, report } = await tryEngine(name, options, false)
  if (engine === null) throw new EngineUnavailableError(name, report.refused ?? 'refused')
  return { engine, report: [report] }
}

type Tried =
  | { readonly engine: Engine; readonly report: EngineReport }
  | { readonly engine: null; readonly report: EngineReport & { readonly refused: string } }

async function tryEngine(
  name: EngineName,
  options: ChooseOptions,
  measures: boolean,
): Promise<Tried> {
  let engine: Engine | null = null
  try {
    engine = await options.create(name)
    await selfTest(engine, options.network)
    const imagesPerSecond = measures ? await measureEngine(engine, options) : null
    return { engine, report: { name, device: engine.describe().device, imagesPerSecond } }
  } catch (error) {
    const device = engine?.describe().device ?? null
    engine?.dispose()
    const refused = reasonOf(error)
    return { engine: null, report: { name, device, imagesPerSecond: null, refused } }
  }
}

function passedOver(name: EngineName, refused: string): EngineReport {
  return { name, device: null, imagesPerSecond: null, refused }
}

/** An error's message without the engine's name, which the report has of itself. */
function reasonOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error)
  if (!(error instanceof EngineUnavailableError)) return message
  return message.slice(`${error.engine}: `.length)
}
