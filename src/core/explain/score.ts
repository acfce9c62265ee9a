import { evidenceOf } from '../metrics/evidence'
import { CLASSES, NOT_A_DIGIT } from '../network/description'
import { type Floats, float64 } from '../network/floats'
import { softmax } from '../network/softmax'

/** What of an output is explained: one number, made of its ten logits. In nats, as they are. */
export type Score =
  | { readonly kind: 'logit'; readonly digit: number }
  /**
   * How certain a digit is: the log of its probability over that of everything else. It rises and falls
   * with the probability, and still tells 99.9 % from 99.99 %.
   */
  | { readonly kind: 'logOdds'; readonly digit: number }
  /** One digit's logit less another's. */
  | { readonly kind: 'lead'; readonly digit: number; readonly over: number }
  /** How much speaks for any digit at all; see `core/metrics/evidence`. */
  | { readonly kind: 'evidence' }
  /** How little does: minus the evidence. What makes an answer "not a digit" grows with it. */
  | { readonly kind: 'doubt' }

/** How certain an answer is. @param answer - A digit, or `NOT_A_DIGIT`. */
export const certaintyScore = (answer: number): Score =>
  answer === NOT_A_DIGIT ? { kind: 'doubt' } : { kind: 'logOdds', digit: answer }

/** @param rubbishLogit - Of the network's class "not a digit"; null where it has none. */
export function scoreOf(score: Score, logits: Floats, rubbishLogit: number | null): number {
  switch (score.kind) {
    case 'logit':
      return logits[score.digit]!
    case 'logOdds':
      return logits[score.digit]! - evidenceOf(others(logits, score.digit, rubbishLogit))
    case 'lead':
      return logits[score.digit]! - logits[score.over]!
    case 'evidence':
      return evidenceOf(logits)
    case 'doubt':
      return -evidenceOf(logits)
  }
}

/** The derivative of a score by each of the ten logits. */
export function scoreSlopes(
  score: Score,
  logits: Floats,
  rubbishLogit: number | null,
): Float64Array {
  switch (score.kind) {
    case 'logit':
      return unit(score.digit)
    case 'logOdds': {
      const rivals = others(logits, score.digit, rubbishLogit)
      const shares = softmax<Floats>(rivals, float64(rivals.length), null)
      return unit(score.digit).map(
        (slope, digit) => slope - (digit === score.digit ? 0 : shares[digit]!),
      )
    }
    case 'lead':
      return unit(score.digit).map((slope, digit) => slope - (digit === score.over ? 1 : 0))
    case 'evidence':
      return softmax<Float64Array>(Float64Array.from(logits), float64(CLASSES), null)
    case 'doubt':
      return scoreSlopes({ kind: 'evidence' }, logits, rubbishLogit).map((slope) => -slope)
  }
}

/** What a digit has to share with: the other logits, and that of no digit; its own counts for nothing. */
function others(logits: Floats, digit: number, rubbishLogit: number | null): Float64Array {
  const rivals = Float64Array.of(...logits, rubbishLogit ?? Number.NEGATIVE_INFINITY)
  rivals[digit] = Number.NEGATIVE_INFINITY
  return rivals
}

const unit = (digit: number): Float64Array =>
  Float64Array.from({ length: CLASSES }, (_, index) => (index === digit ? 1 : 0))
