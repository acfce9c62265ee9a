import { IMAGE_SIDE } from '../../core/network/description'

/** Pixels with at least so much ink are drawn as ink. */
const INKED = 0.5

/**
 * The outline of the ink along the edges of pixels, as an SVG path in pixels. It shows where the drawing
 * lies without changing a colour of the map under it.
 *
 * @param ink - `[32, 32]`, 0..1.
 */
export function inkOutline(ink: Float32Array): string {
  const isInked = (row: number, column: number): boolean =>
    row >= 0 &&
    column >= 0 &&
    row < IMAGE_SIDE &&
    column < IMAGE_SIDE &&
    ink[row * IMAGE_SIDE + column]! >= INKED
  const edges: string[] = []
  for (let row = 0; row <= IMAGE_SIDE; row++) {
    for (let column = 0; column <= IMAGE_SIDE; column++) {
      const here = isInked(row, column)
      if (here !== isInked(row - 1, column)) edges.push(`M${column} ${row}h1`)
      if (here !== isInked(row, column - 1)) edges.push(`M${column} ${row}v1`)
    }
  }
  return edges.join('')
}
