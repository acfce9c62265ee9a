import type { Pooling, Subsampling } from '../../core/network/description'
import { VECTOR_BYTES } from './kernels'
import {
  ACTIVATION_CODES,
  groupBytes,
  type MapStage,
  type Maps,
  mapsIn,
  type StageParts,
} from './stage'

/** Average or maximum pooling of 2×2 patches. */
export function poolingStage(
  layer: Pooling,
  input: Maps,
  { kernels, arena }: Pick<StageParts, 'kernels' | 'arena'>,
): MapStage {
  const maps = mapsIn(arena, layer)
  const { side, vectors } = maps
  const code = ACTIVATION_CODES[layer.activation]
  const isMost = layer.kind === 'maxPooling'
  return {
    layer,
    maps,
    forward: (group, keepsSums) => {
      const x = input.values + group * groupBytes(input)
      const values = maps.values + group * groupBytes(maps)
      const sums = keepsSums ? maps.sums + group * groupBytes(maps) : values
      if (isMost) kernels.maxPool(x, sums, layer.maps, side)
      else kernels.averagePool(x, sums, layer.maps, side)
      kernels.activate(code, sums, values, vectors)
    },
    backward: (group) => {
      const x = input.values + group * groupBytes(input)
      const dy = maps.gradient
      kernels.multiplyBySlope(code, maps.values + group * groupBytes(maps), dy, vectors)
      if (isMost) kernels.spreadMaxPool(x, dy, input.gradient, layer.maps, side)
      else kernels.spreadAveragePool(dy, input.gradient, layer.maps, side)
    },
  }
}

/** The trainable subsampling of 1998. */
export function subsamplingStage(
  layer: Subsampling,
  input: Maps,
  { kernels, arena, parameters }: StageParts,
): MapStage {
  const maps = mapsIn(arena, layer)
  const { side, vectors } = maps
  const code = ACTIVATION_CODES[layer.activation]
  const coefficientOffset = parameters.layout.offsetOf(`${layer.name}.coefficient`)
  const biasOffset = parameters.layout.offsetOf(`${layer.name}.bias`)
  const coefficients = parameters.weights + coefficientOffset * Float32Array.BYTES_PER_ELEMENT
  const biases = parameters.weights + biasOffset * Float32Array.BYTES_PER_ELEMENT
  const coefficientSums = parameters.laneSums + coefficientOffset * VECTOR_BYTES
  const biasSums = parameters.laneSums + biasOffset * VECTOR_BYTES
  return {
    layer,
    maps,
    forward: (group, keepsSums) => {
      const x = input.values + group * groupBytes(input)
      const values = maps.values + group * groupBytes(maps)
      const sums = keepsSums ? maps.sums + group * groupBytes(maps) : values
      kernels.subsample(x, coefficients, biases, sums, layer.maps, side)
      kernels.activate(code, sums, values, vectors)
    },
    backward: (group) => {
      const x = input.values + group * groupBytes(input)
      const dy = maps.gradient
      kernels.multiplyBySlope(code, maps.values + group * groupBytes(maps), dy, vectors)
      kernels.spreadSubsample(
        x,
        dy,
        coefficients,
        input.gradient,
        coefficientSums,
        biasSums,
        layer.maps,
        side,
      )
    },
  }
}
