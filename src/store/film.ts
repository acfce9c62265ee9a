import type { FilmFrame, FrameMark } from '../core/recipe/film'
import type { TrainingSettings } from '../core/recipe/settings'
import type { NetworkChoice } from '../worker/protocol'
import { trainedNetwork } from './answer-through'
import type { RunKeeping } from './training-slice'

/** The weights of a run at some of its steps. */
export interface Film {
  /** What they are weights of; null without a run. */
  readonly network: NetworkChoice | null
  /** Oldest first. */
  readonly frames: readonly FilmFrame[]
}

export const NO_FILM: Film = { network: null, frames: [] }

export const filmOf = (settings: TrainingSettings, marks: readonly FrameMark[]): Film => ({
  network: trainedNetwork(settings),
  frames: marks.map((mark) => ({ ...mark, weights: null })),
})

/** The film of a run for who goes on with it: without weights that are kept on this device. */
export const framesToHand = ({ frames }: Film, keeping: RunKeeping): readonly FilmFrame[] =>
  frames.map((frame) =>
    keeping.kind === 'kept' && keeping.film && frame.images <= keeping.images
      ? { ...frame, weights: null }
      : frame,
  )
