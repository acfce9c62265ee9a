import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { throttled } from '../../../src/components/train/throttled'

describe('throttled', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  it('takes the first value at once and the latest after each pause', () => {
    const taken: number[] = []
    const give = throttled<number>(200, (value) => taken.push(value))
    give(1)
    expect(taken).toEqual([1])
    give(2)
    give(3)
    vi.advanceTimersByTime(199)
    expect(taken).toEqual([1])
    vi.advanceTimersByTime(1)
    expect(taken).toEqual([1, 3])
    give(4)
    expect(taken).toEqual([1, 3])
    vi.advanceTimersByTime(200)
    expect(taken).toEqual([1, 3, 4])
  })

  it('takes a value at once again after a quiet pause', () => {
    const taken: number[] = []
    const give = throttled<number>(200, (value) => taken.push(value))
    give(1)
    vi.advanceTimersByTime(200)
    give(5)
    expect(taken).toEqual([1, 5])
  })

  it('forgets what waits when cancelled', () => {
    const taken: number[] = []
    const give = throttled<number>(200, (value) => taken.push(value))
    give(1)
    give(2)
    give.cancel()
    vi.advanceTimersByTime(1000)
    expect(taken).toEqual([1])
  })
})
