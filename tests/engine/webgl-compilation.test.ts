import { afterEach, beforeEach, expect, it, type MockInstance, vi } from 'vitest'
import { initialWeights } from '../../src/core/network/initial-weights'
import { EngineLostError } from '../../src/engine/engine-lost-error'
import { engineOpener } from '../../src/worker/open-engine'
import { adam, held, KERNEL_PATHS, noise, openEngine, TWO_LAYERS, WASM_PATHS } from './engines'

const weights = initialWeights(TWO_LAYERS, 1)
const BATCH = 6
const { images, labels } = noise(BATCH, 1)

let links: MockInstance
beforeEach(() => {
  links = vi.spyOn(WebGL2RenderingContext.prototype, 'linkProgram')
})
afterEach(() => {
  vi.restoreAllMocks()
})

/** Has the context of the next engine say of its first programs that they are being compiled. */
function slowDriver(looks: number) {
  const COMPLETION_STATUS_KHR = 0x91b1
  const asked = vi.fn(() => asked.mock.calls.length > looks)
  const { getExtension, getProgramParameter } = WebGL2RenderingContext.prototype
  vi.spyOn(WebGL2RenderingContext.prototype, 'getExtension').mockImplementation(function (
    this: WebGL2RenderingContext,
    name: string,
  ) {
    const isOurs = name === 'KHR_parallel_shader_compile'
    return isOurs ? { COMPLETION_STATUS_KHR } : Reflect.apply(getExtension, this, [name])
  })
  vi.spyOn(WebGL2RenderingContext.prototype, 'getProgramParameter').mockImplementation(function (
    this: WebGL2RenderingContext,
    program,
    name,
  ) {
    if (name === COMPLETION_STATUS_KHR) return asked()
    return Reflect.apply(getProgramParameter, this, [program, name])
  })
  return asked
}

it('an engine of the page has compiled nearly all that a run needs before its first step', async () => {
  const sources = { simd: { wasmPaths: KERNEL_PATHS }, tfjsWasm: WASM_PATHS }
  const open = engineOpener(sources, () => performance.now())
  const engine = await open('webgl', { network: TWO_LAYERS, batch: BATCH }, () => {})
  expect(links.mock.calls.length).toBeGreaterThan(10)
  links.mockClear()
  await engine.load(TWO_LAYERS, weights)
  await engine.train(images, labels, adam(1))
  await engine.train(images, labels, adam(2))
  await engine.classify(images)
  expect(links.mock.calls.length).toBeLessThanOrEqual(1)
  engine.dispose()
  expect(held()).toEqual({ tensors: 0, buffers: 0 })
})

it('programs are asked for all at once, and waited for while the driver compiles them', async () => {
  const asked = slowDriver(3)
  const engine = await openEngine('webgl', { batch: BATCH })
  await engine.load(TWO_LAYERS, weights)
  // Each of the first three looks found a program that was not done.
  expect(asked.mock.calls.length).toBeGreaterThan(10 + 3)
  const expected = await openEngine('cpu', { batch: BATCH })
  await expected.load(TWO_LAYERS, weights)
  const { loss } = await expected.train(images, labels, adam(1))
  expect((await engine.train(images, labels, adam(1))).loss).toBeCloseTo(loss, 5)
  engine.dispose()
  expected.dispose()
})

it('a context that is lost while it compiles is told as lost', async () => {
  slowDriver(Number.POSITIVE_INFINITY)
  const contexts: WebGL2RenderingContext[] = []
  links.mockImplementation(function (this: WebGL2RenderingContext) {
    contexts.push(this)
  })
  const engine = await openEngine('webgl', { batch: BATCH })
  const loading = engine.load(TWO_LAYERS, weights)
  await vi.waitUntil(() => contexts.length > 0, { timeout: 60_000 })
  contexts[0]!.getExtension('WEBGL_lose_context')!.loseContext()
  await expect(loading).rejects.toBeInstanceOf(EngineLostError)
  engine.dispose()
})
