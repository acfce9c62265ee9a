import { describe, expect, it } from 'vitest'
import { epochOrder, splitTrainingSet } from '../../../src/core/mnist/split'

const ALL = Uint32Array.from({ length: 60_000 }, (_, index) => index)
const isAscending = (indices: Uint32Array) =>
  indices.every((index, place) => place === 0 || index > indices[place - 1]!)

describe('splitTrainingSet', () => {
  it.each([
    [1998, 5_000],
    [3, 12_345],
    [4, 0],
  ])('with seed %i holds %i out and leaves none behind', (seed, count) => {
    const { training, validation } = splitTrainingSet(seed, count)
    expect([training.length, validation.length]).toEqual([60_000 - count, count])
    expect(isAscending(training)).toBe(true)
    expect(isAscending(validation)).toBe(true)
    expect(Uint32Array.of(...training, ...validation).sort()).toEqual(ALL)
  })

  it('holds 5,000 out unless told otherwise', () => {
    expect(splitTrainingSet(7)).toEqual(splitTrainingSet(7, 5_000))
  })

  it('depends on the seed alone', () => {
    expect(splitTrainingSet(11).validation).toEqual(splitTrainingSet(11).validation)
    expect(splitTrainingSet(11).validation).not.toEqual(splitTrainingSet(12).validation)
  })

  it('draws from the whole set', () => {
    const { validation } = splitTrainingSet(1998)
    const perShard = new Array<number>(10).fill(0)
    for (const index of validation) perShard[Math.floor(index / 6_000)]!++
    // Hypergeometric: 500 ± 20.3 a shard; five standard deviations.
    for (const count of perShard) expect(Math.abs(count - 500)).toBeLessThan(102)
  })

  it.each([-1, 60_000, 0.5, Number.NaN])('refuses to hold %d out', (count) => {
    expect(() => splitTrainingSet(1, count)).toThrow(
      `splitTrainingSet: validationImages must be an integer in 0..59999, got ${count}`,
    )
  })
})

describe('epochOrder', () => {
  const { training } = splitTrainingSet(1998)

  it.each([0, 1, 7])('visits each training image once in epoch %i', (epoch) => {
    const order = epochOrder(training, 5, epoch)
    expect(order.slice().sort()).toEqual(training)
    expect(isAscending(order)).toBe(false)
  })

  it('takes shard after shard in the first epoch, shuffled within each', () => {
    const order = epochOrder(training, 5, 0)
    const shards = order.map((index) => Math.floor(index / 6_000))
    expect(shards).toEqual(shards.slice().sort())
    for (let shard = 0; shard < 10; shard++) {
      expect(isAscending(order.filter((_, place) => shards[place] === shard))).toBe(false)
    }
  })

  it('mixes the shards from the second epoch on', () => {
    const shards = new Set(
      epochOrder(training, 5, 1)
        .subarray(0, 200)
        .map((i) => i / 6_000),
    )
    expect(shards.size).toBe(10)
  })

  it('is another in every epoch and for every seed, and the same when asked again', () => {
    const orders = [
      epochOrder(training, 5, 1),
      epochOrder(training, 5, 2),
      epochOrder(training, 6, 1),
    ]
    expect(new Set(orders.map((order) => order.subarray(0, 20).join())).size).toBe(3)
    expect(epochOrder(training, 5, 1)).toEqual(orders[0])
  })

  it('leaves the split as it is', () => {
    const before = training.slice()
    epochOrder(training, 5, 0)
    epochOrder(training, 5, 3)
    expect(training).toEqual(before)
  })

  it('orders a small set that skips shards', () => {
    expect(epochOrder(Uint32Array.of(3, 6_001, 59_999), 2, 0)).toEqual(
      Uint32Array.of(3, 6_001, 59_999),
    )
    expect(epochOrder(new Uint32Array(0), 2, 0)).toEqual(new Uint32Array(0))
  })

  it('refuses an epoch that is none, and images out of order', () => {
    expect(() => epochOrder(training, 1, -1)).toThrow('an integer of at least 0, got -1')
    expect(() => epochOrder(training, 1, 1.5)).toThrow('an integer of at least 0, got 1.5')
    expect(() => epochOrder(Uint32Array.of(4, 9, 9), 1, 0)).toThrow('got 9 after 9 at place 2')
  })
})
