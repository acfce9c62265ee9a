/** Two classes of a set of values, split where they differ most. */
export interface Contrast {
  /** Values above are ink. */
  readonly threshold: number
  readonly paperMean: number
  /** Standard deviation of the paper's values. */
  readonly paperSpread: number
  readonly inkMean: number
}

const BINS = 512

/**
 * Splits darkness values into paper and ink where the variance between the two is greatest.
 *
 * @param values - Any finite numbers, not all equal.
 * @see N. Otsu, "A Threshold Selection Method from Gray-Level Histograms", IEEE Trans. SMC 9(1), 1979.
 */
export function otsuContrast(values: Float32Array): Contrast {
  const least = values.reduce((low, value) => Math.min(low, value), Number.POSITIVE_INFINITY)
  const most = values.reduce((high, value) => Math.max(high, value), Number.NEGATIVE_INFINITY)
  const step = (most - least) / BINS
  const counts = new Float64Array(BINS)
  for (const value of values) {
    counts[Math.min(BINS - 1, Math.floor((value - least) / step))]! += 1
  }
  const middle = (bin: number) => least + (bin + 0.5) * step
  const total = counts.reduce((sum, count, bin) => sum + count * middle(bin), 0)
  let best = 0
  let first = 0
  let last = 0
  let below = 0
  let sumBelow = 0
  for (let bin = 0; bin < BINS - 1; bin++) {
    below += counts[bin]!
    sumBelow += counts[bin]! * middle(bin)
    const above = values.length - below
    if (below === 0 || above === 0) continue
    const between = below * above * (sumBelow / below - (total - sumBelow) / above) ** 2
    if (between > best * (1 + 1e-12)) {
      best = between
      first = bin
    }
    // A gap between the classes is a plateau: the threshold goes to its middle.
    if (between >= best * (1 - 1e-12)) last = bin
  }
  return classesAt(values, least + ((first + last) / 2 + 1) * step)
}

function classesAt(values: Float32Array, threshold: number): Contrast {
  let papers = 0
  let paperSum = 0
  let paperSquares = 0
  let inkSum = 0
  for (const value of values) {
    if (value > threshold) {
      inkSum += value
    } else {
      papers++
      paperSum += value
      paperSquares += value * value
    }
  }
  const paperMean = paperSum / papers
  return {
    threshold,
    paperMean,
    paperSpread: Math.sqrt(Math.max(0, paperSquares / papers - paperMean ** 2)),
    inkMean: inkSum / (values.length - papers),
  }
}
