import type { Network } from '../core/network/description'
import { forward, type LayerValues } from '../core/network/forward'
import { assertWeights, type Weights } from '../core/network/parameters'
import { sweep, type WideLayerValues } from '../core/network/sweep'
import { layersAgree } from '../engine/agreement'
import type { Engine, EngineName } from '../engine/engine'

interface LoadedNetwork {
  readonly network: Network
  readonly weights: Weights
}

/** The network that answers the pen, computed by whatever is at hand. */
export interface PenNetwork {
  /** Takes the weights that answer from now on. @throws {RangeError} If they do not fit. */
  load(network: Network, weights: Weights): void
  readonly isLoaded: boolean
  /** What is loaded. @throws {Error} Before any weights. */
  readonly loaded: LoadedNetwork
  /**
   * Every layer's values of one 32×32 image, which the next call may overwrite.
   *
   * @throws {Error} Before any weights.
   */
  layersOf(image: Float32Array): Promise<ComputedLayers>
  /** The logits `[n, 10]` of images `[n, 32, 32]`. @throws {Error} Before any weights. */
  logitsOf(images: Float32Array): Promise<Float32Array>
  /** Every layer swept over an image `[32, width]`. @throws {Error} Before any weights. */
  sweep(image: Float32Array, width: number): readonly WideLayerValues[]
  /**
   * Opens an engine, and lets it answer from then on if it reads `image` as plain code does. Without
   * one plain code goes on answering.
   */
  speedUp(image: Float32Array): Promise<void>
}

export interface ComputedLayers {
  readonly layers: readonly LayerValues[]
  /** What computed them; null for plain code. */
  readonly engine: EngineName | null
}

/** @param openEngine - Opens an engine that computes single images fast. */
export function createPenNetwork(openEngine: () => Promise<Engine>): PenNetwork {
  let loaded: LoadedNetwork | null = null
  let engine: Engine | null = null
  let inEngine: LoadedNetwork | null = null
  let kept: readonly LayerValues[] | undefined

  async function holding(candidate: Engine, wanted: LoadedNetwork): Promise<Engine> {
    if (inEngine !== wanted) {
      await candidate.load(wanted.network, wanted.weights)
      inEngine = wanted
    }
    return candidate
  }

  async function byEngine(
    candidate: Engine,
    wanted: LoadedNetwork,
    image: Float32Array,
  ): Promise<readonly LayerValues[]> {
    kept = await (await holding(candidate, wanted)).forward(image, kept)
    return kept
  }

  /** What the engine answers; null without one. */
  async function fromEngine<Answer>(
    answer: (engine: Engine) => Promise<Answer>,
  ): Promise<Answer | null> {
    if (engine === null) return null
    try {
      return await answer(engine)
    } catch {
      // It does not compute this network, or it is lost: neither may cost an answer.
      engine.dispose()
      engine = null
      return null
    }
  }

  function ready(): LoadedNetwork {
    if (loaded === null) throw new Error('read: needs weights, got a drawing before any')
    return loaded
  }

  const byPlainCode = ({ network, weights }: LoadedNetwork, image: Float32Array) =>
    forward(network, weights, image)

  return {
    load: (network, weights) => {
      assertWeights(network, weights)
      loaded = { network, weights }
    },
    get loaded() {
      return ready()
    },
    get isLoaded() {
      return loaded !== null
    },
    layersOf: async (image) => {
      const wanted = ready()
      const computed = await fromEngine(async (own) => ({
        layers: await byEngine(own, wanted, image),
        engine: own.describe().name,
      }))
      if (computed !== null) return computed
      return { layers: byPlainCode(wanted, image), engine: null }
    },
    logitsOf: async (images) => {
      const wanted = ready()
      const logits = await fromEngine(async (own) => (await holding(own, wanted)).classify(images))
      return logits ?? byPlainCode(wanted, images).at(-1)!.pre
    },
    sweep: (image, width) => {
      const { network, weights } = ready()
      return sweep(network, weights, image, width)
    },
    speedUp: async (image) => {
      const wanted = ready()
      let candidate: Engine | null = null
      try {
        candidate = await openEngine()
        const layers = await byEngine(candidate, wanted, image)
        if (!layersAgree(layers, byPlainCode(wanted, image))) throw new Error('it reads otherwise')
        engine = candidate
      } catch {
        candidate?.dispose()
      }
    },
  }
}
