import { AwakeTime, LOOK_INTERVAL } from '../core/awake-time'

/**
 * Calls `late` after so many milliseconds in which this thread was awake. A page that was frozen wakes all
 * of its threads at once: what they wait for from each other is not late then.
 *
 * @returns What calls it off.
 */
export function awakeTimer(milliseconds: number, late: () => void): () => void {
  const interval = Math.min(LOOK_INTERVAL, milliseconds)
  const awake = new AwakeTime(performance.now(), interval)
  const timer = setInterval(() => {
    if (awake.look(performance.now()) < milliseconds) return
    clearInterval(timer)
    late()
  }, interval)
  return () => clearInterval(timer)
}
