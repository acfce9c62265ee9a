import type { Network } from '../../core/network/description'
import { type ParameterName, parametersOf, type Weights } from '../../core/network/parameters'

/** Each array starts on a cache line of its own. */
const LINE_FLOATS = 16

/**
 * How a network's parameters lie in one flat vector, in the order and layouts of `parametersOf`. What
 * lies between them is 0 and stays so.
 */
export interface FlatLayout {
  /** Floats of the vector, a multiple of 16. */
  readonly size: number
  /** Where an array begins, in floats. @throws {RangeError} If the network has none of that name. */
  offsetOf(name: ParameterName): number
  write(weights: Weights, flat: Float32Array): void
  /** New arrays. */
  read(flat: Float32Array): Weights
}

export function flatLayout(network: Network): FlatLayout {
  const parameters = parametersOf(network)
  const offsets = new Map<ParameterName, number>()
  let size = 0
  for (const parameter of parameters) {
    offsets.set(parameter.name, size)
    size += Math.ceil(parameter.size / LINE_FLOATS) * LINE_FLOATS
  }
  const offsetOf = (name: ParameterName): number => {
    const offset = offsets.get(name)
    if (offset === undefined) throw new RangeError(`offsetOf: ${network.variant} has no ${name}`)
    return offset
  }
  return {
    size,
    offsetOf,
    write: (weights, flat) => {
      for (const { name } of parameters) flat.set(weights[name]!, offsetOf(name))
    },
    read: (flat) =>
      Object.fromEntries(
        parameters.map(({ name, size: count }) => {
          const offset = offsetOf(name)
          return [name, flat.slice(offset, offset + count)]
        }),
      ),
  }
}
