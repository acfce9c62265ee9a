import { describe, expect, it } from 'vitest'
import { learningRateAt } from '../../../src/core/recipe/schedule'

/**
 * Made once with PyTorch 2.13:
 *
 *   parameter = torch.nn.Parameter(torch.zeros(1))
 *   optimizer = torch.optim.SGD([parameter], lr=peak)
 *   schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, max_lr=peak, total_steps=total,
 *       pct_start=0.3, anneal_strategy='cos', cycle_momentum=False)
 *   rates = []
 *   for _ in range(total):
 *       rates.append(optimizer.param_groups[0]['lr'])
 *       optimizer.step()
 *       if len(rates) < total: schedule.step()
 */
const TORCH_TEN_STEPS = [
  0.00015999999999999999, 0.0020800000000000003, 0.004, 0.0038019385280538944, 0.003246982615799052,
  0.0024450480877451566, 0.001554967912254843, 0.0007530333842009479, 0.00019807747194610514,
  1.6e-8,
]
/** Step and rate of 2,150 steps, five epochs of 55,000 images in batches of 128, with peak 0.01. */
const TORCH_FIVE_EPOCHS = [
  [0, 0.0003999999999999993],
  [1, 0.00040005711344949166],
  [322, 0.0052],
  [644, 0.01],
  [645, 0.009999989106564675],
  [1000, 0.008681785630198141],
  [2000, 0.0002399418762549679],
  [2148, 5.0893435325016734e-8],
  [2149, 4e-8],
] as const
const TORCH_SHORT_RUNS = [
  [0.811745653949763, 4e-6],
  [0.9944154354509117, 0.46263710266697505, 4e-6],
  [0.040000000000000036, 0.811745653949763, 0.28306099820869923, 4e-6],
]

/** Rounding of float64 sums near the peak, in units of the peak. */
const TOLERANCE = 1e-14

describe('learningRateAt, one cycle', () => {
  it('agrees with PyTorch at every step of a run of ten', () => {
    for (const [step, rate] of TORCH_TEN_STEPS.entries()) {
      const difference = Math.abs(learningRateAt('oneCycle', 0.004, step, 10) - rate)
      expect(difference, `step ${step}`).toBeLessThan(0.004 * TOLERANCE)
    }
  })

  it.each(TORCH_FIVE_EPOCHS)('agrees with PyTorch at step %i of 2,150', (step, rate) => {
    const difference = Math.abs(learningRateAt('oneCycle', 0.01, step, 2150) - rate)
    expect(difference).toBeLessThan(0.01 * TOLERANCE)
  })

  it.each(TORCH_SHORT_RUNS)('agrees with PyTorch on a run of a few steps', (...rates) => {
    for (const [step, rate] of rates.entries()) {
      const difference = Math.abs(learningRateAt('oneCycle', 1, step, rates.length) - rate)
      expect(difference, `step ${step}`).toBeLessThan(TOLERANCE)
    }
  })

  it('never exceeds its highest rate nor reaches 0, whatever the length', () => {
    for (let steps = 1; steps <= 40; steps++) {
      for (let step = 0; step < steps; step++) {
        const rate = learningRateAt('oneCycle', 0.1, step, steps)
        expect(rate).toBeGreaterThan(0)
        expect(rate).toBeLessThanOrEqual(0.1 * (1 + TOLERANCE))
      }
    }
  })
})

describe('learningRateAt, constant', () => {
  it('keeps the rate from the first step to the last', () => {
    expect(learningRateAt('constant', 0.003, 0, 100)).toBe(0.003)
    expect(learningRateAt('constant', 0.003, 99, 100)).toBe(0.003)
  })
})

describe('learningRateAt, paperStaircase', () => {
  /** Epochs of 10 steps; the rate of each epoch's first and last step. */
  const ratesOf = (epochs: number, first: number) =>
    Array.from({ length: epochs }, (_, epoch) =>
      [0, 9].map((step) =>
        learningRateAt('paperStaircase', first, epoch * 10 + step, epochs * 10).toPrecision(6),
      ),
    )

  it('gives the rates of the paper, pass by pass', () => {
    const rates = '5e-4 5e-4 2e-4 2e-4 2e-4 1e-4 1e-4 1e-4 5e-5 5e-5 5e-5 5e-5'.split(' ')
    const passes = [...rates, ...Array<string>(8).fill('1e-5')].map(Number)
    expect(ratesOf(20, 0.0005)).toEqual(
      passes.map((rate) => [rate.toPrecision(6), rate.toPrecision(6)]),
    )
  })

  it('keeps its proportions from another first rate and in a shorter run', () => {
    // Four passes an epoch: 1, 1, 0.4, 0.4 · 0.4, 0.2, 0.2, 0.2 · 0.1 · 0.02 · 0.02 of the first.
    expect(ratesOf(5, 0.01).map(([start]) => Number(start))).toEqual([
      0.01, 0.004, 0.001, 0.0002, 0.0002,
    ])
    expect(ratesOf(5, 0.01).map(([, end]) => Number(end))).toEqual([
      0.004, 0.002, 0.001, 0.0002, 0.0002,
    ])
  })
})
