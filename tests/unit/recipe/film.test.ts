import fc from 'fast-check'
import { expect, it } from 'vitest'
import { VARIANTS } from '../../../src/core/network/description'
import { totalParameters } from '../../../src/core/network/parameters'
import { networkOf } from '../../../src/core/network/variants'
import { FILM_BYTES, frameSteps, withFrame } from '../../../src/core/recipe/film'
import { defaultSettings, SETTING_BOUNDS } from '../../../src/core/recipe/settings'

const run = fc.record({
  epochs: fc.integer({ min: SETTING_BOUNDS.epochs.least, max: SETTING_BOUNDS.epochs.most }),
  stepsPerEpoch: fc.integer({ min: 1, max: 60_000 }),
})
const parameters = fc.constantFrom(...VARIANTS.map((name) => totalParameters(networkOf(name))))

const planned = ({ epochs, stepsPerEpoch }: { epochs: number; stepsPerEpoch: number }) => ({
  steps: epochs * stepsPerEpoch,
  stepsPerEpoch,
})

it('takes every step at first, then as many in each doubling, and every epoch', () => {
  const steps = frameSteps({ steps: 2150, stepsPerEpoch: 430 }, 61_706)
  expect(steps.slice(0, 36)).toEqual([...Array.from({ length: 33 }, (_, step) => step), 34, 36, 38])
  expect(steps.filter((step) => step >= 128 && step < 256)).toEqual(
    Array.from({ length: 16 }, (_, place) => 128 + 8 * place),
  )
  expect(steps.filter((step) => step > 1700)).toEqual([
    1720, 1728, 1792, 1856, 1920, 1984, 2048, 2150,
  ])
  for (let epoch = 0; epoch <= 5; epoch++) expect(steps).toContain(430 * epoch)
})

it('keeps any run within its bytes, its first and last step included, ever sparser', () => {
  fc.assert(
    fc.property(run, parameters, (shape, size) => {
      const { steps, stepsPerEpoch } = planned(shape)
      const taken = frameSteps({ steps, stepsPerEpoch }, size)
      expect(taken.length * size * 4).toBeLessThanOrEqual(FILM_BYTES)
      expect(taken[0]).toBe(0)
      expect(taken.at(-1)).toBe(steps)
      expect(new Set(taken).size).toBe(taken.length)
      const gaps = taken.slice(1).map((step, place) => step - taken[place]!)
      expect(Math.min(...gaps)).toBeGreaterThan(0)
      // In each doubling the film has about as many frames as in the one before, never fewer than 4.
      for (const [place, gap] of gaps.entries()) {
        expect(gap).toBeLessThanOrEqual(Math.max(1, taken[place]! / 4))
      }
    }),
  )
})

it('finds the frames of a longer run among those of a shorter one', () => {
  fc.assert(
    fc.property(run, fc.integer({ min: 1, max: 200 }), parameters, (shape, more, size) => {
      const { steps, stepsPerEpoch } = planned(shape)
      const shorter = frameSteps({ steps, stepsPerEpoch }, size)
      const longer = frameSteps({ steps: steps + more * stepsPerEpoch, stepsPerEpoch }, size)
      expect(shorter).toEqual(expect.arrayContaining(longer.filter((step) => step < steps)))
    }),
  )
})

it('gives the default run of every network more than a hundred frames', () => {
  for (const variant of VARIANTS) {
    const { epochs } = defaultSettings(variant)
    const plan = { steps: 430 * epochs, stepsPerEpoch: 430 }
    const frames = frameSteps(plan, totalParameters(networkOf(variant))).length
    expect(frames).toBeGreaterThan(100)
  }
})

it('takes frames anew from where a run went back to', () => {
  const mark = (step: number, loss: number) => ({ step, epoch: 1, images: step, loss })
  const frames = [mark(0, 2), mark(1, 2), mark(2, 2)]
  expect(withFrame(frames, mark(3, 2))).toEqual([...frames, mark(3, 2)])
  expect(withFrame(frames, mark(1, 1))).toEqual([mark(0, 2), mark(1, 1)])
})
