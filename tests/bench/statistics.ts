/**
 * The value below which a share of the values lies; between two values, on the line from one to the
 * other.
 *
 * @param share - 0..1; 0.5 gives the median.
 * @throws {RangeError} If there are no values.
 */
export function quantile(values: readonly number[], share: number): number {
  if (values.length === 0) throw new RangeError('quantile: values are needed, got none')
  const sorted = values.toSorted((left, right) => left - right)
  const place = share * (sorted.length - 1)
  const below = Math.floor(place)
  const lower = sorted[below]!
  const upper = sorted[Math.min(below + 1, sorted.length - 1)]!
  return lower + (upper - lower) * (place - below)
}

export const median = (values: readonly number[]): number => quantile(values, 0.5)

export interface Spread {
  readonly median: number
  /** Half the distance between the quartiles, as a share of the median. */
  readonly spread: number
}

export function spreadOf(values: readonly number[]): Spread {
  const middle = median(values)
  return {
    median: middle,
    spread: (quantile(values, 0.75) - quantile(values, 0.25)) / (2 * middle),
  }
}

/**
 * Frames that the screen could have shown and did not: for each gap between two frames, those that
 * fit into it, less one.
 *
 * @param times - When each frame began, in milliseconds, ascending.
 * @param interval - Of the screen; 60 Hz by default.
 */
export function droppedFrames(times: readonly number[], interval = 1000 / 60): number {
  return times
    .slice(1)
    .map((time, index) => Math.max(0, Math.round((time - times[index]!) / interval) - 1))
    .reduce((sum, missing) => sum + missing, 0)
}
