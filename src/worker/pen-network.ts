import type { Network } from '../core/network/description'
import { forward, type LayerValues } from '../core/network/forward'
import { assertWeights, type Weights } from '../core/network/parameters'
import { layersAgree } from '../engine/agreement'
import type { Engine, EngineName } from '../engine/engine'

/** The network that answers the pen, computed by whatever is at hand. */
export interface PenNetwork {
  /** Takes the weights that answer from now on. @throws {RangeError} If they do not fit. */
  load(network: Network, weights: Weights): void
  readonly isLoaded: boolean
  /**
   * Every layer's values of one 32×32 image, which the next call may overwrite.
   *
   * @throws {Error} Before any weights.
   */
  layersOf(image: Float32Array): Promise<ComputedLayers>
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

interface LoadedNetwork {
  readonly network: Network
  readonly weights: Weights
}

/** @param openEngine - Opens an engine that computes single images fast. */
export function createPenNetwork(openEngine: () => Promise<Engine>): PenNetwork {
  let loaded: LoadedNetwork | null = null
  let engine: Engine | null = null
  let inEngine: LoadedNetwork | null = null
  let kept: readonly LayerValues[] | undefined

  async function byEngine(
    candidate: Engine,
    wanted: LoadedNetwork,
    image: Float32Array,
  ): Promise<readonly LayerValues[]> {
    if (inEngine !== wanted) {
      await candidate.load(wanted.network, wanted.weights)
      inEngine = wanted
    }
    kept = await candidate.forward(image, kept)
    return kept
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
    get isLoaded() {
      return loaded !== null
    },
    layersOf: async (image) => {
      const wanted = ready()
      if (engine !== null) {
        try {
          return { layers: await byEngine(engine, wanted, image), engine: engine.describe().name }
        } catch {
          // It does not compute this network, or it is lost: neither may cost an answer.
          engine.dispose()
          engine = null
        }
      }
      return { layers: byPlainCode(wanted, image), engine: null }
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
