/**
 * Which maps of S2 each map of C3 reads.
 *
 * The first six read every contiguous subset of three, the next six every contiguous subset of
 * four, the next three some discontinuous subsets of four, the last all six. That bounds the number
 * of connections and forces the maps to differ.
 *
 * @see LeCun, Bottou, Bengio, Haffner, "Gradient-Based Learning Applied to Document Recognition",
 *   Proc. IEEE 86(11), 1998, Table I.
 */
export const C3_CONNECTIONS: readonly (readonly number[])[] = [
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
