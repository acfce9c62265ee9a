import { describe, expect, it } from 'vitest'
import { rubbishImages } from '../../../src/core/rubbish/rubbish-images'
import { LOOKALIKES } from '../../../src/core/rubbish/written-letters'
import { readGlyphs } from '../../../src/programs/font-glyphs'
import { fontRubbish } from '../../../src/programs/font-rubbish'
import { fillOutline } from '../../../src/programs/outline-fill'

describe('fillOutline', () => {
  const outer = [0, 0, 16, 0, 16, 16, 0, 16]
  const inner = [4, 4, 12, 4, 12, 12, 4, 12]
  const innerBack = [4, 4, 4, 12, 12, 12, 12, 4]
  const inked = (outline: number[][]) =>
    fillOutline(outline, 64).ink.reduce((sum, ink) => sum + ink, 0)

  it('fills by winding: a hole runs the other way', () => {
    // A sixteenth of paper on each side leaves 56 pixels; the inner square is half as wide.
    expect(inked([outer])).toBe(56 ** 2)
    expect(inked([outer, inner])).toBe(56 ** 2)
    expect(inked([outer, innerBack])).toBe(56 ** 2 - 28 ** 2)
  })

  it('keeps the aspect and centres the shorter side', () => {
    const { ink } = fillOutline([[0, 0, 2, 0, 2, 1, 0, 1]], 64)
    const rows = [...ink.keys()].filter((at) => ink[at] === 1).map((at) => Math.floor(at / 64))
    expect([Math.min(...rows), Math.max(...rows), rows.length]).toEqual([18, 45, 56 * 28])
  })
})

describe('the fonts', () => {
  const glyphs = readGlyphs()

  it('have their letters, but for those that are digits', () => {
    const fonts = new Map<string, string>()
    for (const { font, character } of glyphs) {
      fonts.set(font, (fonts.get(font) ?? '') + character)
    }
    const lookalikes = new Set(Object.values(LOOKALIKES).join(''))
    expect(fonts.size).toBe(20)
    for (const [font, characters] of fonts) {
      expect(characters, font).toMatch(/^ACEFHJKLMNPQRTUVWXYacdefhjkmnprtuvwx/)
      expect([...characters].filter((character) => lookalikes.has(character))).toEqual([])
    }
  })

  it('are drawn by hand and printed, the same from the same seed', () => {
    for (const source of fontRubbish()) {
      const images = rubbishImages([source], 12, 3)
      expect(rubbishImages([source], 12, 3)).toEqual(images)
      const inked = images.filter((value) => value > 127).length / 12
      expect(inked).toBeGreaterThan(20)
      expect(inked).toBeLessThan(250)
    }
  })
})
