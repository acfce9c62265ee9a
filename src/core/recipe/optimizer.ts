import type { Weights } from '../network/parameters'

/**
 * One step of Adam, or of AdamW where weights decay.
 *
 * @see Kingma, Ba, "Adam", ICLR 2015, algorithm 1; Loshchilov, Hutter, "Decoupled Weight Decay
 *   Regularization", ICLR 2019, and torch/optim/adamw.py for the decay: w ← w − rate·decay·w.
 */
export interface AdamStep {
  readonly kind: 'adam'
  readonly learningRate: number
  readonly beta1: number
  readonly beta2: number
  /** Added to the root of the second moment; given here because backends' defaults differ. */
  readonly epsilon: number
  /** 1 for the first step of a run; corrects the moments' bias towards 0. */
  readonly iteration: number
  /** Share of each weight, times the rate, that a step takes away; 0 for plain Adam. */
  readonly weightDecay: number
}

/** One step of gradient descent with PyTorch's momentum: v ← momentum·v + g, w ← w − rate·v. */
export interface SgdStep {
  readonly kind: 'sgd'
  readonly learningRate: number
  readonly momentum: number
}

export type OptimizerStep = AdamStep | SgdStep
export type OptimizerKind = OptimizerStep['kind']
export const OPTIMIZERS = ['adam', 'sgd'] as const satisfies readonly OptimizerKind[]

/** What an optimizer remembers between steps: Adam's two moments, or SGD's velocity. */
export type OptimizerState =
  | { readonly kind: 'adam'; readonly first: Weights; readonly second: Weights }
  | { readonly kind: 'sgd'; readonly velocity: Weights }

export const ADAM_DEFAULTS = { beta1: 0.9, beta2: 0.999, epsilon: 1e-8, weightDecay: 0 } as const
