import { type Layer, type Network, valuesPerImage } from '../../core/network/description'
import type { LayerValues } from '../../core/network/forward'

/** Empty values of `n` images, to be filled chunk by chunk. */
export function emptyLayerValues(network: Network, n: number): LayerValues[] {
  return network.layers.map((layer) => ({
    name: layer.name,
    maps: layer.maps,
    side: layer.side,
    pre: new Float32Array(n * valuesPerImage(layer)),
    post: new Float32Array(n * valuesPerImage(layer)),
  }))
}

/**
 * Copies a chunk's values of one layer, `[size, side, side, maps]`, to where its images lie in
 * `[n, maps, side, side]`. What the chunk has beyond the last image is padding and left out.
 */
export function copyMapsFirst(
  { maps, side }: Pick<Layer, 'maps' | 'side'>,
  chunk: Float32Array,
  values: Float32Array,
  firstImage: number,
): void {
  const area = side * side
  const end = Math.min(values.length, firstImage * maps * area + chunk.length)
  let to = firstImage * maps * area
  for (let image = 0; to < end; image++) {
    const from = image * maps * area
    for (let map = 0; map < maps; map++) {
      for (let place = 0; place < area; place++) values[to++] = chunk[from + place * maps + map]!
    }
  }
}
