/** Steps between marks that people read easily. */
const STEPS = [1, 2, 5, 10, 20, 50, 100]

/**
 * Epochs to mark on an axis from 0 to `epochs`: whole numbers at even distances, 0 first.
 *
 * @param most - Marks that fit, at least 2.
 */
export function epochTicks(epochs: number, most: number): readonly number[] {
  const step = STEPS.find((candidate) => Math.floor(epochs / candidate) + 1 <= most) ?? epochs
  return Array.from({ length: Math.floor(epochs / step) + 1 }, (_, i) => i * step)
}
