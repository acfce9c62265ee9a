import type { GreyImage } from './grey-image'

/** Part of the shorter side that counts as the image's border, on each side. */
const BORDER_SHARE = 1 / 12

const FIT_ROUNDS = 6

/** Grey levels below which a deviation is never an outlier. */
const LEAST_SPREAD = 1

/** Deviations of this many spreads keep a quarter of their weight. */
const OUTLIER_SPREADS = 2.5

/** Terms of a quadratic in x and y. */
const TERMS = 6

/**
 * The brightness of the paper, from the border of the image inwards: a quadratic surface fitted to
 * the border's pixels, pixels far off it losing their weight round by round, so that ink which runs
 * over the edge does not pull the surface down.
 *
 * @returns The surface at every pixel, in the image's grey levels.
 */
export function paperSurface(image: GreyImage): Float32Array {
  const border = borderPixels(image)
  const greys = Float32Array.from(border, (pixel) => image.values[pixel]!)
  let surface: Float64Array = Float64Array.of(median(greys), 0, 0, 0, 0, 0)
  for (let round = 0; round < FIT_ROUNDS; round++) {
    const estimate = valuesAt(image, surface, border)
    const errors = greys.map((grey, n) => Math.abs(grey - estimate[n]!))
    // 1.4826 × the median deviation is the standard deviation of normal noise.
    const spread = Math.max(LEAST_SPREAD, 1.4826 * median(errors))
    const weights = errors.map((error) => 1 / (1 + (error / (OUTLIER_SPREADS * spread)) ** 2) ** 2)
    surface = fitted(image, border, weights)
  }
  return valuesAt(
    image,
    surface,
    new Uint32Array(image.values.length).map((_, pixel) => pixel),
  )
}

function borderPixels({ width, height }: GreyImage): Uint32Array {
  const depth = Math.max(1, Math.round(Math.min(width, height) * BORDER_SHARE))
  const pixels: number[] = []
  for (let y = 0; y < height; y++) {
    const edgeRow = y < depth || y >= height - depth
    for (let x = 0; x < width; x++) {
      if (edgeRow || x < depth || x >= width - depth) pixels.push(y * width + x)
    }
  }
  return Uint32Array.from(pixels)
}

/** Writes 1, x, y, x², xy, y² into `basis`, x and y in −1..1 over the image. */
function writeTerms({ width, height }: GreyImage, index: number, basis: Float64Array): void {
  const x = (2 * (index % width) + 1) / width - 1
  const y = (2 * Math.floor(index / width) + 1) / height - 1
  basis[0] = 1
  basis[1] = x
  basis[2] = y
  basis[3] = x * x
  basis[4] = x * y
  basis[5] = y * y
}

/** The surface at each of the pixels. */
function valuesAt(image: GreyImage, surface: Float64Array, pixels: Uint32Array): Float32Array {
  const basis = new Float64Array(TERMS)
  const values = new Float32Array(pixels.length)
  for (let at = 0; at < pixels.length; at++) {
    writeTerms(image, pixels[at]!, basis)
    let sum = 0
    for (let n = 0; n < TERMS; n++) sum += surface[n]! * basis[n]!
    values[at] = sum
  }
  return values
}

/** Weighted least squares through the normal equations. */
function fitted(image: GreyImage, pixels: Uint32Array, weights: Float32Array): Float64Array {
  const rows = Array.from({ length: TERMS }, () => new Float64Array(TERMS + 1))
  const basis = new Float64Array(TERMS)
  for (let n = 0; n < pixels.length; n++) {
    const pixel = pixels[n]!
    writeTerms(image, pixel, basis)
    for (let i = 0; i < TERMS; i++) {
      const row = rows[i]!
      const scaled = weights[n]! * basis[i]!
      for (let j = 0; j < TERMS; j++) row[j]! += scaled * basis[j]!
      row[TERMS]! += scaled * image.values[pixel]!
    }
  }
  // A one-pixel-high image says nothing about y: the slightest ridge keeps its terms at 0.
  for (let i = 0; i < TERMS; i++) rows[i]![i]! += 1e-6 * pixels.length
  return solved(rows)
}

/** Gauss–Jordan elimination of a positive definite system, right side in the last column. */
function solved(rows: readonly Float64Array[]): Float64Array {
  for (let pivot = 0; pivot < rows.length; pivot++) {
    const pivotRow = rows[pivot]!
    const scale = pivotRow[pivot]!
    for (let j = pivot; j < pivotRow.length; j++) pivotRow[j]! /= scale
    for (let i = 0; i < rows.length; i++) {
      if (i === pivot) continue
      const factor = rows[i]![pivot]!
      for (let j = pivot; j < pivotRow.length; j++) rows[i]![j]! -= factor * pivotRow[j]!
    }
  }
  return Float64Array.from(rows, (row) => row.at(-1)!)
}

function median(values: Float32Array): number {
  return values.slice().sort()[values.length >> 1]!
}
