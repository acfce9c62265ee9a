import { between, normal, oneOf, wholeBetween } from '../chance'
import type { PenStrokes } from '../ink/pen-strokes'
import { smoothCurve } from '../ink/smooth-curve'
import type { RandomSource } from '../random'

/** Strokes of a mark that is no digit, in any unit; chance sets its form within its kind. */
type Scribble = (random: RandomSource) => PenStrokes

const FULL_TURN = 2 * Math.PI

/** Points of one stroke: `point` is asked for `count + 1` places, from 0 to 1. */
const traced = (count: number, point: (t: number) => readonly [number, number]): number[] =>
  Array.from({ length: count + 1 }, (_, step) => point(step / count)).flat()

const times = (count: number, stroke: (index: number) => readonly number[]): PenStrokes =>
  Array.from({ length: count }, (_, index) => stroke(index))

/** A point on the circle of that radius around 0. */
const onCircle = (angle: number, radius = 1): readonly [number, number] => [
  radius * Math.cos(angle),
  radius * Math.sin(angle),
]

const randomPoints = (random: RandomSource, count: number): number[] =>
  Array.from({ length: 2 * count }, () => between(random, -1, 1))

/** A straight stroke through the place, of that direction and half length. */
function dash(x: number, y: number, angle: number, half: number): number[] {
  const [dx, dy] = onCircle(angle, half)
  return [x - dx, y - dy, x + dx, y + dy]
}

/** A circle that begins anywhere and closes more or less. */
function ring(random: RandomSource, radius = 1, x = 0, y = 0): number[] {
  const start = between(random, 0, FULL_TURN)
  const turn = FULL_TURN * between(random, 0.97, 1.06)
  return traced(30, (t) => {
    const [dx, dy] = onCircle(start + turn * t, radius)
    return [x + dx, y + dy]
  })
}

/** Lines that lie flat: steeper ones are a 1. */
const flatAngle = (random: RandomSource): number => between(random, -0.45, 0.45)

/** Parallel to each other, evenly spaced across their direction. */
function parallels(random: RandomSource, count: number, angle: number, spread = 1): PenStrokes {
  return times(count, (index) => {
    const offset = spread * ((2 * index) / Math.max(1, count - 1) - 1) + 0.08 * normal(random)
    const [x, y] = onCircle(angle + Math.PI / 2, offset)
    return dash(x, y, angle + 0.08 * normal(random), between(random, 0.8, 1.3))
  })
}

/** Closed or open course over corners that lie evenly around the middle. */
const corners = (count: number, step: number, start: number): number[] =>
  traced(count, (t) => onCircle(start + FULL_TURN * step * t))

export const SCRIBBLES = {
  tangle: (random) =>
    times(wholeBetween(random, 1, 2), () =>
      smoothCurve(randomPoints(random, wholeBetween(random, 6, 12))),
    ),
  curves: (random) =>
    times(wholeBetween(random, 2, 4), () =>
      smoothCurve(randomPoints(random, wholeBetween(random, 3, 5))),
    ),
  polyline: (random) => [randomPoints(random, wholeBetween(random, 6, 10))],
  lines: (random) => times(wholeBetween(random, 3, 6), () => randomPoints(random, 2)),
  zigzag: (random) => {
    const teeth = wholeBetween(random, 4, 9)
    const height = between(random, 0.25, 0.9)
    return [traced(teeth, (t) => [2 * t - 1, Math.round(t * teeth) % 2 === 0 ? height : -height])]
  },
  steepZigzag: (random) => {
    const teeth = wholeBetween(random, 5, 9) // three strokes are a 2, four a 3
    const width = between(random, 0.3, 0.8)
    return [traced(teeth, (t) => [Math.round(t * teeth) % 2 === 0 ? width : -width, 2 * t - 1])]
  },
  spiral: (random) => {
    const turn = FULL_TURN * between(random, 1.9, 4) * oneOf(random, [-1, 1])
    const start = between(random, 0, FULL_TURN)
    const inner = between(random, 0.05, 0.25)
    return [traced(80, (t) => onCircle(start + turn * t, inner + (1 - inner) * t))]
  },
  coil: (random) => {
    const turns = wholeBetween(random, 3, 6)
    const [pitch, height] = [between(random, 0.5, 1.1), between(random, 0.4, 1)]
    return [
      traced(20 * turns, (t) => [
        pitch * turns * (2 * t - 1) + 0.6 * Math.cos(FULL_TURN * turns * t),
        height * Math.sin(FULL_TURN * turns * t),
      ]),
    ]
  },
  wave: (random) => {
    const turns = between(random, 1.2, 4)
    const [height, phase] = [between(random, 0.12, 0.6), between(random, 0, FULL_TURN)]
    return [traced(60, (t) => [2 * t - 1, height * Math.sin(FULL_TURN * turns * t + phase)])]
  },
  cross: (random) => {
    const first = between(random, 0, Math.PI)
    return [0, 1].map((quarter) =>
      dash(
        0.15 * normal(random),
        0.15 * normal(random),
        first + (quarter * Math.PI) / 2 + 0.15 * normal(random),
        between(random, 0.7, 1.2),
      ),
    )
  },
  star: (random) => {
    const rays = wholeBetween(random, 3, 5)
    const first = between(random, 0, Math.PI)
    return times(rays, (ray) => dash(0, 0, first + (Math.PI * ray) / rays, 1))
  },
  pentagram: (random) => [corners(5, 2, between(random, -0.3, 0.3) - Math.PI / 2)],
  box: (random) => {
    const [half, high] = [between(random, 0.7, 1.2), between(random, 0.7, 1)]
    const outline = [-half, -high, half, -high, half, high, -half, high, -half, -high]
    const crossed = oneOf(random, [[], [[-half, -high, half, high]], [[-half, 0, half, 0]]])
    return [outline, ...crossed]
  },
  polygon: (random) => [corners(oneOf(random, [3, 3, 5, 6]), 1, between(random, 0, FULL_TURN))],
  dash: (random) => [dash(0, 0, flatAngle(random), 1)],
  dashes: (random) => parallels(random, wholeBetween(random, 2, 4), flatAngle(random), 0.6),
  bars: (random) => parallels(random, wholeBetween(random, 2, 6), Math.PI / 2 + flatAngle(random)),
  grid: (random) => {
    const across = wholeBetween(random, 1, 3)
    const down = wholeBetween(random, 3 - Math.min(across, 2), 3)
    const [first, second] = [flatAngle(random), Math.PI / 2 + 0.7 * flatAngle(random)]
    const spread = between(random, 0.35, 0.6)
    return [...parallels(random, across, first, spread), ...parallels(random, down, second, spread)]
  },
  dot: () => [[0, 0]],
  dots: (random) =>
    times(wholeBetween(random, 2, 6), () => {
      const [x, y] = randomPoints(random, 2)
      return dash(x!, y!, between(random, 0, Math.PI), between(random, 0, 0.08))
    }),
  rings: (random) =>
    times(wholeBetween(random, 2, 4), (index) =>
      ring(random, between(random, 0.35, 0.6), 0.9 * index, 0.3 * normal(random)),
    ),
  nestedRings: (random) => [ring(random), ring(random, between(random, 0.3, 0.6))],
  ringWithTails: (random) => {
    // One tail that rises or falls makes a 6 or a 9; level ones, or several, make neither.
    const side = oneOf(random, [0, Math.PI])
    const tails = oneOf(random, [[side], [0, Math.PI], [0, 2.1, 4.2], [0.8, 2.4]])
    return [
      ring(random),
      ...tails.map((tail) => {
        const angle = tail + 0.2 * normal(random)
        const inner = between(random, 0.5, 1)
        return [...onCircle(angle, inner), ...onCircle(angle, between(random, 1.5, 2.2))]
      }),
    ]
  },
  // A steeper bar, or a dot, makes a 0 as many write it.
  struckRing: (random) => [
    ring(random),
    dash(0, 0, 0.5 * flatAngle(random), between(random, 1, 1.6)),
  ],
  tick: (random) => {
    const [depth, reach] = [between(random, 0.3, 0.7), between(random, 1, 1.8)]
    return [[-depth, -depth, 0, 0, reach, -reach * between(random, 0.7, 1.4)]]
  },
  arrow: (random) => {
    // Not upwards: that is how many write a 1.
    const angle = between(random, -Math.PI / 4, (5 * Math.PI) / 4)
    const [tip, open] = [onCircle(angle), between(random, 0.4, 0.8)]
    const barb = (turn: number): readonly number[] => {
      const [x, y] = onCircle(angle + Math.PI + turn, between(random, 0.5, 0.9))
      return [tip[0] + x, tip[1] + y]
    }
    return [
      [...onCircle(angle + Math.PI), ...tip],
      [...barb(open), ...tip, ...barb(-open)],
    ]
  },
  heart: (random) => {
    const dip = between(random, 0.2, 0.5)
    return [
      smoothCurve([0, dip - 0.6, 0.6, -0.9, 1, -0.4, 0, 1, -1, -0.4, -0.6, -0.9, 0, dip - 0.6]),
    ]
  },
  face: (random) => [
    ring(random),
    dash(-0.35, -0.3, 1.5, 0.08),
    dash(0.35, -0.3, 1.5, 0.08),
    traced(12, (t) => onCircle(0.5 + 2.1 * t, between(random, 0.5, 0.55))),
  ],
  house: (random) => [
    [-0.8, 1, -0.8, 0, 0, -between(random, 0.7, 1.2), 0.8, 0, 0.8, 1, -0.8, 1],
    ...oneOf(random, [[], [[-0.8, 0, 0.8, 0]], [[-0.2, 1, -0.2, 0.4, 0.2, 0.4, 0.2, 1]]]),
  ],
  filled: (random) => {
    const sweeps = wholeBetween(random, 8, 16)
    return [
      traced(sweeps, (t) => [
        (Math.round(t * sweeps) % 2 === 0 ? 1 : -1) * between(random, 0.6, 1),
        2 * t - 1 + 0.1 * normal(random),
      ]),
    ]
  },
} as const satisfies Readonly<Record<string, Scribble>>

const KINDS: readonly Scribble[] = Object.values(SCRIBBLES)

/** A mark that is no digit and no letter, turned at most as far as a hand turns it. */
export const scribble: Scribble = (random) => oneOf(random, KINDS)(random)
