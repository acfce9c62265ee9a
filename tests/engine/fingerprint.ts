import type { Weights } from '../../src/core/network/parameters'

/** A number for each array, which another array has by chance alone: thousands of values are slow to compare. */
export const fingerprint = (weights: Weights): Readonly<Record<string, number>> =>
  Object.fromEntries(
    Object.entries(weights).map(([name, values]) => [
      name,
      new Uint32Array(values.buffer, values.byteOffset, values.length).reduce(
        (hash, bits) => Math.imul(hash ^ bits, 0x01000193),
        values.length,
      ),
    ]),
  )
