/** Pieces that each stretch between two points of a curve is drawn with. */
const PIECES = 6

/**
 * A smooth curve through points: uniform Catmull–Rom, the end points repeated.
 *
 * @param points - x0, y0, x1, y1, …; at least one point.
 * @returns The curve in the same form, all given points among its own.
 * @see E. Catmull, R. Rom, "A class of local interpolating splines", 1974.
 */
export function smoothCurve(points: readonly number[]): number[] {
  const last = points.length / 2 - 1
  const at = (point: number, axis: number): number =>
    points[2 * Math.min(last, Math.max(0, point)) + axis]!
  const curve: number[] = [at(0, 0), at(0, 1)]
  for (let point = 0; point < last; point++) {
    for (let piece = 1; piece <= PIECES; piece++) {
      const t = piece / PIECES
      for (const axis of [0, 1]) {
        const [a, b, c, d] = [-1, 0, 1, 2].map((step) => at(point + step, axis))
        curve.push(spline(a!, b!, c!, d!, t))
      }
    }
  }
  return curve
}

const spline = (a: number, b: number, c: number, d: number, t: number): number =>
  b + 0.5 * t * (c - a + t * (2 * a - 5 * b + 4 * c - d + t * (3 * (b - c) + d - a)))
