import { activate } from './activation'
import {
  IMAGE_SIDE,
  inputShape,
  type LayerName,
  type Network,
  type NetworkInput,
  valuesPerImage,
} from './description'
import { type Allocate, type Floats, float32 } from './floats'
import { layerSums } from './layer-forward'
import type { Weights } from './parameters'
import { softmax } from './softmax'

/** What one layer computed for `n` images. */
export interface LayerValues<F extends Floats = Float32Array> {
  readonly name: LayerName
  readonly maps: number
  readonly side: number
  /** Sums before the activation, `[n, maps, side, side]`, row-major; unitless. */
  readonly pre: F
  /** Values after the activation, same layout; of the output, the ten probabilities. */
  readonly post: F
}

/**
 * Computes every layer in plain TypeScript: what the page answers with before any engine is loaded,
 * and what engines are tested against.
 *
 * @param images - `[n, 32, 32]`, row-major, ink 0..1.
 * @returns Layers in the order of the data, C1 to output.
 * @throws {RangeError} If `images` is not a whole number of images.
 */
export function forward(
  network: Network,
  weights: Weights,
  images: Float32Array,
): readonly LayerValues[] {
  return forwardIn(float32, network, weights, images)
}

/** {@link forward} in the precision of `allocate`. */
export function forwardIn<F extends Floats>(
  allocate: Allocate<F>,
  network: Network,
  weights: Weights<Floats>,
  images: Floats,
): readonly LayerValues<F>[] {
  const n = imageCount(images)
  const layers = network.layers.map(({ name, maps, side }): LayerValues<F> => {
    const length = n * maps * side ** 2
    return { name, maps, side, pre: allocate(length), post: allocate(length) }
  })
  for (let image = 0; image < n; image++) {
    let values: Floats = networkInput(allocate, network.input, images, image)
    for (const [index, layer] of network.layers.entries()) {
      const size = valuesPerImage(layer)
      const { pre, post } = layers[index]!
      const sums = pre.subarray(image * size, (image + 1) * size)
      const outputs = post.subarray(image * size, (image + 1) * size)
      layerSums(layer, inputShape(network, index), weights, values, sums)
      if (layer.name === 'output') softmax<Floats>(sums, outputs, network.rubbishLogit)
      else activate(layer.activation, sums, outputs)
      values = outputs
    }
  }
  return layers
}

/** The centre of one image that a network reads, on the network's scale; `[side, side]`. */
export function networkInput<F extends Floats>(
  allocate: Allocate<F>,
  { side, paper, ink }: NetworkInput,
  images: Floats,
  image: number,
): F {
  const margin = (IMAGE_SIDE - side) / 2
  const values = allocate(side * side)
  for (let y = 0; y < side; y++) {
    const row = image * IMAGE_SIDE ** 2 + (y + margin) * IMAGE_SIDE + margin
    for (let x = 0; x < side; x++) values[y * side + x] = paper + (ink - paper) * images[row + x]!
  }
  return values
}

/** How many 32×32 images an array holds. @throws {RangeError} If it is not a whole number. */
export function imageCount(images: Floats): number {
  const n = images.length / IMAGE_SIDE ** 2
  if (!Number.isInteger(n)) {
    throw new RangeError(
      `imageCount: needs whole images of ${IMAGE_SIDE ** 2} values, got ${images.length} values`,
    )
  }
  return n
}
