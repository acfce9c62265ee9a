export const SCHEDULES = ['constant', 'oneCycle', 'paperStaircase'] as const
export type ScheduleKind = (typeof SCHEDULES)[number]

/** Share of the steps that the one-cycle schedule spends on rising. */
const RISE = 0.3
/** The one-cycle schedule starts at a 25th of its highest rate… */
const START_DIVISOR = 25
/** …and ends at a 10,000th of where it started. */
const END_DIVISOR = 1e4

/** The paper's rates and the passes over the training set that each holds for, 20 in all. */
const PAPER_STAIRS: readonly (readonly [rate: number, passes: number])[] = [
  [0.0005, 2],
  [0.0002, 3],
  [0.0001, 3],
  [0.00005, 4],
  [0.00001, 8],
]
const PAPER_PASSES = PAPER_STAIRS.flatMap(([rate, passes]) => Array<number>(passes).fill(rate))

/**
 * The learning rate of one step.
 *
 * `oneCycle` rises from highest/25 and falls to highest/250,000 along half cosines, with the
 * proportions of PyTorch's OneCycleLR. `paperStaircase` descends as the paper's rates do, each in
 * proportion to the first: a pass of the paper is an epoch of a run of 20, a 20th of any run.
 *
 * @param highest - The schedule's highest rate; the only one of `constant`.
 * @param step - 0 for the first of `steps`.
 * @see Smith, Topin, "Super-Convergence", 2018; torch/optim/lr_scheduler.py, OneCycleLR.
 * @see LeCun et al. 1998, section III.A, for the paper's passes and rates.
 */
export function learningRateAt(
  schedule: ScheduleKind,
  highest: number,
  step: number,
  steps: number,
): number {
  switch (schedule) {
    case 'constant':
      return highest
    case 'oneCycle':
      return oneCycle(highest, step, steps)
    case 'paperStaircase': {
      const pass = Math.floor((PAPER_PASSES.length * step) / steps)
      return (highest * PAPER_PASSES[pass]!) / PAPER_PASSES[0]!
    }
  }
}

function oneCycle(highest: number, step: number, steps: number): number {
  const start = highest / START_DIVISOR
  const peak = RISE * steps - 1
  if (step <= peak) return halfCosine(start, highest, step / peak)
  const last = Math.max(steps - 1, peak + 1)
  return halfCosine(highest, start / END_DIVISOR, (step - peak) / (last - peak))
}

/** From `from` at share 0 to `to` at share 1, level at both ends. */
function halfCosine(from: number, to: number, share: number): number {
  return to + ((from - to) * (1 + Math.cos(Math.PI * share))) / 2
}
