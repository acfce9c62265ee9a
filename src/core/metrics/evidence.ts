import { CLASSES } from '../network/description'
import type { Floats } from '../network/floats'
import { largestIndex, softmax } from '../network/softmax'

/**
 * How much speaks for any digit at all: log Σ exp of one image's logits, in nats. What is none leaves
 * all ten low, though their softmax may still name one of them "99 %".
 *
 * @param logits - Ten of them, as an engine's `classify` gives them.
 * @see Liu et al., "Energy-based Out-of-distribution Detection", 2020: the negative of their energy.
 */
export function evidenceOf(logits: Floats): number {
  const best = logits[largestIndex(logits)]!
  let sum = 0
  for (const logit of logits) sum += Math.exp(logit - best)
  return best + Math.log(sum)
}

/** The largest of the ten probabilities that share everything, 0.1..1. */
export function largestProbability(logits: Floats): number {
  const probabilities = softmax<Floats>(logits, new Float64Array(CLASSES), null)
  return probabilities[largestIndex(probabilities)]!
}
