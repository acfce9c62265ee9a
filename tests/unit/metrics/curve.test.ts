import { describe, expect, it } from 'vitest'
import { type CurveSample, smoothed, thinned } from '../../../src/core/metrics/curve'

const curve = (...samples: readonly (readonly [number, number])[]): readonly CurveSample[] =>
  samples.map(([images, value]) => ({ images, value }))

describe('thinned', () => {
  it('leaves a short curve as it is', () => {
    const samples = curve([128, 2.3], [256, 1.1])
    expect(thinned(samples, 2)).toBe(samples)
  })

  it('joins neighbours to means weighted by their images', () => {
    // The second sample stands for 300 images, three times as many as the first; the fourth for 50.
    const samples = curve([100, 2], [400, 1], [500, 0.8], [550, 0.2], [650, 0.1])
    const means = thinned(samples, 3)
    expect(means.map(({ images }) => images)).toEqual([400, 550, 650])
    expect(means[0]!.value).toBeCloseTo((100 * 2 + 300 * 1) / 400, 12)
    expect(means[1]!.value).toBeCloseTo((100 * 0.8 + 50 * 0.2) / 150, 12)
    expect(means[2]!.value).toBeCloseTo(0.1, 12)
  })

  it('keeps the points it has drawn while the curve grows, until groups double', () => {
    const samples = curve(...Array.from({ length: 16 }, (_, i) => [i + 1, (i * 7) % 5] as const))
    const early = thinned(samples.slice(0, 10), 8)
    expect(thinned(samples, 8).slice(0, 5)).toEqual(early)
    expect(thinned([...samples, { images: 17, value: 3 }], 8)).toHaveLength(5)
  })

  it.each([0, -1, 1.5, Number.NaN])('refuses a limit of %d', (most) => {
    expect(() => thinned([], most)).toThrow(`at least 1, got ${most}`)
  })
})

describe('smoothed', () => {
  // A span of 100 / ln 2 images halves a sample's weight every 100 images.
  const HALVING = 100 / Math.LN2

  it('starts at the first value instead of near 0', () => {
    expect(smoothed(curve([100, 0.8]), HALVING)[0]!.value).toBeCloseTo(0.8, 12)
  })

  it('weighs older samples less, by the images between', () => {
    const values = smoothed(curve([100, 0.8], [200, 0.2], [400, 0.1]), HALVING)
    // Weights 1/4 and 1/2, then 1/16, 1/8 and 3/4: the last sample stands for 200 images.
    expect(values[1]!.value).toBeCloseTo((0.25 * 0.8 + 0.5 * 0.2) / 0.75, 12)
    expect(values[2]!.value).toBeCloseTo((0.8 / 16 + 0.2 / 8 + 0.1 * 0.75) / (15 / 16), 12)
    expect(values.map(({ images }) => images)).toEqual([100, 200, 400])
  })

  it('leaves a constant curve constant', () => {
    const samples = curve([10, 0.37], [300, 0.37], [310, 0.37])
    for (const { value } of smoothed(samples, 55)) expect(value).toBeCloseTo(0.37, 12)
  })
})
