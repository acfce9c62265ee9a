import { shallow } from 'zustand/shallow'
import type { Weights } from '../core/network/parameters'
import type { TrainingSettings } from '../core/recipe/settings'
import type { NetworkChoice } from '../worker/protocol'
import type { LabPorts } from './lab-ports'
import type { LabState } from './lab-store'
import type { WeightsSource } from './network-slice'

/** The network that a run trains. */
export const trainedNetwork = ({ variant, activation, c3 }: TrainingSettings): NetworkChoice => ({
  variant,
  activation,
  c3,
  rubbish: false,
})

/** Has the pad read again, by weights that answer from now on. */
export const answerThrough =
  (ports: LabPorts, set: (change: (state: LabState) => Partial<LabState>) => void) =>
  (network: NetworkChoice, weights: Weights, weightsSource: WeightsSource): void => {
    void handOver(ports, network, weights)
    set((before) => ({
      // As long as it is the same network, nothing that draws it renders again.
      network: shallow(before.network, network) ? before.network : network,
      weightsSource,
      weightsVersion: before.weightsVersion + 1,
    }))
  }

/** A reader that cannot take them says so with the next drawing. */
export const handOver = (
  { reader }: LabPorts,
  network: NetworkChoice,
  weights: Weights,
): Promise<void> => reader.load(network, weights).catch(() => {})
