import {
  type Activation,
  type Network,
  VARIANTS,
  type Variant,
} from '../../core/network/description'
import { MODERN_ACTIVATIONS, type ModernActivation, networkOf } from '../../core/network/variants'

/** A network that a file's weights may be of. */
export interface Candidate {
  readonly variant: Variant
  readonly activation: ModernActivation
  readonly network: Network
}

/** Every network that can be computed here; `modern` once for each of its activations. */
export const CANDIDATES: readonly Candidate[] = VARIANTS.flatMap((variant) =>
  (variant === 'modern' ? MODERN_ACTIVATIONS : (['relu'] as const)).map((activation) => ({
    variant,
    activation,
    network: networkOf(variant, activation),
  })),
)

/** What a network's hidden units do with their sums. */
export const hiddenActivation = ({ layers }: Network): Activation => layers[0]!.activation

/** The candidate of the highest score, the first of equals. */
export function bestOf(
  candidates: readonly Candidate[],
  score: (candidate: Candidate) => number,
): Candidate {
  const scores = candidates.map(score)
  return candidates[scores.indexOf(Math.max(...scores))]!
}
