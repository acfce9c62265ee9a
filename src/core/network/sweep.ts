import { activate } from './activation'
import {
  IMAGE_SIDE,
  inputShape,
  type Layer,
  type LayerName,
  type MapShape,
  type Network,
  PATCH_SIDE,
  valuesPerImage,
} from './description'
import { layerSums } from './layer-forward'
import type { Weights } from './parameters'

/** Pixels from one place of a swept network to the next: two layers halve the image. */
export const SWEEP_STEP = PATCH_SIDE ** 2

/** What one layer computed for a wide image. */
export interface WideLayerValues {
  readonly name: LayerName
  readonly maps: number
  /** Rows of a map, as for a 32×32 image. */
  readonly height: number
  /** Columns of a map; from C5 on one for each place. */
  readonly width: number
  /** Where the first column lies: the left edge of its share of the image, in pixels. */
  readonly left: number
  /** Pixels from one column to the next. */
  readonly step: number
  /** Values after the activation, `[maps, height, width]`; of the output its logits. */
  readonly values: Float32Array
}

/** Places at which a network reads an image of that width, `SWEEP_STEP` pixels apart. */
export const sweepPlaces = (width: number): number =>
  Math.floor((width - IMAGE_SIDE) / SWEEP_STEP) + 1

/**
 * Sweeps a network over a wide image. Whatever a layer computes of a 32×32 image, it computes of every
 * part of a wide one: C1 to S4 as wide maps, C5 as a convolution whose kernel is as high as S4, F6 and
 * the output once a place. What the output says at a place is what `forward` says of the 32×32 window
 * there, and most of it was computed for the window before.
 *
 * @param image - `[32, width]`, row-major, ink 0..1.
 * @param width - At least 32; up to 3 pixels at the end are not read where it is not 32 + 4k.
 * @returns Layers in the order of the data, C1 to output.
 * @throws {RangeError} If the image is narrower than 32 or its values do not fill its width.
 * @see LeCun et al. 1998, section VII: space displacement neural networks.
 */
export function sweep(
  network: Network,
  weights: Weights,
  image: Float32Array,
  width: number,
): readonly WideLayerValues[] {
  if (!(Number.isInteger(width) && width >= IMAGE_SIDE)) {
    throw new RangeError(`sweep: width must be an integer from ${IMAGE_SIDE} on, got ${width}`)
  }
  if (image.length !== IMAGE_SIDE * width) {
    throw new RangeError(`sweep: needs ${IMAGE_SIDE}×${width} values, got ${image.length}`)
  }
  const places = sweepPlaces(width)
  let columns = IMAGE_SIDE + (places - 1) * SWEEP_STEP
  let values = sweptInput(network, image, width, columns)
  columns -= IMAGE_SIDE - network.input.side
  // A unit lies in the middle of what it sees.
  let left = (IMAGE_SIDE - network.input.side) / 2
  let step = 1
  return network.layers.map((layer, index) => {
    const input = inputShape(network, index)
    const wide =
      layer.side > 1
        ? wideMaps(layer, input, weights, values, columns)
        : wideUnits(layer, input, weights, values, columns)
    values = wide.values
    columns = wide.width
    if (halves(layer)) step *= PATCH_SIDE
    else left += (step * (input.side - layer.side)) / 2
    return { ...wide, left, step }
  })
}

/** What a layer of units computed at one place; of the output ten logits. */
export function unitsAt({ maps, width, values }: WideLayerValues, place: number): Float32Array {
  return Float32Array.from({ length: maps }, (_, map) => values[map * width + place]!)
}

/** The rows and columns that the network reads, on its scale. */
function sweptInput(
  { input: { side, paper, ink } }: Network,
  image: Float32Array,
  width: number,
  columns: number,
): Float32Array {
  const margin = (IMAGE_SIDE - side) / 2
  const swept = columns - 2 * margin
  const values = new Float32Array(side * swept)
  for (let y = 0; y < side; y++) {
    const row = (y + margin) * width + margin
    for (let x = 0; x < swept; x++) {
      values[y * swept + x] = paper + (ink - paper) * image[row + x]!
    }
  }
  return values
}

const halves = ({ kind }: Layer): boolean =>
  kind === 'averagePooling' || kind === 'maxPooling' || kind === 'subsampling'

type Computed = Omit<WideLayerValues, 'left' | 'step'>

/** C1 to S4: one wide map for each map of the layer. */
function wideMaps(
  layer: Layer,
  input: MapShape,
  weights: Weights,
  values: Float32Array,
  columns: number,
): Computed {
  const { name, maps, side: height } = layer
  const width = layer.kind === 'convolution' ? columns - layer.kernel + 1 : columns / PATCH_SIDE
  const wide = new Float32Array(maps * height * width)
  layerSums(layer, input, weights, values, wide, columns)
  activate(layer.activation, wide, wide)
  return { name, maps, height, width, values: wide }
}

/** C5 to output: the layer's units at every place, each reading a square of the maps before it. */
function wideUnits(
  layer: Layer,
  input: MapShape,
  weights: Weights,
  values: Float32Array,
  columns: number,
): Computed {
  const { name, maps } = layer
  const width = columns - input.side + 1
  const wide = new Float32Array(maps * width)
  const square = new Float32Array(valuesPerImage(input))
  const units = new Float32Array(maps)
  for (let place = 0; place < width; place++) {
    for (let row = 0; row < input.maps * input.side; row++) {
      const start = row * columns + place
      square.set(values.subarray(start, start + input.side), row * input.side)
    }
    layerSums(layer, input, weights, square, units)
    activate(layer.activation, units, units)
    for (let unit = 0; unit < maps; unit++) wide[unit * width + place] = units[unit]!
  }
  return { name, maps, height: 1, width, values: wide }
}
