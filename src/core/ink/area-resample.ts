/** A row-major grey image that is read one row at a time, top to bottom. */
export interface RowSource {
  readonly width: number
  readonly height: number
  /** The `width` values of one row; valid until the next call. */
  readonly row: (y: number) => Float32Array
}

/** A rectangle in pixels of an image: pixel i spans i..i+1; right and bottom are exclusive. */
export interface PixelBox {
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
}

/** Output cells along one axis, each with the source pixels under it; weights of a cell sum to 1. */
interface Coverage {
  readonly first: Int32Array
  readonly count: Int32Array
  readonly weights: Float64Array
  /** `weights[cell * stride + n]` belongs to source pixel `first[cell] + n`. */
  readonly stride: number
}

/**
 * Resamples a window of `source` by area: every output pixel is the mean of the source under it,
 * partly covered pixels counted by their overlap, and 0 where the window leaves the source. The same
 * rule shrinks and enlarges, and ink × area is conserved.
 *
 * @param window - Source pixels, fractions allowed; may reach beyond the source.
 * @returns `height × width` values, row-major.
 * @throws {RangeError} If a side is not a positive integer or the window is empty or not finite.
 */
export function areaResample(
  source: RowSource,
  window: PixelBox,
  width: number,
  height: number,
): Float32Array {
  const { left, top, right, bottom } = window
  assertSide('width', width)
  assertSide('height', height)
  if (!(right > left && bottom > top && Number.isFinite(right - left + bottom - top))) {
    throw new RangeError(`areaResample: window must not be empty, got ${JSON.stringify(window)}`)
  }
  const columns = coverage(left, right, width, source.width)
  const rows = coverage(top, bottom, height, source.height)
  const output = new Float64Array(width * height)
  const line = new Float64Array(width)
  let opened = 0
  for (const y of coveredRows(rows)) {
    averageRow(source.row(y), columns, line)
    while (opened < height && rows.first[opened]! + rows.count[opened]! <= y) opened++
    for (let row = opened; row < height && rows.first[row]! <= y; row++) {
      const weight = rows.weights[row * rows.stride + y - rows.first[row]!]!
      for (let x = 0; x < width; x++) output[row * width + x]! += weight * line[x]!
    }
  }
  return Float32Array.from(output)
}

/** The whole of `source`, as a window of itself. */
export const wholeOf = (source: RowSource): PixelBox => ({
  left: 0,
  top: 0,
  right: source.width,
  bottom: source.height,
})

/** Row-major values as a source. */
export const rowsOf = (values: Float32Array, width: number): RowSource => ({
  width,
  height: values.length / width,
  row: (y) => values.subarray(y * width, (y + 1) * width),
})

function coverage(start: number, end: number, cells: number, pixels: number): Coverage {
  const step = (end - start) / cells
  const stride = Math.ceil(step) + 1
  const first = new Int32Array(cells)
  const count = new Int32Array(cells)
  const weights = new Float64Array(cells * stride)
  for (let cell = 0; cell < cells; cell++) {
    const from = start + cell * step
    const to = from + step
    const begin = Math.min(Math.max(0, Math.floor(from)), pixels)
    const stop = Math.max(Math.min(pixels, Math.ceil(to)), begin)
    first[cell] = begin
    count[cell] = stop - begin
    for (let pixel = begin; pixel < stop; pixel++) {
      const overlap = Math.min(to, pixel + 1) - Math.max(from, pixel)
      weights[cell * stride + pixel - begin] = overlap / step
    }
  }
  return { first, count, weights, stride }
}

function* coveredRows({ first, count }: Coverage): Generator<number> {
  const begin = first[0]!
  const stop = first.at(-1)! + count.at(-1)!
  for (let y = begin; y < stop; y++) yield y
}

function averageRow(values: Float32Array, columns: Coverage, line: Float64Array): void {
  const { first, count, weights, stride } = columns
  for (let cell = 0; cell < line.length; cell++) {
    let sum = 0
    const begin = first[cell]!
    const pixels = count[cell]!
    const offset = cell * stride
    for (let n = 0; n < pixels; n++) sum += weights[offset + n]! * values[begin + n]!
    line[cell] = sum
  }
}

function assertSide(name: string, side: number): void {
  if (!Number.isInteger(side) || side < 1) {
    throw new RangeError(`areaResample: ${name} must be a positive integer, got ${side}`)
  }
}
