import { describe, expect, it } from 'vitest'
import { WeightMean } from '../../../src/core/network/weight-mean'

describe('the mean of weights', () => {
  it('is that of each weight, and of copies', () => {
    const mean = new WeightMean()
    const first = { a: Float32Array.of(1, 2), b: Float32Array.of(-3) }
    mean.add(first)
    mean.add({ a: Float32Array.of(3, 4), b: Float32Array.of(-3) })
    mean.add({ a: Float32Array.of(5, -3), b: Float32Array.of(0) })
    first.a.fill(99)
    expect(mean.count).toBe(3)
    expect(mean.mean()).toEqual({ a: Float32Array.of(3, 1), b: Float32Array.of(-2) })
  })

  it('needs some', () => {
    expect(() => new WeightMean().mean()).toThrow('needs weights, got none')
  })
})
