import { NOT_A_DIGIT } from './description'
import type { Floats } from './floats'

/**
 * Ten probabilities from ten logits, in place or into `probabilities`; shifted so that large logits
 * cannot overflow.
 *
 * @param rubbishLogit - Of the class "not a digit", which takes the share that the ten leave; null
 *   where they sum to 1.
 */
export function softmax<F extends Floats>(
  logits: F,
  probabilities: F,
  rubbishLogit: number | null,
): F {
  const largest = largestLogit(logits, rubbishLogit)
  const sum = powerSum(logits, rubbishLogit, largest)
  for (let i = 0; i < logits.length; i++) probabilities[i] = Math.exp(logits[i]! - largest) / sum
  return probabilities
}

/**
 * The loss of one image in nats: −log of the probability of its label. With a rubbish class it is
 * the paper's discriminative criterion.
 *
 * @param label - A digit, or `NOT_A_DIGIT`, which is impossible (an infinite loss) without a rubbish
 *   class.
 * @param rubbishLogit - As for {@link softmax}.
 * @see LeCun et al. 1998, section II.C, equation 9.
 */
export function imageLoss(logits: Floats, label: number, rubbishLogit: number | null): number {
  const largest = largestLogit(logits, rubbishLogit)
  const own = label === NOT_A_DIGIT ? orImpossible(rubbishLogit) : logits[label]!
  return Math.log(powerSum(logits, rubbishLogit, largest)) + largest - own
}

/**
 * Whether an image is read wrong: a digit as another, however doubtful, or rubbish as any digit.
 *
 * @param label - A digit or `NOT_A_DIGIT`.
 */
export function isMisread(logits: Floats, label: number, rubbishLogit: number | null): boolean {
  const answer = largestIndex(logits)
  if (label === NOT_A_DIGIT) return logits[answer]! > orImpossible(rubbishLogit)
  return answer !== label
}

/** Index of the largest value, the first of equals. */
export function largestIndex(values: Floats): number {
  let best = 0
  for (let i = 1; i < values.length; i++) if (values[i]! > values[best]!) best = i
  return best
}

const orImpossible = (rubbishLogit: number | null): number =>
  rubbishLogit ?? Number.NEGATIVE_INFINITY

function largestLogit(logits: Floats, rubbishLogit: number | null): number {
  let largest = orImpossible(rubbishLogit)
  for (const logit of logits) largest = Math.max(largest, logit)
  return largest
}

/** Sum of the logits' powers, the rubbish class's with them, relative to that of `largest`. */
function powerSum(logits: Floats, rubbishLogit: number | null, largest: number): number {
  let sum = Math.exp(orImpossible(rubbishLogit) - largest)
  for (const logit of logits) sum += Math.exp(logit - largest)
  return sum
}
