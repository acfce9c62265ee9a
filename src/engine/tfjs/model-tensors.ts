import * as tf from '@tensorflow/tfjs'
import type { Network } from '../../core/network/description'
import { assertWeights, type Weights } from '../../core/network/parameters'
import type { OptimizerState, OptimizerStep } from '../../core/recipe/optimizer'
import type { ParameterTensors } from './layer-tensors'
import { type OptimizerTensors, optimized } from './optimizer-tensors'
import { type GradientPart, tensorOperations } from './tensor-operations'
import { type WeightLayout, weightLayout } from './weight-layout'

/** A network's weights and its optimizer's memory as kept tensors. */
export class ModelTensors {
  readonly network: Network
  readonly layout: WeightLayout
  readonly #mask: tf.Tensor1D | null
  #flat: tf.Tensor
  #optimizer: OptimizerTensors | null
  #parameters: ParameterTensors | null = null

  /**
   * To be made while the backend is the current one.
   *
   * @throws {RangeError} If an array is missing, of a wrong size or not finite.
   */
  constructor(network: Network, weights: Weights, optimizer?: OptimizerState) {
    assertWeights(network, weights)
    for (const arrays of stateArrays(optimizer)) assertWeights(network, arrays)
    this.network = network
    this.layout = weightLayout(network)
    this.#mask = this.layout.mask === null ? null : tf.tensor1d(this.layout.mask)
    this.#flat = this.#vector(weights)
    this.#optimizer = optimizer === undefined ? null : this.#optimizerTensors(optimizer)
    for (const tensor of this.#kept()) tf.keep(tensor)
  }

  get flat(): tf.Tensor {
    return this.#flat
  }

  get optimizer(): OptimizerTensors | null {
    return this.#optimizer
  }

  /** Every parameter in its shape; kept until the next step. */
  get parameters(): ParameterTensors {
    this.#parameters ??= tf.tidy(() =>
      Object.fromEntries(
        this.layout.parameters.map(({ name, offset, shape }) => [
          name,
          tf.keep(tensorOperations().part(this.#flat, offset, shape)),
        ]),
      ),
    )
    return this.#parameters
  }

  /** The gradient in the order of the flat vector, 0 in its gaps. */
  flatGradient(parts: readonly GradientPart[]): tf.Tensor1D {
    const flat = tensorOperations().joined(parts)
    if (flat.size !== this.layout.size) {
      throw new RangeError(`flatGradient: needs ${this.layout.size} values, got ${flat.size}`)
    }
    return this.#mask === null ? flat : tf.mul(flat, this.#mask)
  }

  /** Replaces the weights by those after one step. To be called in a `tf.tidy`. */
  step(step: OptimizerStep, gradient: tf.Tensor): void {
    const { flat, state } = optimized(step, this.#flat, gradient, this.#optimizer)
    this.#disposeParameters()
    tf.dispose([this.#flat, ...optimizerTensorsOf(this.#optimizer)])
    this.#flat = tf.keep(flat)
    this.#optimizer = state
    for (const tensor of optimizerTensorsOf(state)) tf.keep(tensor)
  }

  dispose(): void {
    this.#disposeParameters()
    tf.dispose(this.#kept())
  }

  #vector(weights: Weights): tf.Tensor1D {
    return tf.tensor1d(this.layout.toFlat(weights))
  }

  #optimizerTensors(state: OptimizerState): OptimizerTensors {
    return state.kind === 'adam'
      ? { kind: 'adam', first: this.#vector(state.first), second: this.#vector(state.second) }
      : { kind: 'sgd', velocity: this.#vector(state.velocity) }
  }

  #kept(): tf.Tensor[] {
    const mask = this.#mask === null ? [] : [this.#mask]
    return [this.#flat, ...mask, ...optimizerTensorsOf(this.#optimizer)]
  }

  #disposeParameters(): void {
    if (this.#parameters !== null) tf.dispose({ ...this.#parameters })
    this.#parameters = null
  }
}

/** The optimizer's vectors in a fixed order: Adam's first and second, or SGD's velocity. */
export function optimizerTensorsOf(state: OptimizerTensors | null): readonly tf.Tensor[] {
  if (state === null) return []
  return state.kind === 'adam' ? [state.first, state.second] : [state.velocity]
}

function stateArrays(state: OptimizerState | undefined): readonly Weights[] {
  if (state === undefined) return []
  return state.kind === 'adam' ? [state.first, state.second] : [state.velocity]
}
