import { watchForHang } from './hang-watch-client'

/** Work that was told to stop has so many milliseconds to do so. */
const STOP_PATIENCE = 10_000

/** Work of the trainer, which says for how long it may be silent. */
export interface WatchedWork {
  /** Whether it was told to stop. */
  readonly isStopping: boolean
  /** From now on it may be silent for so many milliseconds at most. */
  allow(patience: number): void
  /** Word has come from it, and for how many milliseconds there may be none now. */
  heard(patience: number): void
  /** What is told to stop has less time than it said. */
  hurry(): void
  /** It is over: what is still heard of it changes nothing. */
  end(): void
}

/** @param onHang - Called once, with the milliseconds of patience that were not enough. */
export function watchedWork(onHang: (patience: number) => void): WatchedWork {
  const watch = watchForHang(onHang)
  let isStopping = false
  let isOver = false
  const allow = (patience: number): void => {
    if (!isOver) watch.allow(isStopping ? Math.min(patience, STOP_PATIENCE) : patience)
  }
  const heard = (patience: number): void => {
    watch.heard()
    allow(patience)
  }
  return {
    get isStopping() {
      return isStopping
    },
    allow,
    heard,
    hurry: () => {
      isStopping = true
      heard(STOP_PATIENCE)
    },
    end: () => {
      isOver = true
      watch.end()
    },
  }
}
