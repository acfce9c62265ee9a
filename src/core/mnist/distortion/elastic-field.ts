import { IMAGE_SIDE } from '../../network/description'
import { fillSigned } from '../../random'

/** Pixels between two control points. */
const SPACING = 8
const CELLS = IMAGE_SIDE / SPACING
/** Control points in a row: a cubic spline takes four around each cell. */
const CONTROLS = CELLS + 3

/**
 * Root mean square over the image of a field whose control points are drawn evenly from -1..1: 1/√3,
 * times the mean of the squares of a cubic B-spline's weights in x and in y, which is 151/315.
 */
const ROOT_MEAN_SQUARE = Math.sqrt(1 / 3) * (151 / 315)

/** The four weights at each of a cell's pixels, `[8, 4]`. */
const WEIGHTS = Float64Array.from({ length: SPACING * 4 }, (_, place) =>
  splineWeight(place % 4, (Math.floor(place / 4) + 0.5) / SPACING),
)

/**
 * A smooth random field of offsets over the 32×32 image.
 *
 * Simard, Steinkraus and Platt blur a field of random offsets, one a pixel, with a Gaussian of σ = 4
 * pixels. A cubic B-spline over control points 8 pixels apart is as smooth (its kernel has σ = 8/√3 =
 * 4.6) and takes 49 random offsets for 784, and no blur.
 *
 * @see P. Simard, D. Steinkraus, J. Platt, "Best Practices for Convolutional Neural Networks Applied
 *   to Visual Document Analysis", ICDAR 2003, section 2.
 */
export class ElasticField {
  /** Offsets of the pixels of one row, in pixels, `[32]`; from `moveTo`. */
  readonly x = new Float64Array(IMAGE_SIDE)
  readonly y = new Float64Array(IMAGE_SIDE)
  /** No offset is farther from 0, in pixels. */
  readonly reach: number
  /** Offsets of the control points, `[7, 7, 2]`, in units of `reach`. */
  readonly #controls = new Float64Array(2 * CONTROLS ** 2)

  /** Of one row of pixels, `[7, 2]`, in pixels. */
  readonly #row = new Float64Array(2 * CONTROLS)

  /** @param strength - Root mean square of the offsets in x, and in y, in pixels. */
  constructor(strength: number) {
    this.reach = strength / ROOT_MEAN_SQUARE
  }

  /** Draws the field of a seed. */
  draw(seed: number): void {
    fillSigned(this.#controls, seed)
  }

  /** Computes the offsets of the pixels `from`..`to` (both included) of a row, 0..31. */
  moveTo(row: number, from: number, to: number): void {
    const { x, y } = this
    const controls = this.#controls
    const rowControls = this.#row
    const table = WEIGHTS // locals: these loops run 40 million times an epoch
    const spacing = SPACING
    const width = 2 * CONTROLS
    const firstCell = Math.floor(from / spacing)
    const lastCell = Math.floor(to / spacing)
    const down = 4 * (row % spacing)
    const d0 = table[down]! * this.reach
    const d1 = table[down + 1]! * this.reach
    const d2 = table[down + 2]! * this.reach
    const d3 = table[down + 3]! * this.reach
    const above = Math.floor(row / spacing) * width
    for (let place = 2 * firstCell; place < 2 * (lastCell + 4); place++) {
      const at = above + place
      rowControls[place] =
        d0 * controls[at]! +
        d1 * controls[at + width]! +
        d2 * controls[at + 2 * width]! +
        d3 * controls[at + 3 * width]!
    }
    for (let cell = firstCell; cell <= lastCell; cell++) {
      const at = 2 * cell
      const x0 = rowControls[at]!
      const y0 = rowControls[at + 1]!
      const x1 = rowControls[at + 2]!
      const y1 = rowControls[at + 3]!
      const x2 = rowControls[at + 4]!
      const y2 = rowControls[at + 5]!
      const x3 = rowControls[at + 6]!
      const y3 = rowControls[at + 7]!
      const first = cell * spacing
      const end = Math.min(to + 1, first + spacing)
      for (let pixel = Math.max(from, first); pixel < end; pixel++) {
        const across = 4 * (pixel - first)
        const a0 = table[across]!
        const a1 = table[across + 1]!
        const a2 = table[across + 2]!
        const a3 = table[across + 3]!
        x[pixel] = a0 * x0 + a1 * x1 + a2 * x2 + a3 * x3
        y[pixel] = a0 * y0 + a1 * y1 + a2 * y2 + a3 * y3
      }
    }
  }
}

/** Weight of control point 0..3 of a uniform cubic B-spline, at 0..1 between the middle two. */
function splineWeight(control: number, at: number): number {
  switch (control) {
    case 0:
      return (1 - at) ** 3 / 6
    case 1:
      return (3 * at ** 3 - 6 * at ** 2 + 4) / 6
    case 2:
      return (-3 * at ** 3 + 3 * at ** 2 + 3 * at + 1) / 6
    default:
      return at ** 3 / 6
  }
}
