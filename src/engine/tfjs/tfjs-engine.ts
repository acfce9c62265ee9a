import type * as tf from '@tensorflow/tfjs'
import { CLASSES, type Network } from '../../core/network/description'
import { imageCount, type LayerValues } from '../../core/network/forward'
import type { Weights } from '../../core/network/parameters'
import type { OptimizerState, OptimizerStep } from '../../core/recipe/optimizer'
import { assertBatch } from '../assert-batch'
import type { BatchResult, Engine, EngineDescription, GradientResult } from '../engine'
import type { EngineLostError } from '../engine-lost-error'
import { fillProbabilities } from '../fill-probabilities'
import { type Backend, type BackendOptions, openBackend, type TfjsName } from './backends'
import { batchResult, imagesFrom } from './batch'
import { copyMapsFirst, emptyLayerValues } from './layer-values'
import { modelGradient, modelLayers, modelLogits, trialStep } from './model-computation'
import { ModelTensors, optimizerTensorsOf } from './model-tensors'

export interface TfjsOptions extends BackendOptions {
  /**
   * Images that smaller batches are padded to, until the first training after a `load` tells how
   * many a run has; 128 on WebGL, which compiles its shaders by shape, and no padding elsewhere.
   */
  readonly batch?: number
  /** Called once if the device goes away; every call rejects with the same error from then on. */
  readonly onLost?: (error: EngineLostError) => void
}

const WEBGL_BATCH = 128
/** Images read at once where nothing is padded: past this, chunks only take memory. */
const LARGEST_CHUNK = 500

/**
 * Makes an engine on a backend of TensorFlow.js. Engines of several backends may live side by side.
 *
 * @throws {EngineUnavailableError} If this machine cannot run the backend.
 */
export async function createTfjsEngine(name: TfjsName, options: TfjsOptions = {}): Promise<Engine> {
  return new TfjsEngine(await openBackend(name, options), options)
}

class TfjsEngine implements Engine {
  readonly #backend: Backend
  readonly #stopListening: () => void
  readonly #pads: boolean
  #batch: number
  #batchOfRun: number | null = null
  #compiled: { readonly network: Network; readonly batch: number } | null = null
  #model: ModelTensors | null = null
  #disposed = false

  constructor(backend: Backend, { batch, onLost }: TfjsOptions) {
    this.#backend = backend
    this.#pads = batch !== undefined || backend.name === 'webgl'
    this.#batch = batch ?? WEBGL_BATCH
    this.#stopListening = onLost === undefined ? () => {} : backend.latch.onLost(onLost)
  }

  describe(): EngineDescription {
    return { name: this.#backend.name, device: this.#backend.device, threads: 1 }
  }

  memoryBytes(): number {
    return this.#disposed ? 0 : this.#backend.memoryBytes()
  }

  async load(network: Network, weights: Weights, optimizer?: OptimizerState): Promise<void> {
    if (!this.#disposed && this.#backend.compile !== undefined) {
      await this.#compile(network, weights, this.#backend.compile)
    }
    await this.#read(() => {
      const model = new ModelTensors(network, weights, optimizer)
      this.#model?.dispose()
      this.#model = model
      this.#batchOfRun = null
      return []
    })
  }

  async weights(): Promise<Weights> {
    const model = this.#loaded()
    const [flat] = await this.#read(() => [model.flat.clone()])
    return model.layout.fromFlat(flat!)
  }

  async optimizerState(): Promise<OptimizerState | null> {
    const { layout, optimizer } = this.#loaded()
    if (optimizer === null) return null
    const vectors = await this.#read(() =>
      optimizerTensorsOf(optimizer).map((vector) => vector.clone()),
    )
    const [first, second] = vectors.map((vector) => layout.fromFlat(vector))
    return optimizer.kind === 'adam'
      ? { kind: 'adam', first: first!, second: second! }
      : { kind: 'sgd', velocity: first! }
  }

  async forward(images: Float32Array): Promise<readonly LayerValues[]> {
    const model = this.#loaded()
    const layers = emptyLayerValues(model.network, imageCount(images))
    for (const [from, to] of this.#chunks(imageCount(images))) {
      const chunk = imagesFrom(images, from, to)
      const values = await this.#read(() =>
        modelLayers(model, chunk, to - from).flatMap(({ pre, post }) => [pre, post]),
      )
      for (const [index, layer] of layers.entries()) {
        copyMapsFirst(layer, values[2 * index]!, layer.pre, from)
        copyMapsFirst(layer, values[2 * index + 1]!, layer.post, from)
      }
    }
    fillProbabilities(model.network, layers.at(-1)!)
    return layers
  }

  async classify(images: Float32Array): Promise<Float32Array> {
    const model = this.#loaded()
    const n = imageCount(images)
    const logits = new Float32Array(n * CLASSES)
    // All chunks are under way before the first is waited for.
    const reads = Array.from(this.#chunks(n), async ([from, to]) => {
      const chunk = imagesFrom(images, from, to)
      const [values] = await this.#read(() => [modelLogits(model, chunk, to - from)])
      logits.set(values!.subarray(0, (Math.min(to, n) - from) * CLASSES), from * CLASSES)
    })
    await Promise.all(reads)
    return logits
  }

  async gradients(images: Float32Array, labels: Uint8Array): Promise<GradientResult> {
    const model = this.#loaded()
    assertBatch(model.network, images, labels)
    const size = this.#pads ? Math.max(labels.length, this.#batch) : labels.length
    const [logits, flat] = await this.#read(() => {
      const { logits, gradient } = modelGradient(model, images, labels, size)
      return [logits, gradient]
    })
    return {
      ...batchResult(model.network, logits!, labels),
      gradients: model.layout.fromFlat(flat!),
    }
  }

  async train(images: Float32Array, labels: Uint8Array, step: OptimizerStep): Promise<BatchResult> {
    const model = this.#loaded()
    assertBatch(model.network, images, labels)
    const size = this.#trainingSize(labels.length)
    const [logits] = await this.#read(() => {
      const { logits, gradient } = modelGradient(model, images, labels, size)
      model.step(step, gradient)
      return [logits]
    })
    return batchResult(model.network, logits!, labels)
  }

  dispose(): void {
    if (this.#disposed) return
    this.#disposed = true
    this.#stopListening()
    this.#model?.dispose()
    this.#model = null
    this.#backend.release()
  }

  /** What a run will need, before it needs it. */
  async #compile(
    network: Network,
    weights: Weights,
    compile: NonNullable<Backend['compile']>,
  ): Promise<void> {
    const batch = this.#batch
    if (this.#compiled?.network === network && this.#compiled.batch === batch) return
    await compile(() => trialStep(network, weights, batch))
    this.#compiled = { network, batch }
  }

  async #read(build: () => readonly tf.Tensor[]): Promise<readonly Float32Array[]> {
    if (this.#disposed) throw new Error('engine: needs an engine in use, got a disposed one')
    return this.#backend.read(build)
  }

  #loaded(): ModelTensors {
    if (this.#disposed) throw new Error('engine: needs an engine in use, got a disposed one')
    if (this.#model === null) throw new Error('engine: needs a network, load one first')
    return this.#model
  }

  /** The first batch of a run tells its size; the last, smaller one is padded to it. */
  #trainingSize(n: number): number {
    if (!this.#pads) return n
    this.#batchOfRun = Math.max(n, this.#batchOfRun ?? 0)
    this.#batch = this.#batchOfRun
    return this.#batch
  }

  /** From and to of each chunk of `n` images; where padded, the last may end beyond them. */
  *#chunks(n: number): Generator<readonly [number, number]> {
    const size = n === 1 ? 1 : this.#pads ? this.#batch : LARGEST_CHUNK
    for (let from = 0; from < n; from += size) {
      yield [from, this.#pads ? from + size : Math.min(n, from + size)]
    }
  }
}
