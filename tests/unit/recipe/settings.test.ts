import { describe, expect, it } from 'vitest'
import { VARIANTS } from '../../../src/core/network/description'
import {
  type BoundedSetting,
  defaultSettings,
  isWithinBounds,
  SETTING_BOUNDS,
} from '../../../src/core/recipe/settings'

describe('isWithinBounds', () => {
  it.each<[BoundedSetting, number, number]>([
    ['learningRate', 1e-6, 10],
    ['momentum', 0, 0.999],
    ['weightDecay', 0, 1],
    ['batch', 1, 1024],
    ['epochs', 1, 200],
    ['seed', 0, 4294967295],
    ['validationImages', 0, 10000],
  ])('takes %s from %d to %d, both included', (setting, least, most) => {
    expect(isWithinBounds(setting, least)).toBe(true)
    expect(isWithinBounds(setting, most)).toBe(true)
    expect(isWithinBounds(setting, least - 1e-7)).toBe(false)
    expect(isWithinBounds(setting, most + 1)).toBe(false)
  })

  it('takes fractions of rate, momentum and decay alone', () => {
    expect(isWithinBounds('learningRate', 0.0035)).toBe(true)
    expect(isWithinBounds('momentum', 0.95)).toBe(true)
    expect(isWithinBounds('weightDecay', 0.05)).toBe(true)
    for (const setting of ['batch', 'epochs', 'seed', 'validationImages'] as const) {
      expect(isWithinBounds(setting, 2.5), setting).toBe(false)
    }
  })

  it.each([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY])(
    'refuses %d for every setting',
    (value) => {
      for (const setting of Object.keys(SETTING_BOUNDS) as BoundedSetting[]) {
        expect(isWithinBounds(setting, value), setting).toBe(false)
      }
    },
  )
})

describe('defaultSettings', () => {
  it.each(VARIANTS)('of %s keep their own bounds', (variant) => {
    const settings = defaultSettings(variant)
    expect(settings.variant).toBe(variant)
    for (const setting of Object.keys(SETTING_BOUNDS) as BoundedSetting[]) {
      expect(isWithinBounds(setting, settings[setting]), setting).toBe(true)
    }
  })

  it('differ between variants where the networks do', () => {
    const rates = VARIANTS.map((variant) => defaultSettings(variant).learningRate)
    expect(new Set(rates).size).toBe(VARIANTS.length)
  })
})
