import { describe, expect, it } from 'vitest'
import { fadedDistortions } from '../../../src/core/recipe/distortion-fade'
import { USUAL_DISTORTIONS } from '../../../src/core/recipe/distortion-settings'

const rotations = (fade: { after: number; to: number }, epochs: number) =>
  Array.from(
    { length: epochs },
    (_, epoch) => fadedDistortions(USUAL_DISTORTIONS, fade, epoch, epochs).rotation,
  )

describe('distortions that fade', () => {
  it('are full at first and fall evenly to their last strength', () => {
    expect(rotations({ after: 0.5, to: 0.5 }, 5)).toEqual([10, 10, 10, 7.5, 5])
    expect(rotations({ after: 0, to: 0 }, 3)).toEqual([10, 5, 0])
  })

  it('all fall in one proportion, and change nothing that they are given', () => {
    const last = fadedDistortions(USUAL_DISTORTIONS, { after: 0, to: 0.5 }, 1, 2)
    for (const [kind, strength] of Object.entries(USUAL_DISTORTIONS)) {
      expect(last[kind as keyof typeof last], kind).toBe(strength / 2)
    }
    expect(USUAL_DISTORTIONS.rotation).toBe(10)
  })

  it('stay as they are where they keep their strength to the end', () => {
    expect(rotations({ after: 1, to: 0 }, 4)).toEqual([10, 10, 10, 10])
    expect(rotations({ after: 0.3, to: 0.2 }, 1)).toEqual([10])
  })
})
