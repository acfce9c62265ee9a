import { AwakeTime, LOOK_INTERVAL } from '../core/awake-time'

/** Watches for another thread that falls silent. */
export interface HangWatch {
  /** From now on it may be silent for so many milliseconds at most; `Infinity` watches no more. */
  allow(patience: number): void
  /** Word has come from it: its silence begins anew. */
  heard(): void
  end(): void
}

/**
 * Time counts as far as this page was awake to listen, so a frozen page forgives.
 *
 * @param onHang - Called once, with the milliseconds of patience that were not enough.
 */
export function watchForHang(onHang: (patience: number) => void): HangWatch {
  let patience = Number.POSITIVE_INFINITY
  let timer: ReturnType<typeof setInterval> | undefined
  const silence = new AwakeTime(performance.now())
  const end = (): void => {
    clearInterval(timer)
    timer = undefined
    patience = Number.POSITIVE_INFINITY
  }
  const look = (): void => {
    if (silence.look(performance.now()) <= patience) return
    const allowed = patience
    end()
    onHang(allowed)
  }
  return {
    allow: (milliseconds) => {
      if (milliseconds === Number.POSITIVE_INFINITY) {
        end()
        return
      }
      patience = milliseconds
      if (timer !== undefined) return
      silence.restart(performance.now())
      timer = setInterval(look, LOOK_INTERVAL)
    },
    heard: () => silence.restart(performance.now()),
    end,
  }
}
