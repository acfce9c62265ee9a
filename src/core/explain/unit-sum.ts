import { activated } from '../network/activation'
import { inputShape, type Layer, type Network, PATCH_SIDE } from '../network/description'
import { type Floats, float64 } from '../network/floats'
import { type LayerValues, networkInput } from '../network/forward'
import type { Weights } from '../network/parameters'
import { softmax } from '../network/softmax'
import { mapWeights } from './map-weights'
import { layerIndex, readByUnit, type UnitBlock } from './sight'
import { type LayerUnit, type UnitPlace, unitIndex } from './unit'

/** Everything that a network computed of one image. */
export interface ComputedImage {
  /** `[32, 32]`, ink 0..1. */
  readonly image: Floats
  /** C1 to output, one image each. */
  readonly layers: readonly LayerValues[]
}

/** The sum of one unit, every term of it, recomputed in float64 from what the unit reads. */
export interface UnitSum {
  /** What the unit reads of the layer before it, or of the network's own input. */
  readonly block: UnitBlock
  /** What it reads there, `[block.maps, rows, columns]`. */
  readonly inputs: Float64Array
  /**
   * What each input counts for, in the same order: a kernel's or matrix's weight, the coefficient of
   * a subsampling map, a quarter in a mean, 1 for the maximum and 0 for the others; the code that a
   * radial-basis unit is compared with.
   */
  readonly weights: Float64Array
  /** What each input adds to the sum: input × weight, or minus its squared distance from the code. */
  readonly products: Float64Array
  /** Added to the products; null where the layer has none. */
  readonly bias: number | null
  /** Before the activation. */
  readonly sum: number
  /** After the activation; of an output unit its probability. */
  readonly value: number
}

/** Largest difference from an engine's value, relative to the larger of 1 and the value. */
export const SUM_LIMIT = 1e-4

/** Whether an engine's value is the recomputed one, within {@link SUM_LIMIT}. NaN is not. */
export const agrees = (computed: number, recomputed: number): boolean =>
  Math.abs(computed - recomputed) <= SUM_LIMIT * Math.max(1, Math.abs(recomputed))

/**
 * Recomputes one unit.
 *
 * @param computed - The layer before the unit is read from here, the unit's own is not.
 */
export function unitSum(
  network: Network,
  weights: Weights<Floats>,
  computed: ComputedImage,
  unit: LayerUnit,
): UnitSum {
  const index = layerIndex(network, unit.plane)
  const layer = network.layers[index]!
  const read = readInputs(network, computed, unit)
  const { products, bias, ...rest } = termsOf(layer, network, index, weights, unit, read.inputs)
  const sum = products.reduce((total, product) => total + product, bias ?? 0)
  const value =
    layer.name === 'output'
      ? share(network, weights, computed, unit)
      : activated(layer.activation, sum)
  return { ...read, ...rest, products, bias, sum, value }
}

/** What an engine computed for a unit, before and after its activation. */
export function engineValue(
  { layers }: ComputedImage,
  unit: LayerUnit,
): { readonly sum: number; readonly value: number } {
  const values = layers.find(({ name }) => name === unit.plane)
  if (values === undefined) throw new RangeError(`engineValue: needs values of ${unit.plane}`)
  const at = unitIndex(values.side, unit)
  return { sum: values.pre[at]!, value: values.post[at]! }
}

function readInputs(
  network: Network,
  { image, layers }: ComputedImage,
  unit: LayerUnit,
): Pick<UnitSum, 'block' | 'inputs'> {
  const index = layerIndex(network, unit.plane)
  const { side } = inputShape(network, index)
  const values: Floats = layers[index - 1]?.post ?? networkInput(float64, network.input, image, 0)
  const block = readByUnit(network, unit)
  const { maps, top, left, bottom, right } = block
  const inputs = float64(maps.length * (bottom - top) * (right - left))
  let at = 0
  for (const map of maps) {
    for (let row = top; row < bottom; row++) {
      for (let column = left; column < right; column++) {
        inputs[at++] = values[unitIndex(side, { map, row, column })]!
      }
    }
  }
  return { block, inputs }
}

function termsOf(
  layer: Layer,
  network: Network,
  index: number,
  all: Weights<Floats>,
  { map }: UnitPlace,
  inputs: Float64Array,
): Pick<UnitSum, 'weights' | 'products' | 'bias'> {
  const times = (weights: Float64Array, bias: number | null) => ({
    weights,
    products: inputs.map((input, at) => input * weights[at]!),
    bias,
  })
  const own = () =>
    Float64Array.from(mapWeights(layer, inputShape(network, index), all, map)!.values)
  const bias = () => all[`${layer.name}.bias`]![map]!
  switch (layer.kind) {
    case 'convolution':
    case 'fullyConnected':
      return times(own(), bias())
    case 'averagePooling':
      return times(
        inputs.map(() => 1 / PATCH_SIDE ** 2),
        null,
      )
    case 'maxPooling': {
      const largest = inputs.indexOf(Math.max(...inputs))
      return times(
        inputs.map((_, at) => (at === largest ? 1 : 0)),
        null,
      )
    }
    case 'subsampling': {
      const coefficient = all[`${layer.name}.coefficient`]![map]!
      return times(
        inputs.map(() => coefficient),
        bias(),
      )
    }
    case 'radialBasis': {
      const code = own()
      return {
        weights: code,
        products: inputs.map((input, at) => -((input - code[at]!) ** 2)),
        bias: null,
      }
    }
  }
}

/** The probability of one output unit, of which every other has a part. */
function share(
  network: Network,
  weights: Weights<Floats>,
  computed: ComputedImage,
  { map: digit }: UnitPlace,
): number {
  const logits = outputSums(network, weights, computed)
  return softmax(logits, float64(logits.length), network.rubbishLogit)[digit]!
}

/** The sums of all output units, recomputed; ten logits. */
export function outputSums(
  network: Network,
  weights: Weights<Floats>,
  computed: ComputedImage,
): Float64Array {
  const index = layerIndex(network, 'output')
  const output = network.layers[index]!
  return Float64Array.from({ length: output.maps }, (_, map) => {
    const unit: LayerUnit = { plane: 'output', map, row: 0, column: 0 }
    const { inputs } = readInputs(network, computed, unit)
    const { products, bias } = termsOf(output, network, index, weights, unit, inputs)
    return products.reduce((total, product) => total + product, bias ?? 0)
  })
}
