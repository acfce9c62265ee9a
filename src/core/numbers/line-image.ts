import { areaResample, type PixelBox, rowsOf } from '../ink/area-resample'
import { PAD_SIDE, type Stroke } from '../ink/drawing'
import { rasterizeRegion } from '../ink/raster'
import { BOX_SIDE, strengthened } from '../ink/stages'
import { IMAGE_SIDE } from '../network/description'
import { SWEEP_STEP } from '../network/sweep'
import { around, type Piece } from './pieces'

/** A line of writing as a network sweeps over it. */
export interface LineImage {
  /** `[32, width]`, row-major, ink 0..1. */
  readonly ink: Float32Array
  /** 32 + 4k pixels: the last place of the sweep ends with the image. */
  readonly width: number
  /** Where the image's left and top edges lie, in pad units; beyond the paper where it is bare. */
  readonly left: number
  readonly top: number
  /** Pad units along a pixel. */
  readonly pixel: number
}

/** Pieces lower than this share of the tallest are parts of digits, dots or dashes. */
const DIGIT_HEIGHT = 0.5

/** A pixel spans at least this: a line of dots must not become an endless image. */
const LEAST_PIXEL = 2

/**
 * A whole line at the scale of MNIST's digits: one scale for all, by which digits of median height are
 * 20 pixels high, their ink's centre of mass in the middle of the 32 rows. The first place of a sweep
 * has the line's first ink in its middle, the last the last.
 *
 * @param width - Of the paper in pad units.
 * @param pieces - Of these strokes; at least one.
 * @throws {RangeError} If there is no piece.
 */
export function lineImage(
  strokes: readonly Stroke[],
  width: number,
  pieces: readonly Piece[],
): LineImage {
  if (pieces.length === 0) throw new RangeError('lineImage: needs a piece of ink, got none')
  const box = pieces.map((piece) => piece.box).reduce(around)
  const pixel = Math.max(LEAST_PIXEL, medianHeight(pieces) / BOX_SIDE)
  const steps = Math.ceil((box.right - box.left) / pixel / SWEEP_STEP)
  const columns = IMAGE_SIDE + steps * SWEEP_STEP
  const raster = rasterizeRegion(strokes, { left: 0, top: 0, right: width, bottom: PAD_SIDE })
  const left = (box.left + box.right - columns * pixel) / 2
  const top = massRow(raster.values, width, box) - (IMAGE_SIDE / 2) * pixel
  const window = { left, top, right: left + columns * pixel, bottom: top + IMAGE_SIDE * pixel }
  const source = rowsOf(raster.values, width)
  const ink = strengthened(areaResample(source, window, columns, IMAGE_SIDE))
  return { ink, width: columns, left, top, pixel }
}

function medianHeight(pieces: readonly Piece[]): number {
  const heights = pieces.map(({ box }) => box.bottom - box.top).toSorted((a, b) => a - b)
  const tall = heights.filter((height) => height >= DIGIT_HEIGHT * heights.at(-1)!)
  return tall[Math.floor(tall.length / 2)]!
}

/** The ink's mean row, in pad units. */
function massRow(ink: Float32Array, width: number, { left, top, right, bottom }: PixelBox): number {
  let mass = 0
  let moment = 0
  for (let y = top; y < bottom; y++) {
    for (let x = left; x < right; x++) {
      const value = ink[y * width + x]!
      mass += value
      moment += value * (y + 0.5)
    }
  }
  return moment / mass
}
