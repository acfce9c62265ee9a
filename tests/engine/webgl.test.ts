import { afterEach, describe, expect, it, vi } from 'vitest'
import { initialWeights } from '../../src/core/network/initial-weights'
import { EngineUnavailableError } from '../../src/engine/engine'
import { EngineLostError } from '../../src/engine/engine-lost-error'
import { isSoftwareRenderer } from '../../src/engine/graphics-probe'
import { LostLatch } from '../../src/engine/tfjs/lost-latch'
import { createTfjsEngine } from '../../src/engine/tfjs/tfjs-engine'
import { probeWebgl } from '../../src/engine/webgl-probe'
import { adam, held, noise, openEngine, TWO_LAYERS } from './engines'

const weights = initialWeights(TWO_LAYERS, 1)

/** Catches the context that the next engine makes, which it keeps to itself. */
function catchContext(): { readonly lose: () => void } {
  let gl: WebGL2RenderingContext | null = null
  const original = OffscreenCanvas.prototype.getContext
  const spy = vi.spyOn(OffscreenCanvas.prototype, 'getContext')
  spy.mockImplementation(function (this: OffscreenCanvas, ...words: unknown[]) {
    const context = Reflect.apply(original, this, words)
    if (context instanceof WebGL2RenderingContext) gl ??= context
    return context
  })
  return {
    lose: () => {
      if (gl === null) throw new Error('needs a context, got none')
      gl.getExtension('WEBGL_lose_context')?.loseContext()
    },
  }
}

afterEach(() => {
  vi.restoreAllMocks()
})

describe('a lost context', () => {
  it('is told once, ends what is under way and refuses what comes after', async () => {
    const context = catchContext()
    const onLost = vi.fn()
    const engine = await openEngine('webgl', { batch: 2, onLost })
    await engine.load(TWO_LAYERS, weights)
    const { images, labels } = noise(2, 1)
    await engine.train(images, labels, adam(1))
    const running = engine.train(images, labels, adam(2))
    context.lose()
    await expect(running).rejects.toBeInstanceOf(EngineLostError)
    await expect(engine.classify(images)).rejects.toThrow(/^webgl: the/)
    await expect(engine.weights()).rejects.toBeInstanceOf(EngineLostError)
    await expect(engine.load(TWO_LAYERS, weights)).rejects.toBeInstanceOf(EngineLostError)
    expect(onLost).toHaveBeenCalledTimes(1)
    expect(onLost.mock.calls[0]![0]).toBeInstanceOf(EngineLostError)
    engine.dispose()
    // Not a buffer: TensorFlow.js keeps that of a read-back until the answer that will not come.
    expect(held().tensors).toBe(0)

    const next = await openEngine('webgl', { batch: 2 })
    await next.load(TWO_LAYERS, weights)
    const { loss } = await next.train(images, labels, adam(1))
    expect(loss).toBeGreaterThan(0)
    next.dispose()
  })

  it('is not told of an engine that was only disposed', async () => {
    const onLost = vi.fn()
    const engine = await openEngine('webgl', { onLost })
    engine.dispose()
    await new Promise((resolve) => setTimeout(resolve, 200))
    expect(onLost).not.toHaveBeenCalled()
  })
})

describe('LostLatch', () => {
  it('ends a read-back that never answers', async () => {
    const latch = new LostLatch('webgl', 20)
    const listener = vi.fn()
    latch.onLost(listener)
    await expect(latch.guard(new Promise(() => {}))).rejects.toThrow('webgl: no answer in 20 ms')
    expect(listener).toHaveBeenCalledTimes(1)
    expect(() => latch.assertAlive()).toThrow(EngineLostError)
  })

  it('distrusts an answer of a device that is lost by then', async () => {
    const latch = new LostLatch('webgl', 0, () => true)
    await expect(latch.guard(Promise.resolve(0))).rejects.toThrow('lost during a read-back')
  })

  it('takes a failed read-back for a loss where the device says so', async () => {
    const latch = new LostLatch('webgpu', 0, (failure) => failure instanceof DOMException)
    const odd = Promise.reject(new TypeError('odd'))
    await expect(latch.guard(odd)).rejects.toThrow(TypeError)
    const aborted = Promise.reject(new DOMException('unmapped', 'AbortError'))
    await expect(latch.guard(aborted)).rejects.toThrow('webgpu: the device was lost during')
  })

  it('hands on answers and failures of a device that lives', async () => {
    const latch = new LostLatch('webgl', 1000)
    await expect(latch.guard(Promise.resolve(7))).resolves.toBe(7)
    await expect(latch.guard(Promise.reject(new TypeError('odd')))).rejects.toThrow(TypeError)
    expect(() => latch.assertAlive()).not.toThrow()
  })
})

describe('software rendering', () => {
  it('is refused unless it is asked for', async () => {
    const refused = createTfjsEngine('webgl')
    await expect(refused).rejects.toBeInstanceOf(EngineUnavailableError)
    await expect(refused).rejects.toThrow(/^webgl: (draws in software here|this browser gives no)/)
    const engine = await openEngine('webgl')
    expect(engine.describe().device).toMatch(/swiftshader/i)
    engine.dispose()
  })

  it('is told from hardware by the probe', () => {
    expect(probeWebgl()).toEqual({
      kind: 'software',
      renderer: expect.stringMatching(/swiftshader/i),
    })
  })

  it.each([
    ['ANGLE (Google, Vulkan 1.3.0 (SwiftShader Device (Subzero)), SwiftShader driver)', true],
    ['Mesa llvmpipe (LLVM 15.0.7, 256 bits)', true],
    ['ANGLE (Microsoft, Microsoft Basic Render Driver Direct3D11)', true],
    ['ANGLE (NVIDIA, NVIDIA GeForce RTX 3060 Direct3D11 vs_5_0 ps_5_0, D3D11)', false],
    ['Apple GPU', false],
    ['Mali-G78', false],
  ])('%s is software: %s', (renderer, software) => {
    expect(isSoftwareRenderer(renderer)).toBe(software)
  })

  it('is no WebGL where there is no OffscreenCanvas or it gives no context', async () => {
    vi.spyOn(OffscreenCanvas.prototype, 'getContext').mockReturnValue(null)
    expect(probeWebgl()).toEqual({ kind: 'none', renderer: 'no WebGL 2' })
    await expect(openEngine('webgl')).rejects.toThrow('gives no WebGL 2 context')
    vi.stubGlobal('OffscreenCanvas', undefined)
    try {
      expect(probeWebgl()).toEqual({ kind: 'none', renderer: 'no OffscreenCanvas' })
      await expect(openEngine('webgl')).rejects.toThrow('has no OffscreenCanvas')
    } finally {
      vi.unstubAllGlobals()
    }
  })
})

it('does not start wasm without its binaries', async () => {
  await expect(createTfjsEngine('wasm')).rejects.toThrow('needs the paths of its binaries')
})
