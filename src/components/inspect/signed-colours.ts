import { rgb } from 'd3-color'
import { interpolateRgbBasis } from 'd3-interpolate'
import type { Floats } from '../../core/network/floats'

/** Steps of the colour scale on each side of 0. */
const STEPS = 256

/**
 * The diverging scheme RdBu of eleven colours, blue first. `d3-scale-chromatic` has it too, with 30
 * others that a bundler cannot leave out.
 *
 * @see Cynthia Brewer, colorbrewer2.org.
 */
const RED_OVER_BLUE = interpolateRgbBasis([
  '#053061',
  '#2166ac',
  '#4393c3',
  '#92c5de',
  '#d1e5f0',
  '#f7f7f7',
  '#fddbc7',
  '#f4a582',
  '#d6604d',
  '#b2182b',
  '#67001f',
])

/** The colour of a share of the scale, −1 blue to 0 white to +1 red, as CSS. */
export const signedColour = (share: number): string => RED_OVER_BLUE((share + 1) / 2)

/** The whole scale in 17 steps, for a gradient. */
export const LEGEND_STOPS: readonly string[] = Array.from({ length: 17 }, (_, stop) =>
  signedColour(stop / 8 - 1),
)

let styles: readonly string[] | null = null

/** The same 513 colours as {@link signedColourTable}, as CSS: mixing one takes longer than painting it. */
export function signedColourStyles(): readonly string[] {
  styles ??= Array.from({ length: 2 * STEPS + 1 }, (_, step) => signedColour(step / STEPS - 1))
  return styles
}

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
export function largestMagnitude(values: Floats): number {
  let largest = 0
  for (let index = 0; index < values.length; index++) {
    const magnitude = Math.abs(values[index]!)
    if (magnitude > largest) largest = magnitude
  }
  return largest
}
