import { describe, expect, it } from 'vitest'
import { defaultSettings } from '../../../src/core/recipe/settings'
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

  it('are each remembered beside the others, and those of another version passed over', () => {
    const storage = memory('{"theme":"dark","brush":"broom","tomorrow":1}')
    savePreferences(() => storage, { variant: 'pytorch' })
    expect(loadPreferences(() => storage)).toEqual({ theme: 'dark', variant: 'pytorch' })
  })

  it('hold settings of the next run only where all of them are possible', () => {
    const storage = memory()
    const settings = { ...defaultSettings('modern'), epochs: 7 }
    savePreferences(() => storage, { settings })
    expect(loadPreferences(() => storage)).toEqual({ settings })
    savePreferences(() => storage, { settings: { ...settings, epochs: -7 } })
    expect(loadPreferences(() => storage)).toEqual({})
  })

  it('are forgotten without a word where storage is denied', () => {
    expect(() => savePreferences(denied, { theme: 'dark' })).not.toThrow()
    expect(loadPreferences(denied)).toEqual({})
  })
})
