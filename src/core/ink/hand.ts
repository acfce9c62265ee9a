import { between, normal } from '../chance'
import type { RandomSource } from '../random'
import type { Drawing } from './drawing'
import { drawingFromPenStrokes, type PenStrokes } from './pen-strokes'

/** How far hands differ: standard deviations, of no unit where none is named. */
const TURN_DEGREES = 7
const SLANT = 0.18
const SQUEEZE = 0.15
/** Of the drawing's size: how far a hand strays from the form that it means, … */
const STRAY = 0.025
/** … and by how much a stroke as a whole is misplaced. */
const MISPLACED = 0.02

/** Strays of a hand are slow: this many waves, each up to so many half turns over the drawing. */
const WAVES = 3
const FASTEST_WAVE = 7

/**
 * Brush widths in pad units. With the longer side of the ink at about 240, they make lines of 1 to 4
 * pixels in the 20×20 box: from thinner than the page's brush to as thick as MNIST's pens.
 */
const WIDTHS = { least: 12, most: 46 } as const

/** How a hand misses the form that it means: from a place to the place where it comes out. */
export type Hand = (x: number, y: number) => readonly [number, number]

/**
 * A hand that turns, slants and squeezes a little, and never draws quite straight.
 *
 * @param form - What it means to draw, in any unit; places come out in units of its longer side.
 */
export function handOf(form: PenStrokes, random: RandomSource): Hand {
  const turn = (TURN_DEGREES * Math.PI * normal(random)) / 180
  const slant = SLANT * normal(random)
  const squeeze = Math.exp(SQUEEZE * normal(random))
  const { x: centreX, y: centreY, size } = extent(form)
  const strayX = waves(random, STRAY)
  const strayY = waves(random, STRAY)
  return (placeX, placeY) => {
    const x = (placeX - centreX) / size
    const y = (placeY - centreY) / size
    const across = (x - slant * y) * squeeze + strayX(x, y)
    const down = y / squeeze + strayY(x, y)
    return [
      across * Math.cos(turn) - down * Math.sin(turn),
      across * Math.sin(turn) + down * Math.cos(turn),
    ]
  }
}

/** Points x0, y0, x1, y1, … as they come out of a hand. */
export function handMoved(points: readonly number[], hand: Hand): number[] {
  const moved: number[] = []
  for (let index = 0; index < points.length; index += 2) {
    moved.push(...hand(points[index]!, points[index + 1]!))
  }
  return moved
}

/** Strokes as some hand would draw them on the pad, each a little misplaced, with some brush. */
export function handDrawn(strokes: PenStrokes, random: RandomSource): Drawing {
  const hand = handOf(strokes, random)
  const drawn = strokes.map((points) => {
    const shift = [MISPLACED * normal(random), MISPLACED * normal(random)]
    return handMoved(points, hand).map((value, index) => value + shift[index % 2]!)
  })
  return drawingFromPenStrokes(drawn, WIDTHS.least * (WIDTHS.most / WIDTHS.least) ** random())
}

/** A slow field over −0.5..0.5 in x and y, of that standard deviation. */
function waves(random: RandomSource, deviation: number): (x: number, y: number) => number {
  const parts = Array.from({ length: WAVES }, () => ({
    x: between(random, -FASTEST_WAVE, FASTEST_WAVE),
    y: between(random, -FASTEST_WAVE, FASTEST_WAVE),
    phase: between(random, 0, 2 * Math.PI),
  }))
  // Each sine has a variance of a half.
  const height = deviation / Math.sqrt(WAVES / 2)
  return (x, y) =>
    parts.reduce((sum, wave) => sum + height * Math.sin(wave.x * x + wave.y * y + wave.phase), 0)
}

/** Middle of the points, and their longer side; 1 where all are one point. */
function extent(strokes: PenStrokes): { x: number; y: number; size: number } {
  const [low, high] = [
    [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY],
    [Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY],
  ]
  for (const points of strokes) {
    for (const [index, value] of points.entries()) {
      low[index % 2] = Math.min(low[index % 2]!, value)
      high[index % 2] = Math.max(high[index % 2]!, value)
    }
  }
  const size = Math.max(high[0]! - low[0]!, high[1]! - low[1]!)
  return { x: (low[0]! + high[0]!) / 2, y: (low[1]! + high[1]!) / 2, size: size > 0 ? size : 1 }
}
