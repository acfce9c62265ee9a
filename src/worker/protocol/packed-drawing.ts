import type { Drawing, InkImage, Stroke, StrokePoint } from '../../core/ink/drawing'

/**
 * A drawing on its way to another thread. Points travel as numbers in a row, x, y and pressure of each:
 * copied as objects, those of a few strokes take longer than reading them does.
 */
export interface PackedDrawing {
  readonly image: InkImage | null
  readonly strokes: readonly (Omit<Stroke, 'points'> & { readonly points: Float64Array })[]
}

const NUMBERS = 3

export const packedDrawing = ({ image, strokes }: Drawing): PackedDrawing => ({
  image,
  strokes: strokes.map(({ points, ...stroke }) => ({ ...stroke, points: packed(points) })),
})

export const unpackedDrawing = ({ image, strokes }: PackedDrawing): Drawing => ({
  image,
  strokes: strokes.map(({ points, ...stroke }) => ({ ...stroke, points: unpacked(points) })),
})

function packed(points: readonly StrokePoint[]): Float64Array {
  const numbers = new Float64Array(NUMBERS * points.length)
  for (const [index, { x, y, pressure }] of points.entries()) {
    numbers[NUMBERS * index] = x
    numbers[NUMBERS * index + 1] = y
    numbers[NUMBERS * index + 2] = pressure
  }
  return numbers
}

const unpacked = (numbers: Float64Array): readonly StrokePoint[] =>
  Array.from({ length: numbers.length / NUMBERS }, (_, index) => ({
    x: numbers[NUMBERS * index]!,
    y: numbers[NUMBERS * index + 1]!,
    pressure: numbers[NUMBERS * index + 2]!,
  }))
