import { describe, expect, it } from 'vitest'
import { droppedFrames, median, quantile, spreadOf } from '../bench/statistics'

describe('quantile', () => {
  it('gives values and the line between them, in any order', () => {
    expect(median([9, 1, 4])).toBe(4)
    expect(median([8, 2, 4, 1])).toBe(3)
    expect(quantile([10, 20, 30, 40, 50], 0.95)).toBeCloseTo(48, 10)
    expect(quantile([7], 0.95)).toBe(7)
  })

  it('refuses nothing', () => {
    expect(() => quantile([], 0.5)).toThrow('values are needed, got none')
  })
})

describe('spreadOf', () => {
  it('gives the median and how far half of the values lie from it', () => {
    expect(spreadOf([100, 80, 110, 90, 500])).toEqual({ median: 100, spread: 0.1 })
    expect(spreadOf([7])).toEqual({ median: 7, spread: 0 })
  })
})

describe('droppedFrames', () => {
  it('counts the frames that fit into a gap, less the one that came', () => {
    expect(droppedFrames([0, 17, 33, 50])).toBe(0)
    expect(droppedFrames([0, 17, 67, 100])).toBe(2 + 1)
    expect(droppedFrames([0, 20, 61], 20)).toBe(1)
  })

  it('finds none in a single frame', () => {
    expect(droppedFrames([5])).toBe(0)
  })
})
