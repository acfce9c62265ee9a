import { IMAGE_SIDE } from '../network/description'
import { areaResample, type PixelBox, rowsOf } from './area-resample'
import { boundingBox } from './bounding-box'
import { centreOfMass, type PixelPoint } from './centre-of-mass'
import type { InkImage } from './drawing'

/** Side of the box that MNIST's digits were fitted into. */
export const BOX_SIDE = 20

/** Side of MNIST's images, in which the box is placed by its centre of mass. */
export const FIELD_SIDE = 28

/** Paper on each side of the field in the image that a network is given. */
export const MARGIN = (IMAGE_SIDE - FIELD_SIDE) / 2

/** The field's pixel that holds the centre of mass, in x and in y. */
const MASS_PIXEL = FIELD_SIDE / 2

/** A mass this little short of a pixel's edge is on it: rounding must not move a symmetric digit. */
const EDGE_TOLERANCE = 1e-5

/** Every step from the pad to what a network is given. */
export interface InkStages {
  readonly raster: InkImage
  /** The ink's bounding box, in raster pixels. */
  readonly box: PixelBox
  /** The box's ink in 20×20: its longer side 20, the strongest ink 1. */
  readonly boxed: InkImage
  /** Centre of mass of `boxed`, in its pixels (0..20; pixel i spans i..i+1). */
  readonly mass: PixelPoint
  /** 32×32, ink 0..1. */
  readonly image: InkImage
  /** The square that `image` shows, in raster pixels; it may reach beyond the raster. */
  readonly shown: PixelBox
}

/**
 * Prepares ink as MNIST's digits were prepared: the bounding box fitted into 20×20 by area with its
 * aspect kept, then moved as a whole so that its centre of mass falls on the middle of 28×28, with
 * two more pixels of paper on each side.
 *
 * The choices follow measurements on the 60,000 training images (the 10,000 test images agree).
 * - The longer side of the ink is 20 in 59,987 images and 19 in 13.
 * - The strongest ink is 254 (5,999) or 255 (54,001), so ink is divided by its maximum.
 * - The centre of mass lies in 14.0..15.0 on both axes (pixel i spans i..i+1), evenly spread (mean
 *   14.507 and 14.496, standard deviation 0.291 and 0.289; 1/√12 = 0.289), so boxes were moved by
 *   whole pixels until the pixel with the centre of mass was pixel 14. Here likewise: the ink is
 *   sampled once and stays sharp.
 * - Where a digit is taller than wide, the strongest ink of its outermost columns averages 0.478
 *   (left) and 0.480 (right), that of its outermost rows 0.940 and 0.939: the shorter side was
 *   centred by fractions of a pixel, cut equally at both ends. Here likewise, except where it spans
 *   whole pixels: that ink is on a pixel grid already (an MNIST digit), and half a pixel would blur it.
 *
 * The move is held back where it would push ink out of the 28×28 field.
 *
 * @returns null for a raster without ink.
 * @throws {RangeError} If the raster's values do not fit its side.
 * @see Y. LeCun, C. Cortes, C. Burges, "The MNIST database of handwritten digits".
 */
export function inkStages(raster: InkImage): InkStages | null {
  if (raster.ink.length !== raster.side ** 2) {
    throw new RangeError(
      `inkStages: a raster of side ${raster.side} needs ${raster.side ** 2} values, got ${raster.ink.length}`,
    )
  }
  const box = boundingBox(raster)
  if (box === null) return null
  const window = squareAround(box)
  const source = rowsOf(raster.ink, raster.side)
  const boxed = {
    side: BOX_SIDE,
    ink: strengthened(areaResample(source, window, BOX_SIDE, BOX_SIDE)),
  }
  const mass = centreOfMass(boxed)
  const place = placement(boxed, mass)
  const pixel = (window.right - window.left) / BOX_SIDE
  const left = window.left - place.x * pixel
  const top = window.top - place.y * pixel
  const shown = { left, top, right: left + IMAGE_SIDE * pixel, bottom: top + IMAGE_SIDE * pixel }
  return { raster, box, boxed, mass, image: placed(boxed, place), shown }
}

/** The square of raster that becomes 20×20: the box, its shorter side centred. */
function squareAround({ left, top, right, bottom }: PixelBox): PixelBox {
  const side = Math.max(right - left, bottom - top)
  const x = left - paperBefore(right - left, side)
  const y = top - paperBefore(bottom - top, side)
  return { left: x, top: y, right: x + side, bottom: y + side }
}

/** Raster pixels of paper before ink of this length in a square of this side. */
function paperBefore(length: number, side: number): number {
  const pixel = side / BOX_SIDE
  const pixels = length / pixel
  const centred = (BOX_SIDE - pixels) / 2
  const onGrid = Math.abs(pixels - Math.round(pixels)) < EDGE_TOLERANCE
  return (onGrid ? Math.floor(centred + EDGE_TOLERANCE) : centred) * pixel
}

/** Divides by the strongest ink. */
export function strengthened(ink: Float32Array): Float32Array {
  const strongest = ink.reduce((most, value) => Math.max(most, value), 0)
  return ink.map((value) => value / strongest)
}

/** Where pixel (0, 0) of `boxed` falls in the 32×32 image. */
function placement(boxed: InkImage, mass: PixelPoint): PixelPoint {
  const inked = boundingBox(boxed, 0) ?? { left: 0, top: 0, right: 0, bottom: 0 }
  const along = (centre: number, first: number, end: number): number => {
    const wanted = MASS_PIXEL - Math.floor(centre + EDGE_TOLERANCE)
    return MARGIN + Math.min(FIELD_SIDE - end, Math.max(-first, wanted))
  }
  return {
    x: along(mass.x, inked.left, inked.right),
    y: along(mass.y, inked.top, inked.bottom),
  }
}

function placed(boxed: InkImage, { x, y }: PixelPoint): InkImage {
  const ink = new Float32Array(IMAGE_SIDE ** 2)
  for (let row = 0; row < boxed.side; row++) {
    for (let column = 0; column < boxed.side; column++) {
      const value = boxed.ink[row * boxed.side + column]!
      // Paper of the box may lie outside the image; ink never does.
      if (value > 0) ink[(row + y) * IMAGE_SIDE + column + x] = value
    }
  }
  return { side: IMAGE_SIDE, ink }
}
