import { networkOf } from '../core/network/variants'
import type { Frame } from '../core/recipe/film'
import { answerThrough } from './answer-through'
import type { LabPorts } from './lab-ports'
import type { LabSlice } from './lab-store'
import { weightsOf } from './network-slice'

export interface FilmSlice {
  /** Answers from a frame of the film, until it is left or other weights are chosen. */
  frameShown(frame: Frame): void
  /** Answers again from what answered before the first frame, or from what a run has reached since. */
  frameLeft(): void
  /** Fetches the weights of all frames that lie on this device; rejects where they cannot be had. */
  framesFetched(): Promise<void>
}

export const createFilmSlice =
  (ports: LabPorts): LabSlice<FilmSlice> =>
  (set, get) => {
    const answer = answerThrough(ports, set)
    return {
      frameShown: (frame) => {
        const { film, weightsSource: source, network } = get()
        // Whoever waits for weights that are being fetched must find the page waiting for them.
        if (film.network === null || source.kind === 'loading') return
        const present = source.kind === 'frame' ? source.present : { source, network }
        answer(film.network, frame.weights, { kind: 'frame', frame, present })
      },
      frameLeft: () => {
        const { weightsSource } = get()
        if (weightsSource.kind !== 'frame') return
        const { source, network } = weightsSource.present
        if (source.kind === 'missing') set({ network, weightsSource: source, reading: null })
        else answer(network, weightsOf(source), source)
      },
      framesFetched: async () => {
        const { film, runKeeping: keeping } = get()
        const isHere = film.frames.every(({ weights }) => weights !== null)
        if (isHere || film.network === null || keeping.kind !== 'kept') return
        const shelf = await ports.openRuns()
        const { variant, activation } = film.network
        const network = networkOf(variant, activation, film.network)
        const kept = await shelf.frames(keeping.run, network)
        const now = get().film
        if (now.network !== film.network) return
        // What is missing or damaged on the device leaves a gap.
        const frames = now.frames.flatMap((frame) => {
          const weights = frame.weights ?? kept.get(frame.step)
          return weights === undefined ? [] : [{ ...frame, weights }]
        })
        set({ film: { ...now, frames } })
      },
    }
  }
