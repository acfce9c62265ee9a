import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { drawingFromPenStrokes } from '../../src/core/ink/pen-strokes'

/** A point of the pad: x to the right and y down, 0..280. */
export type PadPoint = readonly [x: number, y: number]
/** The points of one stroke, from pen down to pen up. */
export type PadStroke = readonly PadPoint[]

/** Points between the corners, so that a stroke moves as a hand does. */
export function along(corners: PadStroke, pointsPerSide = 8): PadStroke {
  const sides = corners.slice(1).map((end, index) => [corners[index]!, end] as const)
  const inner = sides.flatMap(([[x0, y0], [x1, y1]]) =>
    Array.from({ length: pointsPerSide }, (_, point): PadPoint => {
      const share = (point + 1) / pointsPerSide
      return [x0 + (x1 - x0) * share, y0 + (y1 - y0) * share]
    }),
  )
  return [corners[0]!, ...inner]
}

export const SEVEN: readonly PadStroke[] = [
  along([
    [75, 65],
    [205, 62],
    [128, 225],
  ]),
]

export const ONE: readonly PadStroke[] = [
  along([
    [145, 50],
    [138, 230],
  ]),
]

/** An upright ellipse, drawn from its top. */
export const ZERO: readonly PadStroke[] = [
  Array.from({ length: 33 }, (_, point): PadPoint => {
    const angle = (2 * Math.PI * point) / 32
    return [140 - 58 * Math.sin(angle), 140 - 88 * Math.cos(angle)]
  }),
]

/** Two strokes; the second can be undone. */
export const FOUR: readonly PadStroke[] = [
  along([
    [95, 55],
    [80, 150],
    [200, 150],
  ]),
  along([
    [180, 70],
    [172, 235],
  ]),
]

/** The letter M, which is no digit. */
export const LETTER_M: readonly PadStroke[] = [
  along([
    [72, 228],
    [78, 60],
    [140, 165],
    [202, 58],
    [210, 230],
  ]),
]

interface PenDigit {
  readonly label: string
  readonly strokes: readonly (readonly number[])[]
}

const PEN_STROKES = join(import.meta.dirname, '../../../shared/data/pen-strokes-dev.json')

/** Digits written by people with a real pen; empty where the recording is not on this machine. */
export function recordedPenDigits(
  limit: number,
): { readonly label: string; readonly strokes: readonly PadStroke[] }[] {
  if (!existsSync(PEN_STROKES)) return []
  const { digits }: { digits: readonly PenDigit[] } = JSON.parse(readFileSync(PEN_STROKES, 'utf8'))
  const every = Math.floor(digits.length / limit)
  return Array.from({ length: limit }, (_, index) => digits[index * every]!).map(
    ({ label, strokes }) => ({
      label,
      strokes: drawingFromPenStrokes(strokes, 18).strokes.map(({ points }) =>
        points.map(({ x, y }): PadPoint => [x, y]),
      ),
    }),
  )
}
