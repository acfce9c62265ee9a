import { describe, expect, it } from 'vitest'
import { derivedSeed, fillSigned, seededRandom, shuffle } from '../../src/core/random'

describe('seededRandom', () => {
  it('repeats its stream', () => {
    const [a, b] = [seededRandom(1998), seededRandom(1998)]
    expect(Array.from({ length: 50 }, a)).toEqual(Array.from({ length: 50 }, b))
  })

  it('gives the stream of the published Mulberry32', () => {
    // const a = 1 in bryc/code's mulberry32: the first three outputs.
    const random = seededRandom(1)
    expect([random(), random(), random()]).toEqual([
      0.6270739405881613, 0.002735721180215478, 0.5274470399599522,
    ])
  })

  it('is uniform: mean 1/2, variance 1/12, all of 16 bins alike', () => {
    const random = seededRandom(5)
    const draws = Array.from({ length: 64_000 }, random)
    const mean = draws.reduce((a, b) => a + b) / draws.length
    const variance = draws.reduce((sum, draw) => sum + (draw - mean) ** 2, 0) / draws.length
    expect(mean).toBeCloseTo(0.5, 2)
    expect(variance).toBeCloseTo(1 / 12, 2)
    const bins = new Array<number>(16).fill(0)
    for (const draw of draws) bins[Math.floor(draw * 16)]!++
    for (const count of bins) expect(Math.abs(count - 4000)).toBeLessThan(250)
  })
})

it('fillSigned writes the stream of a seed over -1..1', () => {
  const random = seededRandom(42)
  const filled = new Float64Array(50)
  fillSigned(filled, 42)
  expect([...filled]).toEqual(Array.from({ length: 50 }, () => 2 * random() - 1))
})

it('derivedSeed separates purposes and positions', () => {
  const seeds = [[], [0], [1], [0, 1], [1, 0], [2]].map((path) => derivedSeed(1998, ...path))
  expect(new Set(seeds).size).toBe(seeds.length)
})

it('shuffle keeps every item and moves most', () => {
  const items = Uint32Array.from({ length: 1000 }, (_, i) => i)
  const shuffled = shuffle(items.slice(), seededRandom(3))
  expect([...shuffled].sort((a, b) => a - b)).toEqual([...items])
  expect(shuffled.filter((item, i) => item === i).length).toBeLessThan(10)
})
