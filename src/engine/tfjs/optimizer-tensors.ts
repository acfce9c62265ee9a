import * as tf from '@tensorflow/tfjs'
import type { AdamStep, OptimizerStep, SgdStep } from '../../core/recipe/optimizer'

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
    case 'adam':
      return adam(step, flat, gradient, state?.kind === 'adam' ? state : null)
    case 'sgd':
      return sgd(step, flat, gradient, state?.kind === 'sgd' ? state : null)
  }
}

function adam(
  { learningRate, beta1, beta2, epsilon, iteration, weightDecay }: AdamStep,
  flat: tf.Tensor,
  gradient: tf.Tensor,
  state: Extract<OptimizerTensors, { kind: 'adam' }> | null,
): Updated {
  const first = decayed(state?.first, beta1, tf.mul(gradient, 1 - beta1))
  const second = decayed(state?.second, beta2, tf.mul(tf.square(gradient), 1 - beta2))
  const rate = learningRate / (1 - beta1 ** iteration)
  const root = tf.mul(tf.sqrt(second), 1 / Math.sqrt(1 - beta2 ** iteration))
  const change = tf.mul(tf.div(first, tf.add(root, epsilon)), rate)
  const kept = weightDecay === 0 ? flat : tf.mul(flat, 1 - learningRate * weightDecay)
  return { flat: tf.sub(kept, change), state: { kind: 'adam', first, second } }
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

/** `before × decay + added`, or `added` where nothing was before. */
function decayed(before: tf.Tensor | undefined, decay: number, added: tf.Tensor): tf.Tensor {
  return before === undefined ? added : tf.add(tf.mul(before, decay), added)
}
