import { describe, expect, it } from 'vitest'
import { forward, type LayerValues } from '../../../src/core/network/forward'
import { initialWeights } from '../../../src/core/network/initial-weights'
import { modernNetwork, PYTORCH_COURSE } from '../../../src/core/network/variants'
import { createPenNetwork } from '../../../src/worker/pen-network'
import { PlainEngine } from '../training/plain-engine'
import { noEngine } from './reader-parts'

const NETWORK = modernNetwork()
const WEIGHTS = initialWeights(NETWORK, 3)
const IMAGE = Float32Array.from({ length: 1024 }, (_, pixel) => (pixel % 11 === 4 ? 0.75 : 0))
const EXPECTED = forward(NETWORK, WEIGHTS, IMAGE)

/** Adds a hundredth to every value of C3. */
class WrongEngine extends PlainEngine {
  override async forward(images: Float32Array): Promise<readonly LayerValues[]> {
    const layers = await super.forward(images)
    const { post } = layers.find(({ name }) => name === 'C3')!
    post.set(post.map((value) => value + 0.01))
    return layers
  }
}

/** Reads one image, then is lost. */
class MortalEngine extends PlainEngine {
  override async forward(images: Float32Array): Promise<readonly LayerValues[]> {
    if (this.images > 0) throw new Error('engine: lost')
    return super.forward(images)
  }
}

async function spedUp(engine: PlainEngine) {
  const network = createPenNetwork(async () => engine)
  network.load(NETWORK, WEIGHTS)
  await network.speedUp(IMAGE)
  return network
}

describe('createPenNetwork', () => {
  it('is computed by plain code where no engine can be had', async () => {
    const network = createPenNetwork(noEngine)
    expect(network.isLoaded).toBe(false)
    await expect(network.layersOf(IMAGE)).rejects.toThrow('needs weights')
    network.load(NETWORK, WEIGHTS)
    await network.speedUp(IMAGE)
    expect(network.isLoaded).toBe(true)
    expect(await network.layersOf(IMAGE)).toEqual({ layers: EXPECTED, engine: null })
  })

  it('is computed by the engine once that reads as plain code does', async () => {
    const engine = new PlainEngine('simd')
    const network = await spedUp(engine)
    expect(await network.layersOf(IMAGE)).toEqual({ layers: EXPECTED, engine: 'simd' })
    expect(engine.images).toBe(2)
  })

  it('gives the engine each new network and its weights', async () => {
    const engine = new PlainEngine('simd')
    const network = await spedUp(engine)
    const weights = initialWeights(PYTORCH_COURSE, 4)
    network.load(PYTORCH_COURSE, weights)
    const layers = forward(PYTORCH_COURSE, weights, IMAGE)
    expect(await network.layersOf(IMAGE)).toEqual({ layers, engine: 'simd' })
    expect(engine.images).toBe(2)
  })

  it('does not let an engine answer that reads otherwise', async () => {
    const engine = new WrongEngine('simd')
    const network = await spedUp(engine)
    expect(engine.isDisposed).toBe(true)
    expect(await network.layersOf(IMAGE)).toEqual({ layers: EXPECTED, engine: null })
    expect(engine.images).toBe(1)
  })

  it('answers from plain code when the engine is lost', async () => {
    const engine = new MortalEngine('simd')
    const network = await spedUp(engine)
    expect(await network.layersOf(IMAGE)).toEqual({ layers: EXPECTED, engine: null })
    expect(engine.isDisposed).toBe(true)
  })

  it('computes logits of many images by the engine, and by plain code when that is lost', async () => {
    const two = Float32Array.from([...IMAGE, ...IMAGE.map((ink) => 1 - ink)])
    const expected = forward(NETWORK, WEIGHTS, two).at(-1)!.pre
    const engine = new PlainEngine('simd')
    const network = await spedUp(engine)
    expect(await network.logitsOf(two)).toEqual(expected)
    engine.classify = () => Promise.reject(new Error('engine: lost'))
    expect(await network.logitsOf(two)).toEqual(expected)
    expect(engine.isDisposed).toBe(true)
  })
})
