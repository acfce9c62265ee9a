import type { LabState } from './lab-store'

/** What the page answers: a digit, or that the drawing is none. Null for an empty pad. */
export function answeredWith(state: LabState): number | 'notADigit' | null {
  const { reading } = state
  if (reading === null) return null
  return reading.evidence < leastEvidence(state) ? 'notADigit' : reading.digit
}

/** What has less evidence is no digit to the weights that answer; −∞ where that is not known. */
export function leastEvidence({ weightsSource, network, trainedEvidence }: LabState): number {
  switch (weightsSource.kind) {
    case 'shipped':
      return weightsSource.card.leastEvidence
    case 'trained':
      return trainedEvidence[network.variant] ?? Number.NEGATIVE_INFINITY
    case 'opened':
    case 'loading':
    case 'missing':
      return Number.NEGATIVE_INFINITY
  }
}
