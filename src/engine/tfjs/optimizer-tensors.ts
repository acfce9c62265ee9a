import * as tf from '@tensorflow/tfjs'
import type { OptimizerStep, SgdStep } from '../../core/recipe/optimizer'
import { decayed, tensorOperations } from './tensor-operations'

/** What an optimizer remembers, as flat vectors in the order of the weight layout. */
export type OptimizerTensors =
  | { readonly kind: 'adam'; readonly first: tf.Tensor; readonly second: tf.Tensor }
  | { readonly kind: 'sgd'; readonly velocity: tf.Tensor }

export interface Updated {
  readonly flat: tf.Tensor
  readonly state: OptimizerTensors
}

/**
 * One step of an optimizer over the flat vector. To be called in a `tf.tidy`.
 *
 * @param state - From the step before; null at the first. One of another optimizer is not used.
 */
export function optimized(
  step: OptimizerStep,
  flat: tf.Tensor,
  gradient: tf.Tensor,
  state: OptimizerTensors | null,
): Updated {
  switch (step.kind) {
    case 'adam': {
      const before = state?.kind === 'adam' ? state : null
      const after = tensorOperations().adam(step, flat, gradient, before)
      return {
        flat: after.flat,
        state: { kind: 'adam', first: after.first, second: after.second },
      }
    }
    case 'sgd':
      return sgd(step, flat, gradient, state?.kind === 'sgd' ? state : null)
  }
}

function sgd(
  { learningRate, momentum }: SgdStep,
  flat: tf.Tensor,
  gradient: tf.Tensor,
  state: Extract<OptimizerTensors, { kind: 'sgd' }> | null,
): Updated {
  const velocity = decayed(state?.velocity, momentum, gradient.clone())
  return { flat: tf.sub(flat, tf.mul(velocity, learningRate)), state: { kind: 'sgd', velocity } }
}
