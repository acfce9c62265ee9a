import { areaResample, wholeOf } from './area-resample'
import { type Contrast, otsuContrast } from './contrast'
import { type InkImage, PAD_SIDE } from './drawing'
import type { GreyImage } from './grey-image'
import { localPaper } from './local-paper'
import { luminanceRows, type RgbaPixels } from './luminance'
import { paperSurface } from './paper-surface'
import { withoutSpecks } from './specks'
import { FIELD_SIDE } from './stages'

export type Polarity = 'darkOnLight' | 'lightOnDark'

/** Grey levels (of 255) by which ink must differ from its paper. */
const LEAST_CONTRAST = 8

/** Ink must stand out by this many standard deviations of the paper; noise split in two has 2.7. */
const LEAST_CONTRAST_SPREADS = 4

/** Paper this many standard deviations above its mean becomes bare. */
const NOISE_SPREADS = 3

/** Pad pixels along one pixel of an MNIST digit. */
const DIGIT_ZOOM = PAD_SIDE / FIELD_SIDE

/**
 * Ink from a photograph, scan or screenshot of a drawing, for the pad: shrunk (or enlarged) by area
 * with its aspect kept, centred; uneven light, paper noise and specks removed.
 *
 * The paper's brightness is a surface fitted to the image's border, then corrected by the paper
 * around each pixel. Ink is dark or light according to which side of that surface the image strays
 * further. Darkness between the paper's noise and the ink's mean (split by Otsu's threshold) is
 * stretched to 0..1.
 *
 * @param pixels - `rgba` holds 4 × width × height bytes; transparent pixels show white.
 * @returns `image` of side 280 and whether the ink was darker or lighter than its paper.
 * @throws {RangeError} If a side is not a positive integer, the bytes do not fit the sides, or the
 *   image is blank: uniform, or without anything that stands out from its paper.
 */
export function inkFromPixels(pixels: RgbaPixels): { image: InkImage; polarity: Polarity } {
  assertPixels(pixels)
  const grey = greyOnPad(pixels)
  const surface = paperSurface(grey)
  const strayed = grey.values.map((value, index) => value - surface[index]!)
  const lean = strayed.reduce((sum, value) => sum + value * Math.abs(value), 0)
  const polarity: Polarity = lean > 0 ? 'lightOnDark' : 'darkOnLight'
  const darkness = polarity === 'lightOnDark' ? strayed : strayed.map((value) => -value)
  const levelled = levelledPaper({ ...grey, values: darkness })
  const ink = stretched(levelled, contrastOf(levelled))
  return { image: centredOnPad(withoutSpecks({ ...grey, values: ink })), polarity }
}

/**
 * An MNIST digit on the pad, each of its pixels a square of 10×10: the 20×20 box and the centre of
 * mass of such an image bring the digit's own pixels back.
 *
 * @param pixels - 28×28 bytes, row-major, 0 paper to 255 ink.
 * @throws {RangeError} If there are not 784 bytes.
 */
export function inkFromDigit(pixels: Uint8Array): InkImage {
  if (pixels.length !== FIELD_SIDE ** 2) {
    throw new RangeError(`inkFromDigit: needs ${FIELD_SIDE ** 2} bytes, got ${pixels.length}`)
  }
  const ink = new Float32Array(PAD_SIDE ** 2)
  for (let index = 0; index < ink.length; index++) {
    const y = Math.floor(Math.floor(index / PAD_SIDE) / DIGIT_ZOOM)
    const x = Math.floor((index % PAD_SIDE) / DIGIT_ZOOM)
    ink[index] = pixels[y * FIELD_SIDE + x]! / 255
  }
  return { side: PAD_SIDE, ink }
}

/** Luma 0..255, the longer side that of the pad. */
function greyOnPad(pixels: RgbaPixels): GreyImage {
  const scale = PAD_SIDE / Math.max(pixels.width, pixels.height)
  const width = Math.max(1, Math.round(pixels.width * scale))
  const height = Math.max(1, Math.round(pixels.height * scale))
  const rows = luminanceRows(pixels)
  return { width, height, values: areaResample(rows, wholeOf(rows), width, height) }
}

/**
 * Darkness with the paper around each pixel brought to 0. What is paper is told twice: by one
 * threshold for the image, which keeps blots whole, and by the mean around each pixel, which sees
 * through the edge of a shadow; the reading in which ink stands out more is kept.
 */
function levelledPaper(darkness: GreyImage): Float32Array {
  assertNotUniform(darkness.values)
  const { threshold } = otsuContrast(darkness.values)
  const everywhere = new Uint8Array(darkness.values.length).fill(1)
  const around = localPaper(darkness, everywhere)
  const readings = [
    darkness.values.map((value) => value - threshold),
    darkness.values.map((value, index) => value - around[index]!),
  ].map((over) => {
    const isPaper = Uint8Array.from(over, (value) => (value > 0 ? 0 : 1))
    const paper = localPaper(darkness, isPaper)
    return darkness.values.map((value, index) => value - paper[index]!)
  })
  return readings.reduce((best, next) => (clarity(next) > clarity(best) ? next : best))
}

/** How many of the paper's standard deviations ink stands above it. */
function clarity(darkness: Float32Array): number {
  const { inkMean, paperMean, paperSpread } = otsuContrast(darkness)
  return (inkMean - paperMean) / (paperSpread + 1)
}

/** Paper and ink, where there is ink. */
function contrastOf(darkness: Float32Array): Contrast {
  assertNotUniform(darkness)
  const contrast = otsuContrast(darkness)
  const difference = contrast.inkMean - contrast.paperMean
  const needed = Math.max(LEAST_CONTRAST, LEAST_CONTRAST_SPREADS * contrast.paperSpread)
  if (difference < needed) throw blank()
  return contrast
}

function assertNotUniform(darkness: Float32Array): void {
  const first = darkness[0]!
  if (darkness.every((value) => Math.abs(value - first) < 1e-3)) throw blank()
}

const blank = (): RangeError =>
  new RangeError('inkFromPixels: needs ink that stands out from its paper, got a blank image')

/** Darkness to ink: the ramp's foot is the paper's noise, its top the ink's mean. */
function stretched(
  darkness: Float32Array,
  { threshold, paperMean, paperSpread, inkMean }: Contrast,
): Float32Array {
  const foot = Math.min(
    threshold,
    Math.max(2 * threshold - inkMean, paperMean + NOISE_SPREADS * paperSpread),
  )
  return darkness.map((value) => Math.min(1, Math.max(0, (value - foot) / (inkMean - foot))))
}

function centredOnPad({ width, height, values }: GreyImage): InkImage {
  const left = Math.floor((PAD_SIDE - width) / 2)
  const top = Math.floor((PAD_SIDE - height) / 2)
  const ink = new Float32Array(PAD_SIDE ** 2)
  for (let y = 0; y < height; y++) {
    ink.set(values.subarray(y * width, (y + 1) * width), (y + top) * PAD_SIDE + left)
  }
  return { side: PAD_SIDE, ink }
}

function assertPixels({ width, height, rgba }: RgbaPixels): void {
  if (!Number.isInteger(width) || !Number.isInteger(height) || width < 1 || height < 1) {
    throw new RangeError(
      `inkFromPixels: width and height must be positive integers, got ${width}×${height}`,
    )
  }
  if (rgba.length !== 4 * width * height) {
    throw new RangeError(
      `inkFromPixels: ${width}×${height} pixels need ${4 * width * height} bytes, got ${rgba.length}`,
    )
  }
}
