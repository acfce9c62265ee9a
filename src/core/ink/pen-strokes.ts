import { type Drawing, PAD_SIDE, type StrokePoint } from './drawing'

/** One recorded pen drawing: for each stroke x0, y0, x1, y1, … with y down, in any unit. */
export type PenStrokes = readonly (readonly number[])[]

/** Paper left around the ink, in pad units. */
const DEFAULT_MARGIN = 20

/**
 * Recorded pen strokes as a drawing: the points' bounding box fitted into the pad, aspect kept and
 * centred, so that the brush's edge, too, keeps the margin.
 *
 * @param width - Brush width in pad units.
 * @param margin - Bare paper on each side in pad units; default 20.
 * @throws {RangeError} If a coordinate is not finite, a stroke has an odd number of them, or brush
 *   and margin leave no room on the pad.
 */
export function drawingFromPenStrokes(
  strokes: PenStrokes,
  width: number,
  margin: number = DEFAULT_MARGIN,
): Drawing {
  const room = PAD_SIDE - 2 * margin - width
  if (!(width > 0 && margin >= 0 && room > 0)) {
    throw new RangeError(
      `drawingFromPenStrokes: width and two margins must fit ${PAD_SIDE}, got ${width} and ${margin}`,
    )
  }
  strokes.forEach(assertCoordinates)
  const x = extent(strokes, 0)
  const y = extent(strokes, 1)
  const longest = Math.max(x.length, y.length)
  const scale = longest > 0 ? room / longest : 0
  const onPad = (value: number, centre: number) => PAD_SIDE / 2 + (value - centre) * scale
  return {
    image: null,
    strokes: strokes
      .filter((coordinates) => coordinates.length > 0)
      .map((coordinates) => ({
        tool: 'pen',
        width,
        points: Array.from(
          { length: coordinates.length / 2 },
          (_, point): StrokePoint => ({
            x: onPad(coordinates[2 * point]!, x.centre),
            y: onPad(coordinates[2 * point + 1]!, y.centre),
            pressure: 0.5,
          }),
        ),
      })),
  }
}

/** Middle and length of the range of x (axis 0) or y (axis 1). */
function extent(strokes: PenStrokes, axis: 0 | 1): { centre: number; length: number } {
  let least = Number.POSITIVE_INFINITY
  let most = Number.NEGATIVE_INFINITY
  for (const coordinates of strokes) {
    for (let index = axis; index < coordinates.length; index += 2) {
      least = Math.min(least, coordinates[index]!)
      most = Math.max(most, coordinates[index]!)
    }
  }
  return { centre: (least + most) / 2, length: most - least }
}

function assertCoordinates(coordinates: readonly number[], stroke: number): void {
  if (coordinates.length % 2 !== 0) {
    throw new RangeError(
      `drawingFromPenStrokes: strokes[${stroke}] needs pairs x, y, got ${coordinates.length} numbers`,
    )
  }
  const bad = coordinates.findIndex((value) => !Number.isFinite(value))
  if (bad >= 0) {
    throw new RangeError(
      `drawingFromPenStrokes: strokes[${stroke}][${bad}] must be finite, got ${coordinates[bad]}`,
    )
  }
}
