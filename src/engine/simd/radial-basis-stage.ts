import type { RadialBasis } from '../../core/network/description'
import { type DenseStage, type Units, unitsIn } from './dense-stage'
import { BLOCK_GROUPS, LANES } from './kernels'
import { ACTIVATION_CODES, type StageParts } from './stage'

/**
 * An output of distances to fixed codes.
 *
 * @throws {RangeError} Unless each code has a value for each unit read, of which there is an even
 *   number.
 */
export function radialBasisStage(
  layer: RadialBasis,
  input: Units,
  { kernels, arena }: Pick<StageParts, 'kernels' | 'arena'>,
): DenseStage {
  const wrong = layer.codes.find((code) => code.length !== input.units || code.length % 2 !== 0)
  if (wrong !== undefined) {
    throw new RangeError(
      `radialBasisStage: ${layer.name} needs codes of ${input.units} values, an even number, got ${wrong.length}`,
    )
  }
  const units = unitsIn(arena, layer.maps)
  const codes = arena.table(floatWords(layer.codes.flat()))
  const code = ACTIVATION_CODES[layer.activation]
  return {
    layer,
    units,
    forward: (images, keepsSums) => {
      const vectors = images / LANES
      const sums = keepsSums ? units.sums : units.values
      kernels.codeLogits(input.values, codes, sums, input.units, layer.maps, vectors)
      kernels.activate(code, sums, units.values, layer.maps * vectors)
    },
    backward: () => {
      kernels.multiplyBySlope(code, units.values, units.gradient, layer.maps * BLOCK_GROUPS)
      kernels.spreadCodeLogits(
        input.values,
        units.gradient,
        codes,
        input.gradient,
        input.units,
        layer.maps,
      )
    },
  }
}

/** The bits of float32 numbers, for the arena's tables. */
const floatWords = (values: readonly number[]): readonly number[] =>
  Array.from(new Uint32Array(Float32Array.from(values).buffer))
