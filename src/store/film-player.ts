import { createStore, type StoreApi } from 'zustand/vanilla'
import type { FilmFrame, Frame } from '../core/recipe/film'
import { isPadBare } from './drawing-slice'
import type { LabState, LabStore } from './lab-store'

/** Frames of the film in a second, as one may choose. */
export const FILM_SPEEDS = [5, 15, 30, 60] as const
export type FilmSpeed = (typeof FILM_SPEEDS)[number]

/** Shows the film of the run on the page, frame by frame. */
export interface FilmPlayerState {
  readonly isPlaying: boolean
  readonly speed: FilmSpeed
  /** Frames are being read from this device. */
  readonly isFetching: boolean
  speedChosen(speed: FilmSpeed): void
  /** Shows a frame by its place, 0 for the first; of places asked for at once only the last. */
  placeSought(place: number): Promise<void>
  /** Shows the frame nearest to where a run had seen so many images. */
  imagesSought(images: number): Promise<void>
  /** Plays on from the frame shown; from the beginning in the present, or at the film's end. */
  played(): Promise<void>
  paused(): void
  /** Back to the weights of now. */
  left(): void
}

export type FilmPlayer = StoreApi<FilmPlayerState>

/** Between two paintings of the screen, no more than this is made up for by skipping frames. */
const LONGEST_GAP_MS = 250
/** A frame that has not been read by then may never be: strokes that were rubbed out have no answer. */
const READING_PATIENCE_MS = 500

const players = new WeakMap<LabStore, FilmPlayer>()

/** The player of a page; made when first asked for. */
export function filmPlayerOf(lab: LabStore): FilmPlayer {
  const known = players.get(lab)
  if (known !== undefined) return known
  const player = createFilmPlayer(lab, (paint) => requestAnimationFrame(paint))
  players.set(lab, player)
  return player
}

/** The place of the frame that answers; null where the present does. */
export function placeShown({ film, weightsSource }: LabState): number | null {
  if (weightsSource.kind !== 'frame') return null
  const { step } = weightsSource.frame
  // A run that went back to a checkpoint may not have it any more.
  return Math.max(
    0,
    film.frames.findLastIndex((frame) => frame.step <= step),
  )
}

/** @param onNextFrame - Calls back when the screen is painted next, with the time in milliseconds. */
export function createFilmPlayer(
  lab: LabStore,
  onNextFrame: (paint: (time: number) => void) => void,
): FilmPlayer {
  const frames = () => lab.getState().film.frames
  /** The place that was asked for last. */
  let wanted = 0
  /** Where the film would be if every frame had been shown in time; in places. */
  let due = 0
  /** When the playing film has shown its last frame. */
  let shownAt = 0

  const show = async (place: number): Promise<void> => {
    wanted = Math.min(Math.max(0, place), frames().length - 1)
    due = wanted
    const found = frames()[wanted]
    if (found === undefined) return
    if (hasWeights(found)) lab.getState().frameShown(found)
    else if (!player.getState().isFetching) await fetchThenShow()
  }

  const fetchThenShow = async (): Promise<void> => {
    player.setState({ isFetching: true })
    const { framesFetched, taskFailed } = lab.getState()
    try {
      await framesFetched()
    } catch (error) {
      taskFailed(error)
    } finally {
      player.setState({ isFetching: false })
    }
    // Another may have been asked for meanwhile.
    const found = frames()[Math.min(wanted, frames().length - 1)]
    if (found !== undefined && hasWeights(found)) lab.getState().frameShown(found)
  }

  const tick = (before: number) => (time: number) => {
    if (!player.getState().isPlaying) return
    const passed = Math.min(time - before, LONGEST_GAP_MS)
    due += (passed * player.getState().speed) / 1000
    const last = frames().length - 1
    const place = Math.min(Math.floor(due), last)
    const found = frames()[place]
    // A frame that is not painted yet is waited for, and those that are due meanwhile are skipped.
    const isTime = isFrameRead(lab.getState()) || time - shownAt > READING_PATIENCE_MS
    if (found !== undefined && hasWeights(found) && isTime) {
      if (place !== placeShown(lab.getState())) {
        lab.getState().frameShown(found)
        shownAt = time
      }
      if (place === last) player.setState({ isPlaying: false })
    }
    onNextFrame(tick(time))
  }

  const player = createStore<FilmPlayerState>()((set) => ({
    isPlaying: false,
    speed: 30,
    isFetching: false,
    speedChosen: (speed) => set({ speed }),
    placeSought: show,
    imagesSought: async (images) => show(nearest(frames(), images)),
    played: async () => {
      const place = placeShown(lab.getState())
      const isAtEnd = place === null || place >= frames().length - 1
      await show(isAtEnd ? 0 : place)
      if (lab.getState().weightsSource.kind !== 'frame') return
      set({ isPlaying: true })
      onNextFrame((time) => {
        shownAt = time
        tick(time)(time)
      })
    },
    paused: () => set({ isPlaying: false }),
    left: () => {
      set({ isPlaying: false })
      lab.getState().frameLeft()
    },
  }))
  // Whoever chooses other weights has left the film.
  lab.subscribe(({ weightsSource }) => {
    if (weightsSource.kind !== 'frame' && player.getState().isPlaying) player.getState().paused()
  })
  return player
}

const hasWeights = (frame: FilmFrame): frame is Frame => frame.weights !== null

/** Whether the frame that is shown has read the drawing, if there is one. */
export const isFrameRead = (state: LabState): boolean =>
  state.weightsSource.kind !== 'frame' ||
  isPadBare(state) ||
  state.reading?.weights === state.weightsSource.frame.weights

/** The place of the frame that is nearest to so many images. */
function nearest(frames: readonly FilmFrame[], images: number): number {
  let place = 0
  for (const [candidate, frame] of frames.entries()) {
    const distance = Math.abs(frame.images - images)
    if (distance < Math.abs(frames[place]!.images - images)) place = candidate
  }
  return place
}
