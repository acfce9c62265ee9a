import type { Network } from '../core/network/description'
import type { LayerValues } from '../core/network/forward'
import type { Weights } from '../core/network/parameters'
import type { EngineName } from '../core/recipe/engine-name'
import type { OptimizerState, OptimizerStep } from '../core/recipe/optimizer'

export { ENGINE_NAMES, type EngineName } from '../core/recipe/engine-name'

export interface EngineDescription {
  readonly name: EngineName
  /** What computes, in the words of the browser or driver: "ANGLE (NVIDIA …)", "WebAssembly SIMD". */
  readonly device: string
  readonly threads: number
}

export interface BatchResult {
  /** Mean loss of the batch's images. */
  readonly loss: number
  /** Images of the batch that were read wrong before the step, as `isMisread` says. */
  readonly errors: number
}

export interface GradientResult extends BatchResult {
  /** Gradient of the mean loss by every parameter. */
  readonly gradients: Weights
}

/**
 * What computes a network. No tensor leaves an engine: everything in and out is a plain array.
 *
 * Images are float32 `[n, 32, 32]`, row-major, ink 0..1; labels are 0..9, one an image, or
 * `NOT_A_DIGIT` where the network has a rubbish class. An engine
 * given `n` images may compute with a larger, fixed batch inside and must not let the padding show.
 */
export interface Engine {
  describe(): EngineDescription
  /** Bytes that it holds for computing: GPU textures, the wasm heap, or arrays. */
  memoryBytes(): number
  /**
   * Takes the network and a copy of its weights, and of the optimizer's state where a run goes on.
   *
   * @throws {RangeError} If a weight array is missing, of a wrong size or not finite.
   */
  load(network: Network, weights: Weights, optimizer?: OptimizerState): Promise<void>
  /** Copies of the weights, in the order of `parametersOf`. */
  weights(): Promise<Weights>
  /** A copy of what the optimizer remembers; null before the first step. */
  optimizerState(): Promise<OptimizerState | null>
  /**
   * Every layer's values, before and after its activation.
   *
   * @param into - Values of an earlier call for as many images, which may be overwritten and returned:
   *   new memory for every drawing can cost more time than to compute it.
   */
  forward(images: Float32Array, into?: readonly LayerValues[]): Promise<readonly LayerValues[]>
  /** The output before any softmax, `[n, 10]`. */
  classify(images: Float32Array): Promise<Float32Array>
  /** The mean loss and its gradient; changes nothing. */
  gradients(images: Float32Array, labels: Uint8Array): Promise<GradientResult>
  /** One step of the optimizer on one batch. */
  train(images: Float32Array, labels: Uint8Array, step: OptimizerStep): Promise<BatchResult>
  /**
   * Whether others need the cores: steps then take one thread, and give the same as on all of them. An engine
   * that computes elsewhere, or on one thread only, does not have it.
   */
  leaveCores?(toOthers: boolean): void
  /** Frees everything; the engine is of no use afterwards. */
  dispose(): void
}

/** Thrown when this machine cannot run an engine, or runs it wrongly. */
export class EngineUnavailableError extends Error {
  override readonly name = 'EngineUnavailableError'
  readonly engine: EngineName

  constructor(engine: EngineName, reason: string) {
    super(`${engine}: ${reason}`)
    this.engine = engine
  }
}
