import { rgb } from 'd3-color'
import { interpolateRdBu } from 'd3-scale-chromatic'

/** Steps of the colour scale on each side of 0. */
const STEPS = 256

/** The colour of a share of the scale, −1 blue to 0 white to +1 red, as CSS. */
export const signedColour = (share: number): string => interpolateRdBu((1 - share) / 2)

let table: Uint32Array | null = null

/**
 * Pixels for {@link paintMaps}: 513 colours from −1 to +1 in the byte order of this machine's
 * ImageData. Made when first asked for.
 */
export function signedColourTable(): Uint32Array {
  if (table !== null) return table
  const bytes = new Uint8ClampedArray((2 * STEPS + 1) * 4)
  for (let step = 0; step <= 2 * STEPS; step++) {
    const { r, g, b } = rgb(signedColour(step / STEPS - 1))
    bytes.set([r, g, b, 255], step * 4)
  }
  table = new Uint32Array(bytes.buffer)
  return table
}

/** Index of a value in the table; values beyond `±scale` take the end colours. */
export function colourStep(value: number, scale: number): number {
  const share = scale > 0 ? value / scale : 0
  return Math.round((Math.min(1, Math.max(-1, share)) + 1) * STEPS)
}

/** The largest absolute value; the scale's end, so that 0 is always white. */
export function largestMagnitude(values: Float32Array): number {
  let largest = 0
  for (const value of values) {
    const magnitude = Math.abs(value)
    if (magnitude > largest) largest = magnitude
  }
  return largest
}
