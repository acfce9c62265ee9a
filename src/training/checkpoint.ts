import { initialWeights } from '../core/network/initial-weights'
import type { Weights } from '../core/network/parameters'
import { networkOf } from '../core/network/variants'
import type { Checkpoint } from '../core/recipe/checkpoint'
import type { OptimizerState } from '../core/recipe/optimizer'
import type { TrainingSettings } from '../core/recipe/settings'

/** Settings without which a step's number would not tell where in the run it is. */
const FIXED_SETTINGS = [
  'variant',
  'activation',
  'c3',
  'optimizer',
  'batch',
  'seed',
  'validationImages',
] as const satisfies readonly (keyof TrainingSettings)[]

/** Where a new run starts. */
export function initialCheckpoint(settings: TrainingSettings): Checkpoint {
  const network = networkOf(settings.variant, settings.activation, settings)
  return { settings, step: 0, weights: initialWeights(network, settings.seed), optimizer: null }
}

/**
 * The same place under settings that may train longer or at another rate.
 *
 * @throws {RangeError} If the network, optimizer, batch, seed or split is another than the run's.
 */
export function continuedUnder(settings: TrainingSettings, from: Checkpoint): Checkpoint {
  for (const name of FIXED_SETTINGS) {
    if (settings[name] !== from.settings[name]) {
      throw new RangeError(
        `continuedUnder: a run goes on with its own ${name} ${from.settings[name]}, got ${settings[name]}`,
      )
    }
  }
  return { ...from, settings }
}

/** What is wrong with the numbers of a checkpoint or of a part of it, or null. */
export function nonFinitePart({
  weights = {},
  optimizer = null,
}: Partial<Pick<Checkpoint, 'weights' | 'optimizer'>>): string | null {
  for (const [part, arrays] of [['weights', weights] as const, ...stateArrays(optimizer)]) {
    for (const [name, values] of Object.entries(arrays)) {
      const bad = values.findIndex((value) => !Number.isFinite(value))
      if (bad >= 0) return `${part} ${name}[${bad}] became ${values[bad]}`
    }
  }
  return null
}

/** Whether every weight is exactly 0, as a device that went away reads back. */
export const isAllZero = (weights: Weights): boolean =>
  Object.values(weights).every((values) => values.every((value) => value === 0))

function stateArrays(state: OptimizerState | null): readonly (readonly [string, Weights])[] {
  switch (state?.kind) {
    case 'adam':
      return [
        ['first moment of', state.first],
        ['second moment of', state.second],
      ]
    case 'sgd':
      return [['velocity of', state.velocity]]
    case undefined:
      return []
  }
}
