import { CLASSES, type Network } from '../../core/network/description'
import { softmax } from '../../core/network/softmax'
import { unitsAt, type WideLayerValues } from '../../core/network/sweep'
import type { SweepPlace } from '../../core/numbers/read-sweep'
import { colourStep, largestMagnitude } from '../inspect/signed-colours'

/** A ribbon before it is stretched under the writing: one pixel a unit. */
export interface RibbonPicture {
  readonly width: number
  readonly height: number
  readonly pixels: Uint32Array<ArrayBuffer>
}

/**
 * The map that varies most along the line, by the variance of its values; 0 for a layer of units,
 * which are shown all.
 */
export function liveliestMap({ maps, height, width, values }: WideLayerValues): number {
  if (height === 1) return 0
  const area = height * width
  let best = 0
  let most = -1
  for (let map = 0; map < maps; map++) {
    const own = values.subarray(map * area, (map + 1) * area)
    let sum = 0
    let squares = 0
    for (const value of own) {
      sum += value
      squares += value * value
    }
    const variance = squares / area - (sum / area) ** 2
    if (variance > most) {
      most = variance
      best = map
    }
  }
  return best
}

/**
 * A layer in signed colours: of C1 to S4 one map, of a layer of units a row for each of them.
 *
 * @param colours - From `signedColourTable`.
 */
export function layerRibbon(
  layer: WideLayerValues,
  map: number,
  colours: Uint32Array,
): RibbonPicture {
  const { width } = layer
  const height = layer.height === 1 ? layer.maps : layer.height
  const shown = layer.values.subarray(map * height * width, (map + 1) * height * width)
  const scale = largestMagnitude(shown)
  const pixels = Uint32Array.from(shown, (value) => colours[colourStep(value, scale)]!)
  return { width, height, pixels }
}

/**
 * The output as ten rows, 0 to 9: each place's probabilities as the opacity of one colour, and nothing
 * where the place is silent.
 *
 * @param shades - 256 pixels, from clear to the full colour.
 */
export function outputRibbon(
  { rubbishLogit }: Network,
  output: WideLayerValues,
  places: readonly SweepPlace[],
  shades: Uint32Array,
): RibbonPicture {
  const { width } = output
  const pixels = new Uint32Array(CLASSES * width)
  const probabilities = new Float32Array(CLASSES)
  for (const [place, { isSilent }] of places.entries()) {
    if (isSilent) continue
    softmax(unitsAt(output, place), probabilities, rubbishLogit)
    for (const [digit, probability] of probabilities.entries()) {
      pixels[digit * width + place] = shades[Math.round(255 * probability)]!
    }
  }
  return { width, height: CLASSES, pixels }
}
