import { between, oneOf } from '../core/chance'
import { BRUSH_WIDTHS, PAD_SIDE, type Stroke, type StrokePoint } from '../core/ink/drawing'
import { derivedSeed, type RandomSource, seededRandom } from '../core/random'
import type { Written } from './pen-file'

/** A number as one donor would have written it on the wide pad. */
export interface WrittenNumber {
  readonly text: string
  readonly strokes: readonly Stroke[]
  /** Of the paper, in pad units. */
  readonly width: number
}

export const NUMBER_LENGTHS = [2, 3, 4, 5] as const

/** Height of a digit in pad units: they fit the pad, and a hand leaves room above and below. */
const LEAST_HEIGHT = 120
const MOST_HEIGHT = 220

/** Paper between the inks of two digits, in heights of a digit. */
const LEAST_GAP = 0.15
const MOST_GAP = 0.5

/** How far a digit may sit above or below the line, in heights of a digit. */
const JITTER = 0.06

const MARGIN = 30

/**
 * Numbers composed of recorded digits, each of one donor's: equal shares of every length, digits drawn
 * at random with repetition, side by side without touching.
 *
 * @param drawings - Digits, each in one unit along both axes; their sizes relative to each other are kept.
 * @param count - Numbers of each length.
 */
export function composeNumbers(
  drawings: readonly Written[],
  count: number,
  seed: number,
): readonly WrittenNumber[] {
  const donors = [...new Set(drawings.map(({ donor }) => donor))].sort()
  return NUMBER_LENGTHS.flatMap((length) =>
    Array.from({ length: count }, (_, place) => {
      const random = seededRandom(derivedSeed(seed, length, place))
      const donor = oneOf(random, donors)
      const own = drawings.filter((drawing) => drawing.donor === donor)
      return numberOf(
        Array.from({ length }, () => oneOf(random, own)),
        random,
      )
    }),
  )
}

function numberOf(digits: readonly Written[], random: RandomSource): WrittenNumber {
  const width = BRUSH_WIDTHS.medium
  const height = between(random, LEAST_HEIGHT, MOST_HEIGHT)
  const extents = digits.map(({ strokes }) => extentOf(strokes))
  const scale = (height - width) / Math.max(...extents.map(({ top, bottom }) => bottom - top))
  let x = MARGIN
  const strokes = digits.flatMap((digit, place): Stroke[] => {
    const { left, right, top, bottom } = extents[place]!
    const middle = PAD_SIDE / 2 + (random() * 2 - 1) * JITTER * height
    const onPad = ([px, py]: readonly [number, number]): StrokePoint => ({
      x: x + width / 2 + (px - left) * scale,
      y: middle + (py - (top + bottom) / 2) * scale,
      pressure: 0.5,
    })
    const drawn = digit.strokes.map(
      (coordinates): Stroke => ({ tool: 'pen', width, points: pairs(coordinates).map(onPad) }),
    )
    x += width + (right - left) * scale + between(random, LEAST_GAP, MOST_GAP) * height
    return drawn
  })
  return { text: digits.map(({ label }) => label).join(''), strokes, width: Math.ceil(x + MARGIN) }
}

const pairs = (coordinates: readonly number[]): readonly (readonly [number, number])[] =>
  Array.from(
    { length: coordinates.length / 2 },
    (_, point) => [coordinates[2 * point]!, coordinates[2 * point + 1]!] as const,
  )

function extentOf(strokes: Written['strokes']) {
  const points = strokes.flatMap(pairs)
  const xs = points.map(([x]) => x)
  const ys = points.map(([, y]) => y)
  return {
    left: Math.min(...xs),
    right: Math.max(...xs),
    top: Math.min(...ys),
    bottom: Math.max(...ys),
  }
}
