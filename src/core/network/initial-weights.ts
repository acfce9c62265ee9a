import { derivedSeed, seededRandom } from '../random'
import type { Network } from './description'
import { type ParameterSpec, parametersOf, type Weights } from './parameters'

/**
 * Draws the initial weights of a network; the same seed gives the same weights on every machine.
 *
 * - `heUniform`: weights uniform in ±√(6/fan-in), biases 0 (He et al. 2015, for ReLU).
 * - `torchDefault`: weights and biases uniform in ±1/√fan-in, as PyTorch's Conv2d and Linear do.
 * - `paper`: everything uniform in ±2.4/fan-in (LeCun et al. 1998).
 */
export function initialWeights(network: Network, seed: number): Weights {
  const specs = parametersOf(network)
  return Object.fromEntries(
    specs.map((spec, index) => {
      const random = seededRandom(derivedSeed(seed, index))
      const bound = initialBound(network.initialWeights, spec)
      return [spec.name, Float32Array.from({ length: spec.size }, () => bound * (2 * random() - 1))]
    }),
  )
}

function initialBound(rule: Network['initialWeights'], { role, fanIn }: ParameterSpec): number {
  switch (rule) {
    case 'heUniform':
      return role === 'bias' ? 0 : Math.sqrt(6 / fanIn)
    case 'torchDefault':
      return 1 / Math.sqrt(fanIn)
    case 'paper':
      return 2.4 / fanIn
  }
}
