import { describe, expect, it } from 'vitest'
import { NO_DISTORTIONS } from '../../../src/core/recipe/distortion-settings'
import { defaultSettings } from '../../../src/core/recipe/settings'
import { planRun, positionAt } from '../../../src/training/run-plan'

const settings = { ...defaultSettings('modern'), batch: 128, epochs: 3 }

describe('planRun', () => {
  const plan = planRun(settings)

  it('divides 55,000 images into 430 steps an epoch, the last of 88', () => {
    expect(plan.training).toHaveLength(55_000)
    expect(plan.validation).toHaveLength(5_000)
    expect([plan.stepsPerEpoch, plan.steps, plan.totalImages]).toEqual([430, 1290, 165_000])
    expect(plan.batchAt(428)).toHaveLength(128)
    expect(plan.batchAt(429)).toHaveLength(55_000 - 429 * 128)
  })

  it('begins with the first shard alone', () => {
    for (let step = 0; step < 42; step++) {
      expect(Math.max(...plan.batchAt(step))).toBeLessThan(6000)
    }
    expect(Math.max(...plan.batchAt(430))).toBeGreaterThan(6000)
  })

  it('gives a step the same images whichever were asked for before', () => {
    const images = Array.from(plan.batchAt(700))
    plan.batchAt(3)
    expect(Array.from(plan.batchAt(700))).toEqual(images)
    expect(Array.from(planRun({ ...settings, epochs: 9 }).batchAt(700))).toEqual(images)
    expect(Array.from(planRun({ ...settings, seed: 2 }).batchAt(700))).not.toEqual(images)
  })

  it.each([
    [0, 1, 0],
    [1, 1, 128],
    [430, 1, 55_000],
    [431, 2, 55_128],
    [860, 2, 110_000],
    [1290, 3, 165_000],
  ])('stands after %i steps in epoch %i at %i images', (step, epoch, images) => {
    expect(positionAt(plan, 128, step)).toEqual({ epoch, images })
  })

  it('refuses settings out of bounds', () => {
    expect(() => planRun({ ...settings, batch: 0 })).toThrow('batch must be in 1..1024, got 0')
    expect(() => planRun({ ...settings, epochs: 1.5 })).toThrow('epochs must be in 1..200, got 1.5')
    const rate = { ...settings, learningRate: Number.NaN }
    expect(() => planRun(rate)).toThrow('learningRate must be in 0.000001..10, got NaN')
    const turned = { ...settings, distortions: { ...NO_DISTORTIONS, rotation: 40 } }
    expect(() => planRun(turned)).toThrow('rotation must be in 0..30, got 40')
  })
})
