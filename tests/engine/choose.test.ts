import { afterEach, describe, expect, it } from 'vitest'
import { modernNetwork } from '../../src/core/network/variants'
import { chooseEngine, measureEngines } from '../../src/engine/choose'
import { type Engine, type EngineName, EngineUnavailableError } from '../../src/engine/engine'
import type { GraphicsProbe } from '../../src/engine/graphics-probe'
import { wasmSimdSupported } from '../../src/engine/wasm-simd'
import { held, openEngine } from './engines'

const network = modernNetwork()
const hardware: GraphicsProbe = { kind: 'hardware', renderer: 'a graphics card' }
const noWebgpu: GraphicsProbe = { kind: 'none', renderer: 'no WebGPU' }
const none: GraphicsProbe = { kind: 'none', renderer: 'no WebGL 2' }

const disposed: string[] = []
const made: string[] = []

/**
 * Real engines, on wasm whatever their name, so that a test can say which is there, how fast it is
 * on its clock and what is wrong with it.
 */
function workshop(speeds: Partial<Record<EngineName, number>>, broken: readonly EngineName[] = []) {
  let time = 0
  const create = async (name: EngineName): Promise<Engine> => {
    made.push(name)
    const milliseconds = speeds[name]
    if (milliseconds === undefined) throw new EngineUnavailableError(name, 'is not there')
    const engine = await openEngine('wasm')
    return {
      describe: () => ({ name, device: `device of ${name}`, threads: 1 }),
      memoryBytes: () => engine.memoryBytes(),
      load: (...words) => engine.load(...words),
      weights: () => engine.weights(),
      optimizerState: () => engine.optimizerState(),
      forward: (images) => engine.forward(images),
      classify: async (images) =>
        broken.includes(name) ? new Float32Array(80) : engine.classify(images),
      gradients: (images, labels) => engine.gradients(images, labels),
      train: (...words) => {
        time += milliseconds
        return engine.train(...words)
      },
      dispose: () => {
        disposed.push(name)
        engine.dispose()
      },
    }
  }
  const webgpu = async () => noWebgpu
  return { network, create, webgpu, batch: 4, now: () => time, simd: () => true }
}

afterEach(() => {
  disposed.length = 0
  made.length = 0
})

describe('chooseEngine without a preference', () => {
  it('takes the fastest and disposes of the other', async () => {
    const options = { ...workshop({ simd: 20, webgl: 8, wasm: 1 }), webgl: () => hardware }
    const { engine, report } = await chooseEngine(options)
    expect(engine.describe().name).toBe('webgl')
    expect(disposed).toEqual(['simd'])
    expect(report).toEqual([
      { name: 'webgpu', device: null, imagesPerSecond: null, refused: 'no WebGPU' },
      { name: 'simd', device: 'device of simd', imagesPerSecond: 200 },
      { name: 'webgl', device: 'device of webgl', imagesPerSecond: 500 },
    ])
    engine.dispose()
  })

  it('takes simd where it is faster than the graphics card', async () => {
    const options = { ...workshop({ simd: 20, webgl: 40 }), webgl: () => hardware }
    const { engine } = await chooseEngine(options)
    expect(engine.describe().name).toBe('simd')
    expect(disposed).toEqual(['webgl'])
    engine.dispose()
    expect(held()).toEqual({ tensors: 0, buffers: 0 })
  })

  it('takes WebGPU where it is the fastest on the graphics card', async () => {
    const webgpu = async () => hardware
    const speeds = { simd: 20, webgl: 8, webgpu: 4 }
    const options = { ...workshop(speeds), webgl: () => hardware, webgpu }
    const { engine, report } = await chooseEngine(options)
    expect(engine.describe().name).toBe('webgpu')
    expect(made).toEqual(['simd', 'webgl', 'webgpu'])
    expect(disposed).toEqual(['simd', 'webgl'])
    expect(report.map(({ imagesPerSecond }) => imagesPerSecond)).toEqual([200, 500, 1000])
    engine.dispose()
  })

  it('passes over graphics in software and makes nothing but simd, which passes', async () => {
    const software: GraphicsProbe = { kind: 'software', renderer: 'SwiftShader' }
    const speeds = { simd: 20, webgl: 1, webgpu: 1, wasm: 1, cpu: 1 }
    const webgpu = async () => software
    const options = { ...workshop(speeds), webgl: () => software, webgpu }
    const { engine, report } = await chooseEngine(options)
    expect(made).toEqual(['simd'])
    expect(report).toEqual([
      { name: 'webgl', device: null, imagesPerSecond: null, refused: 'software: SwiftShader' },
      { name: 'webgpu', device: null, imagesPerSecond: null, refused: 'software: SwiftShader' },
      { name: 'simd', device: 'device of simd', imagesPerSecond: 200 },
    ])
    engine.dispose()
  })

  it('refuses a faster engine that computes wrongly', async () => {
    const options = { ...workshop({ simd: 1, webgl: 20 }, ['simd']), webgl: () => hardware }
    const { engine, report } = await chooseEngine(options)
    expect(engine.describe().name).toBe('webgl')
    expect(disposed).toEqual(['simd'])
    expect(report[1]?.refused).toMatch(/^computes wrongly: the output of classify is off by/)
    engine.dispose()
  })

  it('falls back to wasm where neither simd nor the graphics card passes', async () => {
    const options = { ...workshop({ simd: 1, wasm: 20, cpu: 1 }, ['simd']), webgl: () => hardware }
    const { engine, report } = await chooseEngine(options)
    expect(engine.describe().name).toBe('wasm')
    expect(made).toEqual(['simd', 'webgl', 'wasm'])
    expect(report.map(({ name, refused }) => [name, refused === undefined])).toEqual([
      ['webgpu', false],
      ['simd', false],
      ['webgl', false],
      ['wasm', true],
    ])
    engine.dispose()
  })

  it('falls back to cpu, unmeasured, and says why', async () => {
    const options = { ...workshop({ cpu: 100 }), webgl: () => none, simd: () => false }
    const { engine, report } = await chooseEngine(options)
    expect(engine.describe().name).toBe('cpu')
    expect(made).toEqual(['cpu'])
    expect(report).toEqual([
      { name: 'simd', device: null, imagesPerSecond: null, refused: 'no WebAssembly SIMD' },
      { name: 'webgl', device: null, imagesPerSecond: null, refused: 'no WebGL 2' },
      { name: 'webgpu', device: null, imagesPerSecond: null, refused: 'no WebGPU' },
      { name: 'wasm', device: null, imagesPerSecond: null, refused: 'no WebAssembly SIMD' },
      { name: 'cpu', device: 'device of cpu', imagesPerSecond: null },
    ])
    engine.dispose()
  })

  it('gives every reason where nothing runs', async () => {
    const options = { ...workshop({}), webgl: () => none }
    await expect(chooseEngine(options)).rejects.toThrow(
      'no engine can be used (webgl: no WebGL 2; webgpu: no WebGPU; simd: is not there; ' +
        'wasm: is not there; cpu: is not there)',
    )
  })
})

describe('chooseEngine with a preference', () => {
  it('takes it, slow or not, and tries nothing else', async () => {
    const options = { ...workshop({ webgl: 1000, wasm: 20 }), webgl: () => none }
    const { engine, report } = await chooseEngine({ ...options, preferred: 'webgl' })
    expect(made).toEqual(['webgl'])
    expect(report).toEqual([{ name: 'webgl', device: 'device of webgl', imagesPerSecond: null }])
    engine.dispose()
  })

  it.each([
    [workshop({ wasm: 20 }), 'webgl: is not there'],
    [workshop({ webgl: 1, wasm: 20 }, ['webgl']), 'webgl: computes wrongly: the output of'],
  ])('does not fall back, but says what is wrong with it (%#)', async (options, message) => {
    const choice = chooseEngine({ ...options, preferred: 'webgl' })
    await expect(choice).rejects.toBeInstanceOf(EngineUnavailableError)
    await expect(choice).rejects.toThrow(message)
    expect(made).toEqual(['webgl'])
    expect(held()).toEqual({ tensors: 0, buffers: 0 })
  })
})

it('measureEngines keeps none where none passes', async () => {
  const { fastest, report } = await measureEngines(['webgl', 'wasm'], workshop({}))
  expect(fastest).toBeNull()
  expect(report.map(({ refused }) => refused)).toEqual(['is not there', 'is not there'])
})

it('chooses among the real engines of this machine, which has no graphics card', async () => {
  const { engine, report } = await chooseEngine({ network, create: openEngine, batch: 16 })
  expect(engine.describe()).toEqual({
    name: 'simd',
    device: expect.stringMatching(/^WebAssembly (relaxed )?SIMD$/),
    threads: 1,
  })
  expect(report.map(({ name }) => name)).toEqual(['webgl', 'webgpu', 'simd'])
  expect(report[2]!.imagesPerSecond).toBeGreaterThan(10)
  engine.dispose()
})

it('tells that this browser has WebAssembly SIMD', () => {
  expect(wasmSimdSupported()).toBe(true)
})
