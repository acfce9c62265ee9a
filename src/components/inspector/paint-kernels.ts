import { mapWeights } from '../../core/explain/map-weights'
import type { Layer, MapShape } from '../../core/network/description'
import type { Weights } from '../../core/network/parameters'
import { colourStep, largestMagnitude } from '../inspect/signed-colours'
import { type KernelLayout, weightsOrigin } from './kernel-layout'

/**
 * Paints every kernel of a layer, a weight a pixel, on one scale; what no connection fills stays bare.
 *
 * @param colours - From `signedColourTable`.
 * @param pixels - `layout.width × layout.height`, overwritten.
 * @returns The largest absolute weight, which takes the end colours.
 */
export function paintKernels(
  layer: Layer,
  input: MapShape,
  weights: Weights,
  layout: KernelLayout,
  colours: Uint32Array,
  pixels: Uint32Array,
): number {
  pixels.fill(0)
  const ofMaps = Array.from({ length: layer.maps }, (_, map) =>
    mapWeights(layer, input, weights, map),
  )
  const scale = ofMaps.reduce(
    (largest, own) => Math.max(largest, own === null ? 0 : largestMagnitude(own.values)),
    0,
  )
  for (const [map, own] of ofMaps.entries()) {
    if (own === null) continue
    let index = 0
    for (const [place, from] of own.maps.entries()) {
      const { x, y } = weightsOrigin(layout, map, place, from)
      for (let row = 0; row < own.side; row++) {
        const start = (y + row) * layout.width + x
        for (let column = 0; column < own.side; column++) {
          pixels[start + column] = colours[colourStep(own.values[index++]!, scale)]!
        }
      }
    }
  }
  return scale
}
