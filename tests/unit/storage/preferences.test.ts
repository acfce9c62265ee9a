import { describe, expect, it } from 'vitest'
import { loadPreferences, savePreferences } from '../../../src/storage/preferences'

/** What a browser's Storage does, as far as one string a key. */
function memory(first?: string): Storage {
  const items = new Map(first === undefined ? [] : [['lenet-lab.preferences', first]])
  return {
    length: 0,
    clear: () => items.clear(),
    key: () => null,
    getItem: (key) => items.get(key) ?? null,
    setItem: (key, value) => void items.set(key, value),
    removeItem: (key) => void items.delete(key),
  }
}
const denied = (): Storage => {
  throw new DOMException('The operation is insecure.', 'SecurityError')
}

describe('preferences', () => {
  it('are remembered', () => {
    const storage = memory()
    savePreferences(() => storage, { theme: 'dark', language: 'zh-CN', brush: 'thin' })
    expect(loadPreferences(() => storage)).toEqual({
      theme: 'dark',
      language: 'zh-CN',
      brush: 'thin',
    })
  })

  it.each(['', 'no json', 'null', '[]', '{"theme":"pink"}', '{"language":7}'])(
    'are none where storage holds %j',
    (text) => expect(loadPreferences(() => memory(text))).toEqual({}),
  )

  it('are forgotten without a word where storage is denied', () => {
    expect(() => savePreferences(denied, { theme: 'dark' })).not.toThrow()
    expect(loadPreferences(denied)).toEqual({})
  })
})
