import { chainedGradient } from '../../core/explain/input-gradient'
import { scoreChanges } from '../../core/explain/occlusion'
import { certaintyScore, type Score, scoreSlopes } from '../../core/explain/score'
import { NOT_A_DIGIT } from '../../core/network/description'
import { networkOf } from '../../core/network/variants'
import type { PadReading, WhyMaps } from '../../worker/protocol'
import type { Measure } from './why-work'

/** How a class is measured; "not a digit" has no output of its own but its doubt. */
export const scoreBy = (measure: Measure, answer: number): Score =>
  measure === 'certainty' || answer === NOT_A_DIGIT
    ? certaintyScore(answer)
    : { kind: 'logit', digit: answer }

/** Of the class "not a digit" of the network that made a reading; null where it has none. */
export const rubbishLogitOf = ({ network }: PadReading): number | null =>
  networkOf(network.variant, network.activation, network).rubbishLogit

/** What each pixel has to do with one class. */
export interface EvidenceMaps {
  readonly answer: number
  /** `[32, 32]`: how its measure changes where a square of paper is put around the pixel. */
  readonly covering: Float64Array
  /** `[32, 32]`: how fast it grows with the pixel's ink. */
  readonly ink: Float64Array
}

export function evidenceMaps(
  { logits, covered, gradients }: WhyMaps,
  reading: PadReading,
  measure: Measure,
  answer: number,
): EvidenceMaps {
  const rubbishLogit = rubbishLogitOf(reading)
  const score = scoreBy(measure, answer)
  return {
    answer,
    covering: scoreChanges(score, logits, covered, rubbishLogit),
    ink: chainedGradient(gradients, scoreSlopes(score, logits, rubbishLogit)),
  }
}
