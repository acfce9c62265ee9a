import type { Convolution, FullyConnected, MapShape } from './description'

/** `pytorch` is `[maps, inputs, kernel, kernel]`; `tensorflow` is `[kernel, kernel, inputs, maps]`. */
export type KernelOrder = 'pytorch' | 'tensorflow'

/** A place of a dense kernel that no connection fills. */
export const GAP = -1

/**
 * Where each value of a dense kernel comes from: for each place, the index in the weights of
 * `parametersOf`, or {@link GAP} where a connection table has none. The kernel of a fully connected
 * layer covers the whole map, so that in TensorFlow's order it also is the matrix of a layer that
 * reads flattened channels-last maps.
 *
 * @param input - What the layer reads.
 */
export function densePlaces(
  layer: Convolution | FullyConnected,
  input: MapShape,
  order: KernelOrder,
): Int32Array {
  const area = (layer.kind === 'convolution' ? layer.kernel : input.side) ** 2
  const places = new Int32Array(area * input.maps * layer.maps).fill(GAP)
  const every = Array.from({ length: input.maps }, (_, map) => map)
  let tap = 0
  for (let map = 0; map < layer.maps; map++) {
    for (const from of layer.kind === 'convolution' ? layer.connections[map]! : every) {
      for (let k = 0; k < area; k++) {
        const place =
          order === 'pytorch'
            ? (map * input.maps + from) * area + k
            : (k * input.maps + from) * layer.maps + map
        places[place] = tap++
      }
    }
  }
  return places
}

/** The dense kernel of those places; 0 in the gaps. */
export const toDense = (places: Int32Array, weights: Float32Array): Float32Array<ArrayBuffer> =>
  Float32Array.from(places, (from) => (from === GAP ? 0 : weights[from]!))

/**
 * The weights that a dense kernel holds, in the layout of `parametersOf`.
 *
 * @returns null where a gap is not 0: the kernel has a connection that the network has not.
 */
export function fromDense(places: Int32Array, dense: Float32Array): Float32Array | null {
  const weights = new Float32Array(places.reduce((sum, from) => sum + (from === GAP ? 0 : 1), 0))
  for (const [place, from] of places.entries()) {
    if (from !== GAP) weights[from] = dense[place]!
    else if (dense[place] !== 0) return null
  }
  return weights
}
