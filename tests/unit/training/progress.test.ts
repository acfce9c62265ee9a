import { describe, expect, it } from 'vitest'
import { SpeedMeter, StepAverage, secondsLeft } from '../../../src/training/progress'

describe('SpeedMeter', () => {
  it('knows nothing before work was added, then images over seconds', () => {
    const meter = new SpeedMeter()
    expect(meter.imagesPerSecond).toBe(0)
    meter.add(128, 0.5)
    meter.add(64, 0.5)
    expect(meter.imagesPerSecond).toBe(192)
  })

  it('forgets what is older than five seconds of work', () => {
    const meter = new SpeedMeter()
    meter.add(1000, 2)
    for (let second = 0; second < 4; second++) meter.add(30, 1)
    expect(meter.imagesPerSecond).toBeCloseTo((1000 + 4 * 30) / 6, 9)
    meter.add(30, 1)
    expect(meter.imagesPerSecond).toBeCloseTo(30, 9)
  })

  it('keeps a single step that takes longer than its window', () => {
    const meter = new SpeedMeter()
    meter.add(900, 1)
    meter.add(128, 8)
    expect(meter.imagesPerSecond).toBe(16)
    meter.reset()
    expect(meter.imagesPerSecond).toBe(0)
  })
})

describe('secondsLeft', () => {
  const left = { trainingImages: 6000, evaluationImages: 900 }

  it('adds training and evaluation at their own speeds', () => {
    expect(secondsLeft(left, 200, 300)).toBe(30 + 3)
  })

  it('guesses evaluation at three times the speed of training', () => {
    expect(secondsLeft(left, 200, null)).toBe(30 + 1.5)
  })

  it('is 0 while the speed is not known', () => {
    expect(secondsLeft(left, 0, 300)).toBe(0)
  })
})

describe('StepAverage', () => {
  it('weighs steps by their images and starts anew when taken', () => {
    const average = new StepAverage()
    average.add({ loss: 2, errors: 6, batchImages: 9 })
    average.add({ loss: 1, errors: 1, batchImages: 3 })
    expect(average.take()).toEqual({ loss: 21 / 12, error: 7 / 12 })
    average.add({ loss: 0.25, errors: 0, batchImages: 3 })
    expect(average.take()).toEqual({ loss: 0.25, error: 0 })
    expect(() => average.take()).toThrow('needs a step, got none')
  })
})
