import type { Floats } from '../core/network/floats'
import type { LayerValues } from '../core/network/forward'

/** Largest error of a layer's sums, relative to the larger of 1 and its largest sum. */
export const VALUE_LIMIT = 1e-4
/** Largest error of a gradient array, relative to its largest value. */
export const GRADIENT_LIMIT = 1e-3

/** Whether an engine's values are those of plain code, within {@link VALUE_LIMIT}. */
export const layersAgree = (
  got: readonly LayerValues[],
  expected: readonly LayerValues[],
): boolean =>
  expected.every(({ name, pre, post }, index) => {
    const layer = got[index]
    const errors = [valueError(layer?.pre, pre), valueError(layer?.post, post)]
    return layer?.name === name && errors.every((error) => error <= VALUE_LIMIT)
  })

/** Largest difference, relative to the larger of 1 and the largest expected value. */
export function valueError(
  got: ArrayLike<number> | undefined,
  expected: ArrayLike<number>,
): number {
  return largestDifference(got, expected) / Math.max(1, largestMagnitude(expected))
}

/** Largest difference, relative to the largest expected value. */
export function gradientError(got: Floats | undefined, expected: Floats): number {
  return largestDifference(got, expected) / largestMagnitude(expected)
}

/** NaN where a value is NaN or the lengths differ. */
function largestDifference(
  got: ArrayLike<number> | undefined,
  expected: ArrayLike<number>,
): number {
  if (got?.length !== expected.length) return Number.NaN
  let largest = 0
  for (let i = 0; i < expected.length; i++) {
    largest = Math.max(largest, Math.abs(got[i]! - expected[i]!))
  }
  return largest
}

function largestMagnitude(values: ArrayLike<number>): number {
  let largest = 0
  for (let i = 0; i < values.length; i++) largest = Math.max(largest, Math.abs(values[i]!))
  return largest
}
