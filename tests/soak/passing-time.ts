/** How far a run had come at one moment. */
export interface Look {
  /** Milliseconds from any origin. */
  readonly time: number
  readonly images: number
}

/**
 * When a run had trained so many images: on the line between the looks before and after.
 *
 * @param looks - In the order of time.
 * @returns In milliseconds; null where no look came before, or none after.
 */
export function passingTime(looks: readonly Look[], images: number): number | null {
  const after = looks.findIndex((look) => look.images >= images)
  const next = looks[after]
  const last = looks[after - 1]
  if (next === undefined || last === undefined) return null
  const share = (images - last.images) / (next.images - last.images)
  return last.time + share * (next.time - last.time)
}
