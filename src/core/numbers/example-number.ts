import { BRUSH_WIDTHS, PAD_SIDE, type Stroke, type StrokePoint } from '../ink/drawing'

type Point = readonly [x: number, y: number]

const HEIGHT = 150
const GAP = 45
const POINTS_OF_AN_ARC = 48

/** 2026 as one writes it, in the middle of paper of that width in pad units. */
export function exampleNumber(paper: number): readonly Stroke[] {
  const digits = [TWO, ZERO, TWO, SIX]
  const width = digits.reduce((sum, { width: own }) => sum + own + GAP, -GAP)
  const top = (PAD_SIDE - HEIGHT) / 2
  let left = (paper - width) / 2
  return digits.map(({ width: own, points }): Stroke => {
    const x = left
    left += own + GAP
    return {
      tool: 'pen',
      width: BRUSH_WIDTHS.medium,
      points: points.map(([px, py]): StrokePoint => ({ x: x + px, y: top + py, pressure: 0.5 })),
    }
  })
}

/** A part of an upright ellipse; degrees, 0 to the right and 90 down. */
function arc([x, y]: Point, [rx, ry]: Point, from: number, to: number): readonly Point[] {
  return Array.from({ length: POINTS_OF_AN_ARC + 1 }, (_, point): Point => {
    const angle = ((from + ((to - from) * point) / POINTS_OF_AN_ARC) * Math.PI) / 180
    return [x + rx * Math.cos(angle), y + ry * Math.sin(angle)]
  })
}

const TWO = {
  width: 94,
  points: [...arc([46, 42], [42, 42], 190, 400), [2, 148] as Point, [94, 146] as Point],
}

const ZERO = { width: 92, points: arc([46, 75], [46, 75], -80, -440) }

const SIX = {
  width: 92,
  points: [...arc([88, 104], [86, 102], 262, 180), ...arc([47, 106], [45, 43], 180, -190)],
}
