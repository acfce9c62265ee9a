import type { Layer } from '../../core/network/description'
import type { Arena } from './arena'
import { type Address, BLOCK_GROUPS, BLOCK_IMAGES, LANES, VECTOR_BYTES } from './kernels'
import { ACTIVATION_CODES, type StageParts } from './stage'

const FLOAT_BYTES = Float32Array.BYTES_PER_ELEMENT

/** Values that lie `[units][images]`, of a block of 16 images, or of four. */
export interface Units {
  readonly units: number
  readonly sums: Address
  readonly values: Address
  /** Gradient by the values, then by the sums; of 16 images. */
  readonly gradient: Address
}

/** A layer that reads everything before it as kernel calls, for a block of images at a time. */
export interface DenseStage {
  readonly layer: Layer
  readonly units: Units
  /**
   * @param images - 16, or 4 where there are no more.
   * @param keepsSums - Whether `sums` are wanted beside `values`.
   */
  forward(images: 4 | 16, keepsSums: boolean): void
  /** From the gradient by this layer's values; of 16 images. */
  backward(): void
}

export function unitsIn(arena: Arena, units: number): Units {
  const bytes = units * BLOCK_IMAGES * FLOAT_BYTES
  return {
    units,
    sums: arena.bytes(bytes),
    values: arena.bytes(bytes),
    gradient: arena.bytes(bytes),
  }
}

/**
 * A layer whose units read everything: fully connected, or a convolution whose kernel covers its
 * whole input, whose weights lie alike.
 */
export function denseStage(
  layer: Layer,
  input: Units,
  { kernels, arena, parameters }: StageParts,
): DenseStage {
  const units = unitsIn(arena, layer.maps)
  const code = ACTIVATION_CODES[layer.activation]
  const weightAt = parameters.layout.offsetOf(`${layer.name}.weight`) * FLOAT_BYTES
  const biasAt = parameters.layout.offsetOf(`${layer.name}.bias`) * FLOAT_BYTES
  const weights = parameters.weights + weightAt
  const biases = parameters.weights + biasAt
  const gradient = parameters.gradient + weightAt
  const biasGradient = parameters.gradient + biasAt
  const rows = arena.floats(BLOCK_IMAGES * input.units)
  const blockVectors = layer.maps * BLOCK_GROUPS
  return {
    layer,
    units,
    forward: (images, keepsSums) => {
      const dense = images === LANES ? kernels.denseFour : kernels.denseBlock
      const sums = keepsSums ? units.sums : units.values
      dense(input.values, weights, biases, sums, input.units, layer.maps)
      kernels.activate(code, sums, units.values, (layer.maps * images) / LANES)
    },
    backward: () => {
      kernels.multiplyBySlope(code, units.values, units.gradient, blockVectors)
      const imageBytes = input.units * FLOAT_BYTES
      for (let group = 0; group < BLOCK_GROUPS; group++) {
        kernels.splitImages(
          input.values + group * VECTOR_BYTES,
          BLOCK_IMAGES * FLOAT_BYTES,
          rows + group * LANES * imageBytes,
          imageBytes,
          input.units,
        )
      }
      kernels.addDenseGradient(
        rows,
        units.gradient,
        gradient,
        biasGradient,
        input.units,
        layer.maps,
      )
      kernels.spreadDense(units.gradient, weights, input.gradient, input.units, layer.maps)
    },
  }
}
