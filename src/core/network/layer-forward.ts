import {
  type Convolution,
  type FullyConnected,
  type Layer,
  type MapShape,
  PATCH_SIDE,
  type Pooling,
  type RadialBasis,
  type Subsampling,
  valuesPerImage,
} from './description'
import type { Floats } from './floats'
import type { Weights } from './parameters'

/**
 * Computes one layer of one image before its activation.
 *
 * Sums are held in float64 and rounded once, so the float32 result is as exact as float32 allows.
 *
 * @param values - What the layer reads, `[input.maps, input.side, columns]`.
 * @param sums - Filled with `[layer.maps, layer.side, …]`, as wide as the layer's map of that input;
 *   a square map of a square one. Of a radial-basis layer, minus its squared distances.
 * @param columns - Width of the input's maps. Layers of units read a square and no more.
 */
export function layerSums(
  layer: Layer,
  input: MapShape,
  weights: Weights<Floats>,
  values: Floats,
  sums: Floats,
  columns: number = input.side,
): void {
  switch (layer.kind) {
    case 'convolution':
      convolutionSums(layer, input, weights, values, sums, columns)
      break
    case 'averagePooling':
    case 'maxPooling':
      poolingSums(layer, columns, values, sums)
      break
    case 'subsampling':
      subsamplingSums(layer, columns, weights, values, sums)
      break
    case 'fullyConnected':
      fullyConnectedSums(layer, input, weights, values, sums)
      break
    case 'radialBasis':
      radialBasisSums(layer, input, values, sums)
      break
  }
}

function convolutionSums(
  { name, maps, side, kernel, connections }: Convolution,
  input: MapShape,
  weights: Weights<Floats>,
  values: Floats,
  sums: Floats,
  columns: number,
): void {
  const kernels = weights[`${name}.weight`]!
  const biases = weights[`${name}.bias`]!
  const width = columns - kernel + 1
  const area = side * width
  const inputArea = input.side * columns
  const sum = new Float64Array(area)
  let tap = 0
  for (let map = 0; map < maps; map++) {
    sum.fill(biases[map]!)
    for (const inputMap of connections[map]!) {
      for (let ky = 0; ky < kernel; ky++) {
        for (let kx = 0; kx < kernel; kx++) {
          const weight = kernels[tap++]!
          const corner = inputMap * inputArea + ky * columns + kx
          for (let y = 0; y < side; y++) {
            const row = corner + y * columns
            const into = y * width
            for (let x = 0; x < width; x++)
              sum[into + x] = sum[into + x]! + weight * values[row + x]!
          }
        }
      }
    }
    sums.set(sum, map * area)
  }
}

function poolingSums(
  { kind, maps, side }: Pooling,
  columns: number,
  values: Floats,
  sums: Floats,
): void {
  const rows = side * PATCH_SIDE
  const width = Math.floor(columns / PATCH_SIDE)
  for (let map = 0; map < maps; map++) {
    for (let y = 0; y < side; y++) {
      for (let x = 0; x < width; x++) {
        const corner = (map * rows + y * PATCH_SIDE) * columns + x * PATCH_SIDE
        const [a, b] = [values[corner]!, values[corner + 1]!]
        const [c, d] = [values[corner + columns]!, values[corner + columns + 1]!]
        sums[(map * side + y) * width + x] =
          kind === 'maxPooling' ? Math.max(a, b, c, d) : (a + b + c + d) / PATCH_SIDE ** 2
      }
    }
  }
}

function subsamplingSums(
  { name, maps, side }: Subsampling,
  columns: number,
  weights: Weights<Floats>,
  values: Floats,
  sums: Floats,
): void {
  const rows = side * PATCH_SIDE
  const width = Math.floor(columns / PATCH_SIDE)
  const coefficients = weights[`${name}.coefficient`]!
  const biases = weights[`${name}.bias`]!
  for (let map = 0; map < maps; map++) {
    for (let y = 0; y < side; y++) {
      for (let x = 0; x < width; x++) {
        const corner = (map * rows + y * PATCH_SIDE) * columns + x * PATCH_SIDE
        const upper = values[corner]! + values[corner + 1]!
        const lower = values[corner + columns]! + values[corner + columns + 1]!
        sums[(map * side + y) * width + x] = coefficients[map]! * (upper + lower) + biases[map]!
      }
    }
  }
}

function fullyConnectedSums(
  { name, maps }: FullyConnected,
  input: MapShape,
  weights: Weights<Floats>,
  values: Floats,
  sums: Floats,
): void {
  const matrix = weights[`${name}.weight`]!
  const biases = weights[`${name}.bias`]!
  const inputs = valuesPerImage(input)
  for (let unit = 0; unit < maps; unit++) {
    let sum = biases[unit]!
    const row = unit * inputs
    for (let i = 0; i < inputs; i++) sum += matrix[row + i]! * values[i]!
    sums[unit] = sum
  }
}

function radialBasisSums(
  { codes }: RadialBasis,
  input: MapShape,
  values: Floats,
  sums: Floats,
): void {
  const inputs = valuesPerImage(input)
  for (const [unit, code] of codes.entries()) {
    let distance = 0
    for (let i = 0; i < inputs; i++) distance += (values[i]! - code[i]!) ** 2
    sums[unit] = -distance
  }
}
