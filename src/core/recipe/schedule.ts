export const SCHEDULES = ['constant', 'oneCycle'] as const
export type ScheduleKind = (typeof SCHEDULES)[number]

/** Share of the steps that the one-cycle schedule spends on rising. */
const RISE = 0.3
/** The one-cycle schedule starts at a 25th of its highest rate… */
const START_DIVISOR = 25
/** …and ends at a 10,000th of where it started. */
const END_DIVISOR = 1e4

/**
 * The learning rate of one step.
 *
 * `oneCycle` rises from highest/25 and falls to highest/250,000 along half cosines, with the
 * proportions of PyTorch's OneCycleLR.
 *
 * @param highest - The schedule's highest rate; the only one of `constant`.
 * @param step - 0 for the first of `steps`.
 * @see Smith, Topin, "Super-Convergence", 2018; torch/optim/lr_scheduler.py, OneCycleLR.
 */
export function learningRateAt(
  schedule: ScheduleKind,
  highest: number,
  step: number,
  steps: number,
): number {
  if (schedule === 'constant') return highest
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
