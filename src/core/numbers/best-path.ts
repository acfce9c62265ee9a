/** A step of a path, from one place to a later one. */
export interface Arc {
  readonly from: number
  readonly to: number
  /** What the step is worth; higher is better, and a path is worth the sum of its steps. */
  readonly score: number
}

/**
 * The path from place 0 to the last that is worth most, by dynamic programming: the best path to a
 * place ends with an arc whose beginning was itself reached best.
 *
 * @param places - Places of the path beside 0; its end.
 * @param arcs - In any order; each leads forward.
 * @returns The arcs of the path in order; of equals the one with arcs that come first. Null where the
 *   end cannot be reached.
 * @throws {RangeError} If an arc does not lead forward within 0..places.
 * @see LeCun et al. 1998, section V: graph transformer networks.
 */
export function bestPath<Step extends Arc>(
  places: number,
  arcs: readonly Step[],
): readonly Step[] | null {
  const into: Step[][] = Array.from({ length: places + 1 }, () => [])
  for (const arc of arcs) {
    if (!(arc.from >= 0 && arc.from < arc.to && arc.to <= places)) {
      throw new RangeError(
        `bestPath: an arc must lead forward in 0..${places}, got ${arc.from} to ${arc.to}`,
      )
    }
    into[arc.to]!.push(arc)
  }
  const worth = new Float64Array(places + 1).fill(Number.NEGATIVE_INFINITY)
  worth[0] = 0
  const last: (Step | undefined)[] = []
  for (let place = 1; place <= places; place++) {
    for (const arc of into[place]!) {
      const reached = worth[arc.from]! + arc.score
      if (reached > worth[place]!) {
        worth[place] = reached
        last[place] = arc
      }
    }
  }
  const path: Step[] = []
  for (let place = places; place > 0; ) {
    const arc = last[place]
    if (arc === undefined) return null
    path.unshift(arc)
    place = arc.from
  }
  return path
}
