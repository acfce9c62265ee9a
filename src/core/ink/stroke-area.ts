import type { Stroke } from './drawing'

/** Half a second of painting, in square pad units; a digit takes a few hundredths of it. */
const MOST_AREA = 60e6

/**
 * Whether strokes are painted in no more than about half a second. What a pen writes has short
 * segments; a few thousand across the whole pad would hold the reader up for long.
 */
export const isPaintable = (strokes: readonly Stroke[]): boolean => strokeArea(strokes) <= MOST_AREA

/** The area of the boxes round all segments, in square pad units, which is what painting them takes. */
function strokeArea(strokes: readonly Stroke[]): number {
  let area = 0
  for (const { width, points } of strokes) {
    let before = points[0]
    for (const point of points) {
      if (before === undefined) break
      area += (Math.abs(point.x - before.x) + width) * (Math.abs(point.y - before.y) + width)
      before = point
    }
  }
  return area
}
