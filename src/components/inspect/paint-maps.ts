import type { Floats } from '../../core/network/floats'
import { colourStep } from './signed-colours'
import { type TileLayout, tileOrigin } from './tile-layout'

/**
 * Paints every map of a layer into one picture, a unit a pixel; the gaps stay as they are.
 *
 * @param values - `[maps, side, side]`, row-major.
 * @param scaleOf - The value of a map that takes the end colours; its negative takes the other end.
 * @param colours - From `signedColourTable`.
 * @param pixels - `layout.width × layout.height`, changed in place.
 * @throws {RangeError} If values or pixels do not fit the layout.
 */
export function paintMaps(
  values: Floats,
  layout: TileLayout,
  scaleOf: (map: number) => number,
  colours: Uint32Array,
  pixels: Uint32Array,
): void {
  const { maps, side, width, height } = layout
  if (values.length !== maps * side * side) {
    throw new RangeError(`paintMaps: needs ${maps * side * side} values, got ${values.length}`)
  }
  if (pixels.length !== width * height) {
    throw new RangeError(`paintMaps: needs ${width * height} pixels, got ${pixels.length}`)
  }
  let index = 0
  for (let map = 0; map < maps; map++) {
    const { x, y } = tileOrigin(layout, map)
    const scale = scaleOf(map)
    for (let row = 0; row < side; row++) {
      const start = (y + row) * width + x
      for (let column = 0; column < side; column++) {
        pixels[start + column] = colours[colourStep(values[index++]!, scale)]!
      }
    }
  }
}

/** One pixel value in every map, for a layer that has nothing to show yet. */
export function paintBlankMaps(layout: TileLayout, colour: number, pixels: Uint32Array): void {
  const { maps, side, width } = layout
  for (let map = 0; map < maps; map++) {
    const { x, y } = tileOrigin(layout, map)
    for (let row = 0; row < side; row++) {
      const start = (y + row) * width + x
      pixels.fill(colour, start, start + side)
    }
  }
}
