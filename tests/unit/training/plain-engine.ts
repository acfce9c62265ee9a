import type { Network } from '../../../src/core/network/description'
import { forward, imageCount, type LayerValues } from '../../../src/core/network/forward'
import { referenceGradient } from '../../../src/core/network/gradient'
import { assertWeights, type Weights } from '../../../src/core/network/parameters'
import type { EngineName } from '../../../src/core/recipe/engine-name'
import type { OptimizerState, OptimizerStep } from '../../../src/core/recipe/optimizer'
import type {
  BatchResult,
  Engine,
  EngineDescription,
  GradientResult,
} from '../../../src/engine/engine'

/** An engine of plain TypeScript: gradients in float64, weights and moments in float32. */
export class PlainEngine implements Engine {
  readonly name: EngineName
  isDisposed = false
  /** Images whose layers were asked for. */
  images = 0
  /** Steps this engine has done. */
  steps = 0
  #network: Network | null = null
  #weights: Weights = {}
  #optimizer: OptimizerState | null = null

  constructor(name: EngineName = 'cpu') {
    this.name = name
  }

  memoryBytes(): number {
    return 4096
  }

  describe(): EngineDescription {
    return { name: this.name, device: `plain ${this.name}`, threads: 1 }
  }

  async load(network: Network, weights: Weights, optimizer?: OptimizerState): Promise<void> {
    assertWeights(network, weights)
    this.#network = network
    this.#weights = copied(weights)
    this.#optimizer = optimizer === undefined ? null : copiedState(optimizer)
  }

  async weights(): Promise<Weights> {
    return copied(this.#weights)
  }

  async optimizerState(): Promise<OptimizerState | null> {
    return this.#optimizer && copiedState(this.#optimizer)
  }

  async forward(images: Float32Array): Promise<readonly LayerValues[]> {
    const layers = forward(this.#loaded(), this.#weights, images)
    this.images += imageCount(images)
    return layers
  }

  async classify(images: Float32Array): Promise<Float32Array> {
    return forward(this.#loaded(), this.#weights, images).at(-1)!.pre
  }

  async gradients(images: Float32Array, labels: Uint8Array): Promise<GradientResult> {
    const { loss, errors, gradients } = referenceGradient(
      this.#loaded(),
      this.#weights,
      images,
      labels,
    )
    return { loss, errors, gradients: mapped(gradients, (values) => Float32Array.from(values)) }
  }

  async train(images: Float32Array, labels: Uint8Array, step: OptimizerStep): Promise<BatchResult> {
    const { loss, errors, gradients } = await this.gradients(images, labels)
    this.#optimizer ??= emptyState(step, this.#weights)
    for (const [name, gradient] of Object.entries(gradients)) {
      for (const [i, slope] of gradient.entries()) {
        this.#weights[name]![i]! -= this.#change(step, name, i, this.#weights[name]![i]!, slope)
      }
    }
    this.steps++
    return { loss, errors }
  }

  dispose(): void {
    this.isDisposed = true
  }

  /** How far one weight moves down. */
  #change(step: OptimizerStep, name: string, i: number, weight: number, slope: number): number {
    const state = this.#optimizer
    if (step.kind === 'adam' && state?.kind === 'adam') {
      const first = state.first[name]!
      const second = state.second[name]!
      first[i] = step.beta1 * first[i]! + (1 - step.beta1) * slope
      second[i] = step.beta2 * second[i]! + (1 - step.beta2) * slope ** 2
      const mean = first[i]! / (1 - step.beta1 ** step.iteration)
      const variance = second[i]! / (1 - step.beta2 ** step.iteration)
      const decay = step.learningRate * step.weightDecay * weight
      return decay + (step.learningRate * mean) / (Math.sqrt(variance) + step.epsilon)
    }
    if (step.kind === 'sgd' && state?.kind === 'sgd') {
      const velocity = state.velocity[name]!
      velocity[i] = step.momentum * velocity[i]! + slope
      return step.learningRate * velocity[i]!
    }
    throw new TypeError(`train: needs the state of ${step.kind}, got ${state?.kind}`)
  }

  #loaded(): Network {
    if (this.isDisposed) throw new Error('engine: disposed')
    if (this.#network === null) throw new Error('engine: nothing loaded')
    return this.#network
  }
}

const mapped = <From, To>(record: Readonly<Record<string, From>>, change: (from: From) => To) =>
  Object.fromEntries(Object.entries(record).map(([name, value]) => [name, change(value)]))

const copied = (weights: Weights): Weights => mapped(weights, (values) => values.slice())

const zeros = (weights: Weights): Weights =>
  mapped(weights, ({ length }) => new Float32Array(length))

const emptyState = ({ kind }: OptimizerStep, weights: Weights): OptimizerState =>
  kind === 'adam'
    ? { kind, first: zeros(weights), second: zeros(weights) }
    : { kind, velocity: zeros(weights) }

const copiedState = (state: OptimizerState): OptimizerState =>
  state.kind === 'adam'
    ? { ...state, first: copied(state.first), second: copied(state.second) }
    : { ...state, velocity: copied(state.velocity) }
