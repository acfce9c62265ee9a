import type { Weights } from '../network/parameters'

/**
 * A running mean of a network's weights over the last part of a run, which reads better than where
 * the run happens to end.
 *
 * @see Izmailov et al., "Averaging Weights Leads to Wider Optima and Better Generalization", 2018.
 */
export class WeightAverage {
  readonly #kept: number
  #mean: Weights | null = null

  /** @param kept - Share of the mean that each new set of weights leaves; 0..1. */
  constructor(kept: number) {
    this.#kept = kept
  }

  /** The mean so far; null before any weights. */
  get mean(): Weights | null {
    return this.#mean
  }

  add(weights: Weights): void {
    if (this.#mean === null) {
      this.#mean = Object.fromEntries(
        Object.entries(weights).map(([name, values]) => [name, values.slice()]),
      )
      return
    }
    for (const [name, mean] of Object.entries(this.#mean)) {
      const values = weights[name]!
      for (let i = 0; i < mean.length; i++) mean[i]! += (1 - this.#kept) * (values[i]! - mean[i]!)
    }
  }
}
