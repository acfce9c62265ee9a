import { type C3Table, c3TableOf, isC3Table } from '../../core/network/c3-connections'
import {
  type Activation,
  type Network,
  VARIANTS,
  type Variant,
} from '../../core/network/description'
import {
  MODERN_ACTIVATIONS,
  type ModernActivation,
  networkOf,
  usualC3Table,
} from '../../core/network/variants'
import { WeightsFileError } from './weights-file-error'

/** A network that a file's weights may be of. */
export interface Candidate {
  readonly variant: Variant
  readonly activation: ModernActivation
  /** Where it is not the variant's usual one. */
  readonly c3?: C3Table
  readonly network: Network
}

/**
 * Every network that can be computed here; `modern` once for each of its activations.
 *
 * @param told - The connection table that the file tells; undefined where it tells none.
 * @throws {WeightsFileError} If that is no table.
 */
export function candidatesOf(told: string | undefined): readonly Candidate[] {
  if (told !== undefined && !isC3Table(told)) {
    throw new WeightsFileError('connections', `metadata c3: needs a table, got ${told}`, {
      got: told,
    })
  }
  return VARIANTS.flatMap((variant) => {
    const options = told === undefined || told === usualC3Table(variant) ? {} : { c3: told }
    const activations = variant === 'modern' ? MODERN_ACTIVATIONS : (['relu'] as const)
    return activations.map((activation) => ({
      variant,
      activation,
      ...options,
      network: networkOf(variant, activation, options),
    }))
  })
}

/** What a file tells of a network's connection table: nothing where it is the variant's usual one. */
export function toldC3({ variant, layers }: Network): { readonly c3?: C3Table } {
  const layer = layers.find(({ name }) => name === 'C3')
  if (layer?.kind !== 'convolution') return {}
  const c3 = c3TableOf(layer.connections)
  return c3 === usualC3Table(variant) ? {} : { c3 }
}

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
