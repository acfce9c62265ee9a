import * as tf from '@tensorflow/tfjs'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { initialWeights } from '../../src/core/network/initial-weights'
import { EngineUnavailableError } from '../../src/engine/engine'
import { EngineLostError } from '../../src/engine/engine-lost-error'
import { createTfjsEngine } from '../../src/engine/tfjs/tfjs-engine'
import { adapterName, isSoftwareAdapter, probeWebgpu } from '../../src/engine/webgpu-probe'
import { adam, held, noise, openEngine, TWO_LAYERS } from './engines'

const weights = initialWeights(TWO_LAYERS, 1)
const { images, labels } = noise(2, 1)

/** An engine and the device that it keeps to itself. */
async function openWithDevice() {
  const devices: GPUDevice[] = []
  const original = GPUAdapter.prototype.requestDevice
  const spy = vi.spyOn(GPUAdapter.prototype, 'requestDevice')
  spy.mockImplementation(async function (this: GPUAdapter, ...words) {
    const device = await Reflect.apply(original, this, words)
    devices.push(device)
    return device
  })
  const onLost = vi.fn()
  const engine = await openEngine('webgpu', { onLost })
  await engine.load(TWO_LAYERS, weights)
  return { engine, onLost, device: devices[0]! }
}

afterEach(() => {
  vi.restoreAllMocks()
  vi.unstubAllGlobals()
})

describe('a lost device', () => {
  it('is told once, ends what is under way and refuses what comes after', async () => {
    const { engine, onLost, device } = await openWithDevice()
    await engine.train(images, labels, adam(1))
    const running = engine.train(images, labels, adam(2))
    device.destroy()
    await expect(running).rejects.toBeInstanceOf(EngineLostError)
    await expect(engine.classify(images)).rejects.toThrow(/^webgpu: the device was lost/)
    await expect(engine.weights()).rejects.toBeInstanceOf(EngineLostError)
    await expect(engine.load(TWO_LAYERS, weights)).rejects.toBeInstanceOf(EngineLostError)
    expect(onLost).toHaveBeenCalledTimes(1)
    engine.dispose()
    expect(held().tensors).toBe(0)

    const next = await openEngine('webgpu')
    await next.load(TWO_LAYERS, weights)
    const { loss } = await next.train(images, labels, adam(1))
    expect(loss).toBeGreaterThan(0)
    next.dispose()
  })

  it('is one that was told to compute what is invalid, whose results are none', async () => {
    const { engine, onLost, device } = await openWithDevice()
    const told = new Promise((resolve) => onLost.mockImplementation(resolve))
    device.createBuffer({ size: 4, usage: GPUBufferUsage.MAP_READ | GPUBufferUsage.MAP_WRITE })
    // Commands wait in the page for something that is to be done.
    device.queue.submit([])
    await told
    expect(onLost).toHaveBeenCalledTimes(1)
    await expect(engine.train(images, labels, adam(2))).rejects.toBeInstanceOf(EngineLostError)
    engine.dispose()
  })

  it('is not told of an engine that was only disposed', async () => {
    const { engine, onLost, device } = await openWithDevice()
    engine.dispose()
    await device.lost
    await new Promise((resolve) => setTimeout(resolve))
    expect(onLost).not.toHaveBeenCalled()
    expect(held()).toEqual({ tensors: 0, buffers: 0 })
  })
})

describe('where WebGPU is not hardware', () => {
  it('software is refused unless it is asked for', async () => {
    const refused = createTfjsEngine('webgpu')
    await expect(refused).rejects.toBeInstanceOf(EngineUnavailableError)
    await expect(refused).rejects.toThrow('webgpu: computes in software here (google swiftshader)')
    expect(await probeWebgpu()).toEqual({ kind: 'software', renderer: 'google swiftshader' })
  })

  it.each([
    ['finds no adapter', async () => null],
    ['fails to look for one', () => Promise.reject(new Error('blocked'))],
  ])('a browser that %s has none', async (_, requestAdapter) => {
    vi.spyOn(navigator.gpu, 'requestAdapter').mockImplementation(requestAdapter)
    expect(await probeWebgpu()).toEqual({ kind: 'none', renderer: 'no WebGPU' })
    const refused = openEngine('webgpu')
    await expect(refused).rejects.toBeInstanceOf(EngineUnavailableError)
    await expect(refused).rejects.toThrow('webgpu: this browser gives no WebGPU adapter')
  })

  it('a browser that does not know it has none', async () => {
    vi.stubGlobal('navigator', {})
    expect(await probeWebgpu()).toEqual({ kind: 'none', renderer: 'no WebGPU' })
  })

  it('a browser whose driver hangs has none, after a while', async () => {
    vi.spyOn(navigator.gpu, 'requestAdapter').mockReturnValue(new Promise(() => {}))
    vi.useFakeTimers()
    try {
      const probe = probeWebgpu()
      await vi.advanceTimersByTimeAsync(6000)
      expect(await probe).toEqual({ kind: 'none', renderer: 'no WebGPU' })
    } finally {
      vi.useRealTimers()
    }
  })
})

describe('an adapter', () => {
  // What the tests of a browser give is no adapter, but has all that is read of one.
  const adapter = (info?: Partial<GPUAdapterInfo>) => ({ info }) as GPUAdapter

  it.each([
    [{ vendor: 'google', architecture: 'swiftshader' }, 'google swiftshader', true],
    [{ vendor: 'microsoft', description: 'Microsoft Basic Render Driver' }, /^Microsoft/, true],
    [{ vendor: 'mesa', architecture: 'x', isFallbackAdapter: true }, 'mesa x', true],
    [{ vendor: 'nvidia', architecture: 'ampere', description: '' }, 'nvidia ampere', false],
    [{ vendor: 'apple', description: 'Apple M3' }, 'Apple M3', false],
    [undefined, 'WebGPU', false],
  ])('%j is %s, in software: %s', (info, name, software) => {
    expect(adapterName(adapter(info))).toMatch(name)
    expect(isSoftwareAdapter(adapter(info))).toBe(software)
  })
})

it('leaves the other backends alone once it is loaded', async () => {
  const cpu = await openEngine('cpu')
  const engine = await openEngine('webgpu')
  engine.dispose()
  expect(tf.findBackendFactory('webgpu')).toBeNull()
  await cpu.load(TWO_LAYERS, weights)
  expect(await cpu.classify(images)).toHaveLength(20)
  cpu.dispose()
})
