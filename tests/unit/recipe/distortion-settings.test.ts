import { describe, expect, it } from 'vitest'
import {
  DISTORTIONS,
  distortionsIn,
  distortionsInWords,
  isStrength,
  NO_DISTORTIONS,
  STRONGEST_DISTORTIONS,
  USUAL_DISTORTIONS,
} from '../../../src/core/recipe/distortion-settings'

describe('isStrength', () => {
  it.each(DISTORTIONS)('takes %s from 0 to the strongest, the usual one included', (name) => {
    const most = STRONGEST_DISTORTIONS[name]
    for (const strength of [0, USUAL_DISTORTIONS[name], most]) {
      expect(isStrength(name, strength)).toBe(true)
    }
    for (const strength of [-0.001, most + 0.001, Number.NaN]) {
      expect(isStrength(name, strength)).toBe(false)
    }
  })
})

it('distortionsIn lists what is switched on', () => {
  expect(distortionsIn(NO_DISTORTIONS)).toEqual([])
  expect(distortionsIn({ ...NO_DISTORTIONS, elastic: 1, shear: 0.1 })).toEqual(['shear', 'elastic'])
})

it('distortionsInWords says how images were changed, or that they were not', () => {
  expect(distortionsInWords(NO_DISTORTIONS)).toBe('undistorted')
  expect(distortionsInWords({ ...NO_DISTORTIONS, rotation: 12, scaling: 0.1, elastic: 1.5 })).toBe(
    'distorted: scaling 0.1, rotation 12°, elastic 1.5 px',
  )
})
