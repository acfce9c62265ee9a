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

/** Everything that one layer's share of the chain rule needs, for one image. */
export interface LayerBackward {
  readonly input: MapShape
  readonly weights: Weights<Floats>
  /** What the layer read. */
  readonly values: Floats
  /** Gradient of the loss by the layer's sums. */
  readonly sumGradient: Floats
  /** Gradients by the parameters, added to; null where only the image's is wanted. */
  readonly gradients: Weights<Float64Array> | null
  /** Gradient by what the layer read; zeros on entry, added to. */
  readonly inputGradient: Float64Array
}

/** Carries the gradient from one layer's sums back to its parameters and to what it read. */
export function backwardLayer(layer: Layer, at: LayerBackward): void {
  switch (layer.kind) {
    case 'convolution':
      backwardConvolution(layer, at)
      break
    case 'averagePooling':
    case 'maxPooling':
      backwardPooling(layer, at)
      break
    case 'subsampling':
      backwardSubsampling(layer, at)
      break
    case 'fullyConnected':
      backwardFullyConnected(layer, at)
      break
    case 'radialBasis':
      backwardRadialBasis(layer, at)
      break
  }
}

function backwardConvolution(
  { name, maps, side, kernel, connections }: Convolution,
  { input, weights, values, sumGradient, gradients, inputGradient }: LayerBackward,
): void {
  const kernels = weights[`${name}.weight`]!
  const kernelGradient = gradients?.[`${name}.weight`]
  const biasGradient = gradients?.[`${name}.bias`]
  const area = side * side
  let tap = 0
  for (let map = 0; map < maps; map++) {
    if (biasGradient) {
      for (let i = 0; i < area; i++) biasGradient[map]! += sumGradient[map * area + i]!
    }
    for (const inputMap of connections[map]!) {
      for (let ky = 0; ky < kernel; ky++) {
        for (let kx = 0; kx < kernel; kx++, tap++) {
          const weight = kernels[tap]!
          let sum = 0
          for (let y = 0; y < side; y++) {
            const row = (inputMap * input.side + y + ky) * input.side + kx
            const from = map * area + y * side
            for (let x = 0; x < side; x++) {
              const gradient = sumGradient[from + x]!
              sum += gradient * values[row + x]!
              inputGradient[row + x]! += gradient * weight
            }
          }
          if (kernelGradient) kernelGradient[tap]! += sum
        }
      }
    }
  }
}

function backwardPooling(
  { kind, maps, side }: Pooling,
  { input, values, sumGradient, inputGradient }: LayerBackward,
): void {
  for (let map = 0; map < maps; map++) {
    for (let y = 0; y < side; y++) {
      for (let x = 0; x < side; x++) {
        const gradient = sumGradient[(map * side + y) * side + x]!
        const patch = patchIndices(input.side, map, y, x)
        if (kind === 'averagePooling') {
          for (const i of patch) inputGradient[i]! += gradient / PATCH_SIDE ** 2
        } else {
          // The first of equals, as PyTorch does.
          const winner = patch.reduce((best, i) => (values[i]! > values[best]! ? i : best))
          inputGradient[winner]! += gradient
        }
      }
    }
  }
}

function backwardSubsampling(
  { name, maps, side }: Subsampling,
  { input, weights, values, sumGradient, gradients, inputGradient }: LayerBackward,
): void {
  const coefficients = weights[`${name}.coefficient`]!
  const coefficientGradient = gradients?.[`${name}.coefficient`]
  const biasGradient = gradients?.[`${name}.bias`]
  for (let map = 0; map < maps; map++) {
    for (let y = 0; y < side; y++) {
      for (let x = 0; x < side; x++) {
        const gradient = sumGradient[(map * side + y) * side + x]!
        if (biasGradient) biasGradient[map]! += gradient
        for (const i of patchIndices(input.side, map, y, x)) {
          if (coefficientGradient) coefficientGradient[map]! += gradient * values[i]!
          inputGradient[i]! += gradient * coefficients[map]!
        }
      }
    }
  }
}

function backwardFullyConnected(
  { name, maps }: FullyConnected,
  { input, weights, values, sumGradient, gradients, inputGradient }: LayerBackward,
): void {
  const matrix = weights[`${name}.weight`]!
  const matrixGradient = gradients?.[`${name}.weight`]
  const biasGradient = gradients?.[`${name}.bias`]
  const inputs = valuesPerImage(input)
  for (let unit = 0; unit < maps; unit++) {
    const gradient = sumGradient[unit]!
    if (biasGradient) biasGradient[unit]! += gradient
    for (let i = 0; i < inputs; i++) {
      if (matrixGradient) matrixGradient[unit * inputs + i]! += gradient * values[i]!
      inputGradient[i]! += gradient * matrix[unit * inputs + i]!
    }
  }
}

function backwardRadialBasis(
  { codes }: RadialBasis,
  { input, values, sumGradient, inputGradient }: LayerBackward,
): void {
  const inputs = valuesPerImage(input)
  for (const [unit, code] of codes.entries()) {
    const gradient = sumGradient[unit]!
    for (let i = 0; i < inputs; i++) inputGradient[i]! += 2 * gradient * (code[i]! - values[i]!)
  }
}

/** The four positions of a pooling patch in its input, row by row. */
function patchIndices(inputSide: number, map: number, y: number, x: number): readonly number[] {
  const corner = (map * inputSide + y * PATCH_SIDE) * inputSide + x * PATCH_SIDE
  return [corner, corner + 1, corner + inputSide, corner + inputSide + 1]
}
