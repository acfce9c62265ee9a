/** For each map of a convolution, the input maps that it reads, ascending. */
export type ConnectionTable = readonly (readonly number[])[]

/**
 * Which maps of S2 each map of C3 reads in the paper.
 *
 * The first six read every contiguous subset of three, the next six every contiguous subset of
 * four, the next three some discontinuous subsets of four, the last all six. That bounds the number
 * of connections and forces the maps to differ.
 *
 * @see LeCun, Bottou, Bengio, Haffner, "Gradient-Based Learning Applied to Document Recognition",
 *   Proc. IEEE 86(11), 1998, Table I.
 */
export const C3_CONNECTIONS: ConnectionTable = [
  [0, 1, 2],
  [1, 2, 3],
  [2, 3, 4],
  [3, 4, 5],
  [0, 4, 5],
  [0, 1, 5],
  [0, 1, 2, 3],
  [1, 2, 3, 4],
  [2, 3, 4, 5],
  [0, 3, 4, 5],
  [0, 1, 4, 5],
  [0, 1, 2, 5],
  [0, 1, 3, 4],
  [1, 2, 4, 5],
  [0, 2, 3, 5],
  [0, 1, 2, 3, 4, 5],
]

/** Maps of C3 and of the layer that it reads, in every network here. */
export const C3_MAPS = 16
export const C3_INPUTS = 6

/** A table in which each of `maps` reads all `inputs`. */
export function everyMap(maps: number, inputs: number): ConnectionTable {
  const all = Array.from({ length: inputs }, (_, input) => input)
  return Array.from({ length: maps }, () => all)
}

/**
 * A connection table of C3 in writing: `1998` for the paper's, `dense`, or for any other two
 * hexadecimal digits a map, of which bit i says that it reads map i. As {@link c3TableOf} writes
 * them, equal tables are equal words.
 */
export type C3Table = string

/** Whether words are a table, in which every map reads something. */
export const isC3Table = (words: string): boolean =>
  /^(1998|dense|((?!00)[0-3][\da-f]){16})$/.test(words)

/** The table that words stand for. @throws {RangeError} If they are none. */
export function c3Connections(words: C3Table): ConnectionTable {
  if (!isC3Table(words)) throw new RangeError(`c3Connections: needs a table of C3, got ${words}`)
  if (words === '1998') return C3_CONNECTIONS
  const dense = everyMap(C3_MAPS, C3_INPUTS)
  if (words === 'dense') return dense
  return dense.map((inputs, map) => {
    const bits = Number.parseInt(words.slice(2 * map, 2 * map + 2), 16)
    return inputs.filter((input) => (bits >> input) & 1)
  })
}

/** A table in writing. */
export function c3TableOf(connections: ConnectionTable): C3Table {
  const words = hexadecimal(connections)
  if (words === hexadecimal(C3_CONNECTIONS)) return '1998'
  return words === '3f'.repeat(C3_MAPS) ? 'dense' : words
}

const hexadecimal = (connections: ConnectionTable): string =>
  connections
    .map((inputs) => inputs.reduce((bits, input) => bits | (1 << input), 0))
    .map((bits) => bits.toString(16).padStart(2, '0'))
    .join('')
