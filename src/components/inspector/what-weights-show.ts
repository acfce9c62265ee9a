import type { LabState } from '../../store/lab-store'

/** The weights that read the drawing, and the network that they are of. */
export const whatWeightsShow = ({ reading }: LabState) =>
  [reading?.weights ?? null, reading?.network.variant] as const
