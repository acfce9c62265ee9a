import { describe, expect, it } from 'vitest'
import { bestPath } from '../../../src/core/numbers/best-path'

const arc = (from: number, to: number, score: number, name = `${from}${to}`) => ({
  from,
  to,
  score,
  name,
})
const namesOf = (path: readonly { readonly name: string }[] | null) => path?.map(({ name }) => name)

describe('bestPath', () => {
  it('joins two pieces where that is worth more than both apart, by hand', () => {
    // Apart: −1 − 1 − 0.5 = −2.5. First two together: −1.2 − 0.5 = −1.7. All together: −3.
    const arcs = [arc(0, 1, -1), arc(1, 2, -1), arc(2, 3, -0.5), arc(0, 2, -1.2), arc(0, 3, -3)]
    expect(namesOf(bestPath(3, arcs))).toEqual(['02', '23'])
  })

  it('takes a poor step where it leads to better ones', () => {
    // Greedy would take 01 (0) and be left with 13 (−9); 02 and 23 are worth −5.
    const arcs = [arc(0, 1, 0), arc(1, 3, -9), arc(0, 2, -4), arc(2, 3, -1)]
    expect(namesOf(bestPath(3, arcs))).toEqual(['02', '23'])
  })

  it('keeps the first of two arcs that are worth the same', () => {
    expect(namesOf(bestPath(1, [arc(0, 1, 2, 'a'), arc(0, 1, 2, 'b')]))).toEqual(['a'])
  })

  it('knows when the end cannot be reached, and that no way leads nowhere', () => {
    expect(bestPath(3, [arc(0, 1, 1), arc(2, 3, 1)])).toBeNull()
    expect(bestPath(0, [])).toEqual([])
  })

  it.each([
    [1, 1],
    [2, 1],
    [-1, 1],
    [0, 3],
  ])('refuses an arc from %i to %i of 2 places', (from, to) => {
    expect(() => bestPath(2, [arc(from, to, 0)])).toThrow(
      `bestPath: an arc must lead forward in 0..2, got ${from} to ${to}`,
    )
  })
})
