/** Milliseconds from one look at the clock to the next. */
export const LOOK_INTERVAL = 500

/**
 * Adds up the time that a thread was awake to see. A page that was frozen, throttled or asleep, or a
 * clock that jumped, shows as one long gap between two looks, of which no more counts than of two short
 * ones: whoever is waited for was most likely asleep, too, and is given its time again.
 */
export class AwakeTime {
  readonly #longest: number
  #looked: number
  #sum = 0

  /**
   * @param now - Milliseconds from any origin, as in every call.
   * @param interval - Milliseconds from one look to the next, as planned.
   */
  constructor(now: number, interval = LOOK_INTERVAL) {
    this.#looked = now
    this.#longest = 2 * interval
  }

  /** Milliseconds since the start, as far as they count. */
  look(now: number): number {
    this.#sum += Math.min(Math.max(0, now - this.#looked), this.#longest)
    this.#looked = now
    return this.#sum
  }

  /** Counts from here. */
  restart(now: number): void {
    this.#looked = now
    this.#sum = 0
  }
}
