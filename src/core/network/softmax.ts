import type { Floats } from './floats'

/** Turns one image's logits into probabilities that sum to 1; safe for logits of any size. */
export function softmax<F extends Floats>(logits: F, probabilities: F): F {
  let largest = Number.NEGATIVE_INFINITY
  for (const logit of logits) largest = Math.max(largest, logit)
  let sum = 0
  for (let i = 0; i < logits.length; i++) {
    const power = Math.exp(logits[i]! - largest)
    probabilities[i] = power
    sum += power
  }
  for (let i = 0; i < logits.length; i++) probabilities[i] = probabilities[i]! / sum
  return probabilities
}

/** −log of the softmax probability of `label`, in nats, from the logits. */
export function crossEntropy(logits: Floats, label: number): number {
  let largest = Number.NEGATIVE_INFINITY
  for (const logit of logits) largest = Math.max(largest, logit)
  let sum = 0
  for (const logit of logits) sum += Math.exp(logit - largest)
  return Math.log(sum) + largest - logits[label]!
}

/** Index of the largest value, the first of equals. */
export function largestIndex(values: Floats): number {
  let best = 0
  for (let i = 1; i < values.length; i++) if (values[i]! > values[best]!) best = i
  return best
}
