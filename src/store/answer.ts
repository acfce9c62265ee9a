import { networkOf } from '../core/network/variants'
import type { LabState } from './lab-store'
import type { WeightsSource } from './network-slice'

/** What the page answers: a digit, or that the drawing is none. Null for an empty pad. */
export function answeredWith(state: LabState): number | 'notADigit' | null {
  const { reading } = state
  if (reading === null) return null
  return reading.evidence < leastEvidence(state) ? 'notADigit' : reading.digit
}

/** What has less evidence is no digit to the weights that answer; −∞ where that is not known. */
export const leastEvidence = (state: LabState): number =>
  leastEvidenceOf(state, state.weightsSource)

/** The same of weights that may not answer now. */
export function leastEvidenceOf(
  { network, trainedEvidence, evaluations }: LabState,
  source: WeightsSource,
): number {
  switch (source.kind) {
    case 'shipped':
      return source.card.leastEvidence
    case 'trained':
      return trainedEvidence[network.variant] ?? Number.NEGATIVE_INFINITY
    case 'hand':
      return source.leastEvidence
    case 'frame': {
      const { images } = source.frame
      const last = evaluations.findLast((evaluation) => evaluation.images <= images)
      return last?.leastEvidence ?? Number.NEGATIVE_INFINITY
    }
    case 'opened': {
      // A file does not tell its threshold; what has learnt what is no digit has one by itself.
      const { variant, activation } = source.network
      const { rubbishLogit } = networkOf(variant, activation, source.network)
      return rubbishLogit ?? Number.NEGATIVE_INFINITY
    }
    case 'loading':
    case 'missing':
      return Number.NEGATIVE_INFINITY
  }
}
