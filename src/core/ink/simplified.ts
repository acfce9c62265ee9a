import type { StrokePoint } from './drawing'

/**
 * A stroke with fewer points: those are left out that lie, with their pressure, as near as
 * `tolerance` to the line between two that stay.
 *
 * @param tolerance - In pad units; a pressure that differs by a tenth counts as one unit.
 * @see Douglas, Peucker, "Algorithms for the reduction of the number of points required to represent
 *   a digitized line or its caricature", Cartographica 10(2), 1973.
 */
export function simplified(
  points: readonly StrokePoint[],
  tolerance: number,
): readonly StrokePoint[] {
  const stays = new Uint8Array(points.length)
  stays[0] = 1
  stays[points.length - 1] = 1
  const parts: (readonly [first: number, last: number])[] = [[0, points.length - 1]]
  for (let part = parts.pop(); part !== undefined; part = parts.pop()) {
    const [first, last] = part
    let farthest = -1
    let most = tolerance
    for (let index = first + 1; index < last; index++) {
      const distance = distanceTo(points[index]!, points[first]!, points[last]!)
      if (distance > most) {
        most = distance
        farthest = index
      }
    }
    if (farthest === -1) continue
    stays[farthest] = 1
    parts.push([first, farthest], [farthest, last])
  }
  return points.filter((_, index) => stays[index] === 1)
}

/** Pressure's unit: the tenth part of its range. */
const PRESSURE_UNITS = 10

/** From a point to the line between two, ends included. */
function distanceTo(point: StrokePoint, from: StrokePoint, to: StrokePoint): number {
  const along = [to.x - from.x, to.y - from.y] as const
  const length = along[0] ** 2 + along[1] ** 2
  const own = [point.x - from.x, point.y - from.y] as const
  const share =
    length === 0 ? 0 : Math.max(Math.min((own[0] * along[0] + own[1] * along[1]) / length, 1), 0)
  const pressure = from.pressure + share * (to.pressure - from.pressure)
  return Math.hypot(
    own[0] - share * along[0],
    own[1] - share * along[1],
    PRESSURE_UNITS * (point.pressure - pressure),
  )
}
