import type { Weights } from './parameters'

/**
 * The mean of weights that a run passes through: it lies nearer the middle of a wide valley of the
 * loss than where the run ends.
 *
 * @see Izmailov et al., "Averaging Weights Leads to Wider Optima and Better Generalization", UAI 2018.
 */
export class WeightMean {
  readonly #sums = new Map<string, Float64Array>()
  #count = 0

  /** How many were added. */
  get count(): number {
    return this.#count
  }

  add(weights: Weights): void {
    this.#count++
    for (const [name, values] of Object.entries(weights)) {
      const sum = this.#sums.get(name) ?? new Float64Array(values.length)
      for (let i = 0; i < values.length; i++) sum[i]! += values[i]!
      this.#sums.set(name, sum)
    }
  }

  /** @throws {RangeError} Before any. */
  mean(): Weights {
    if (this.#count === 0) throw new RangeError('mean: needs weights, got none')
    return Object.fromEntries(
      [...this.#sums].map(([name, sum]) => [name, Float32Array.from(sum, (s) => s / this.#count)]),
    )
  }
}
