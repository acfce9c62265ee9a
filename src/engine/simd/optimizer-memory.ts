import type { OptimizerState, OptimizerStep } from '../../core/recipe/optimizer'
import { floatsAt } from './arena'
import { LANES } from './kernels'
import type { NetworkProgram } from './network-program'

/** What an optimizer remembers, kept in the program's memory. */
export class OptimizerMemory {
  readonly #program: NetworkProgram
  #kind: OptimizerState['kind'] | null = null

  constructor(program: NetworkProgram, state: OptimizerState | undefined) {
    this.#program = program
    const { layout } = program
    if (state === undefined) return
    const [first, second] = this.#moments
    this.#kind = state.kind
    layout.write(state.kind === 'adam' ? state.first : state.velocity, first)
    if (state.kind === 'adam') layout.write(state.second, second)
  }

  /** A copy of the state; null before the first step. */
  copy(): OptimizerState | null {
    const { layout } = this.#program
    const [first, second] = this.#moments
    switch (this.#kind) {
      case null:
        return null
      case 'adam':
        return { kind: 'adam', first: layout.read(first), second: layout.read(second) }
      case 'sgd':
        return { kind: 'sgd', velocity: layout.read(first) }
    }
  }

  /** Moves the weights along the program's gradient. What another optimizer remembered is dropped. */
  step(step: OptimizerStep): void {
    if (step.kind !== this.#kind) for (const moment of this.#moments) moment.fill(0)
    this.#kind = step.kind
    const { kernels, parameters, moments, layout } = this.#program
    const { weights, gradient } = parameters
    const vectors = layout.size / LANES
    if (step.kind === 'sgd') {
      kernels.descend(weights, gradient, moments[0], vectors, step.learningRate, step.momentum)
      return
    }
    const { learningRate, beta1, beta2, epsilon, iteration, weightDecay } = step
    kernels.adam(
      weights,
      gradient,
      moments[0],
      moments[1],
      vectors,
      1 - learningRate * weightDecay,
      learningRate / (1 - beta1 ** iteration),
      beta1,
      beta2,
      1 - beta1,
      1 - beta2,
      1 / Math.sqrt(1 - beta2 ** iteration),
      epsilon,
    )
  }

  get #moments(): readonly [Float32Array, Float32Array] {
    const { kernels, moments, layout } = this.#program
    return [floatsAt(kernels, moments[0], layout.size), floatsAt(kernels, moments[1], layout.size)]
  }
}
