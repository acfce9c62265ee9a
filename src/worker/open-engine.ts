import type { EngineChoice, EngineName } from '../core/recipe/engine-name'
import type { Engine } from '../engine/engine'
import type { SimdOptions } from '../engine/simd/create-simd-engine'
import type { WasmPaths } from '../engine/tfjs/wasm-backend'
import type { OpenEngine } from './engine-dock'
import type { EngineTrial } from './protocol'

/** What engines are made of that only a worker's entry can know: addresses, and more workers. */
export interface EngineSources {
  readonly simd: SimdOptions
  readonly tfjsWasm: WasmPaths
}

/** Opens engines of this app; the code that computes is loaded with the first of its kind. */
export function engineOpener(sources: EngineSources, now: () => number): OpenEngine {
  return async (choice, { network, batch }, tried) => {
    const { chooseEngine } = await import('../engine/choose')
    const preferred = choice === 'auto' ? undefined : choice
    try {
      const { engine, report } = await chooseEngine({
        network,
        batch,
        preferred,
        now,
        create: (name) => createEngine(name, choice, batch, sources),
      })
      for (const { name, device, imagesPerSecond, refused } of report) {
        tried({ name, device: device ?? '', imagesPerSecond, refused: refused ?? null })
      }
      return engine
    } catch (error) {
      if (preferred !== undefined) tried(refusedTrial(preferred, error))
      throw error
    }
  }
}

async function createEngine(
  name: EngineName,
  choice: EngineChoice,
  batch: number,
  { simd, tfjsWasm }: EngineSources,
): Promise<Engine> {
  if (name === 'simd') {
    const { createSimdEngine } = await import('../engine/simd/create-simd-engine')
    return createSimdEngine(simd)
  }
  const { createTfjsEngine } = await import('../engine/tfjs/tfjs-engine')
  return createTfjsEngine(name, {
    wasmPaths: tfjsWasm,
    software: choice === name,
    // WebGL compiles for one size of batch: at once for the run's.
    ...(name === 'webgl' ? { batch } : {}),
  })
}

function refusedTrial(name: EngineName, error: unknown): EngineTrial {
  const message = error instanceof Error ? error.message : `${error}`
  const refused = message.startsWith(`${name}: `) ? message.slice(`${name}: `.length) : message
  return { name, device: '', imagesPerSecond: null, refused }
}
