/**
 * Values to mark on a logarithmic axis: 1, 2 and 5 of each decade, else 1 and 3, else the decades
 * alone: the first that fit.
 *
 * @param least - Above 0.
 * @param fit - Marks that fit.
 */
export function logTicks(least: number, most: number, fit: number): readonly number[] {
  const marks = (steps: readonly number[]): readonly number[] => {
    const values: number[] = []
    const last = Math.ceil(Math.log10(most))
    for (let decade = Math.floor(Math.log10(least)); decade <= last; decade++) {
      // Number('5e-3') is 0.005 exactly as written; 5 * 10 ** -3 is not always.
      values.push(...steps.map((step) => Number(`${step}e${decade}`)))
    }
    return values.filter((value) => value >= least && value <= most)
  }
  const levels = [marks([1, 2, 5]), marks([1, 3]), marks([1])]
  return levels.find(({ length }) => length <= fit) ?? marks([1])
}
