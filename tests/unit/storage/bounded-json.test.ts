import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseBoundedJson } from '../../../src/storage/bounded-json'

const BOUNDS = { depth: 32, nodes: 20_000 }

describe('parseBoundedJson', () => {
  it('gives what JSON.parse gives', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 5 }), (text) => {
        expect(parseBoundedJson(text, BOUNDS)).toEqual(JSON.parse(text))
      }),
    )
  })

  it('counts nesting, and no brackets in strings', () => {
    const nested = (depth: number) => '['.repeat(depth) + ']'.repeat(depth)
    expect(parseBoundedJson(nested(32), BOUNDS)).toBeInstanceOf(Array)
    expect(() => parseBoundedJson(nested(33), BOUNDS)).toThrow(RangeError)
    expect(() => parseBoundedJson('{"a":'.repeat(100_000), BOUNDS)).toThrow(RangeError)
    const words = JSON.stringify(['[[['.repeat(99), `"\\${'{'.repeat(99)}`])
    expect(parseBoundedJson(words, BOUNDS)).toHaveLength(2)
  })

  it('counts values', () => {
    const list = (values: number) => JSON.stringify(Array(values).fill(0))
    expect(parseBoundedJson(list(19_000), BOUNDS)).toHaveLength(19_000)
    expect(() => parseBoundedJson(list(20_001), BOUNDS)).toThrow(RangeError)
  })

  it('refuses text that is none', () => {
    for (const text of ['', '{', '"open', '[1,]', '\\', '"\\']) {
      expect(() => parseBoundedJson(text, BOUNDS)).toThrow(SyntaxError)
    }
  })
})
