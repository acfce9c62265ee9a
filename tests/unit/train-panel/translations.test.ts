import { describe, expect, it } from 'vitest'
import english from '../../../src/i18n/en/train.json'
import chinese from '../../../src/i18n/zh-CN/train.json'

type Words = { readonly [key: string]: string | Words }

/** Every sentence by its path, plural forms taken together. */
function sentences(words: Words, path = ''): ReadonlyMap<string, string> {
  const found = new Map<string, string>()
  for (const [key, value] of Object.entries(words)) {
    const name = `${path}${key.replace(/_(one|other)$/, '')}`
    if (typeof value === 'string') found.set(name, value)
    else for (const [inner, text] of sentences(value, `${name}.`)) found.set(inner, text)
  }
  return found
}

const blanks = (text: string): readonly string[] =>
  [...new Set([...text.matchAll(/{{(\w+)}}/g)].map(([, name]) => name!))].sort()

describe('words of the training panel', () => {
  const inEnglish = sentences(english)
  const inChinese = sentences(chinese)

  it('are the same in both languages', () => {
    expect([...inChinese.keys()]).toEqual([...inEnglish.keys()])
  })

  it('have the same blanks', () => {
    for (const [key, text] of inEnglish) {
      expect(blanks(inChinese.get(key) ?? ''), key).toEqual(blanks(text))
    }
  })

  it('use no half-width punctuation between Chinese words', () => {
    for (const [key, text] of inChinese) {
      expect(text, key).not.toMatch(/\p{Script=Han}\s*[,;:!?]|[,;:!?]\s*\p{Script=Han}/u)
    }
  })
})
