import type { Weights } from '../../core/network/parameters'
import type { LabState } from '../../store/lab-store'
import { answeringWeights, type WeightsSource } from '../../store/network-slice'
import type { WeightsOrigin } from '../inspect/inspection'
import { trainedEpochs } from '../train/trained-epochs'

const knownOrigins = new WeakMap<Weights, WeightsOrigin>()

type OriginState = Pick<LabState, 'reading' | 'weightsSource' | 'trainedRuns' | 'runNumber'>

/**
 * Where the weights that made the reading came from; null where that is not known. Those that answer
 * may be newer, as the reading follows them by some milliseconds: whatever was looked at is remembered.
 */
export function originOf(state: OriginState): WeightsOrigin | null {
  const weights = answeringWeights(state)
  const origin = originOfSource(state.weightsSource, state)
  if (weights !== null && origin !== null) knownOrigins.set(weights, origin)
  return state.reading === null ? origin : (knownOrigins.get(state.reading.weights) ?? null)
}

function originOfSource(
  source: WeightsSource,
  { trainedRuns, runNumber }: OriginState,
): WeightsOrigin | null {
  switch (source.kind) {
    case 'shipped':
    case 'hand':
      return { kind: source.kind }
    case 'opened':
      return { kind: 'opened', file: source.file }
    case 'trained': {
      const { checkpoint } = source
      const run = trainedRuns[checkpoint.settings.variant]
      if (run === undefined) return null
      return { kind: 'run', run, epoch: trainedEpochs(checkpoint), step: checkpoint.step }
    }
    case 'frame':
      return { kind: 'film', run: runNumber, epoch: source.frame.epoch, step: source.frame.step }
    case 'loading':
    case 'missing':
      return null
  }
}
