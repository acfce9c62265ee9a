import { defaultSettings } from '../../src/core/recipe/settings'
import { loadPreferences, type Preferences } from '../../src/storage/preferences'
import { opened } from '../../src/store/opening'
import { openLab } from '../unit/store/lab-ports-double'
import { accepted, type FuzzFormat, refused } from './format'
import { mutatedBytes } from './mutate-bytes'
import { mutatedJson } from './mutate-json'
import { settingOf } from './page-setting'

const PREFERENCES = {
  theme: 'dark',
  language: 'zh-CN',
  colourRange: 'map',
  activationSide: 'pre',
  brush: 'thin',
  pad: 'number',
  engineChoice: 'wasm',
  variant: 'pytorch',
  settings: defaultSettings('pytorch'),
} as const satisfies Preferences
const KNOWN = Object.keys(PREFERENCES)
const WRITTEN = new TextEncoder().encode(JSON.stringify(PREFERENCES))

/** How a page is set that was opened with these. */
function pageWith(preferences: Preferences) {
  // Its weights are nobody's business here.
  const { store } = openLab({ missing: true })
  const browser = { offscreenCanvas: true, wasmSimd: true }
  opened(store, { url: null, preferences, browserLanguages: ['en'], browser })
  return settingOf(store.getState())
}
const PLAIN = pageWith({})

export const preferencesFormat: FuzzFormat = {
  name: 'preferences',
  prepare: (random) => {
    const text =
      random() < 0.7
        ? mutatedJson(random, PREFERENCES)
        : new TextDecoder().decode(mutatedBytes(random, WRITTEN, WRITTEN.length, WRITTEN))
    return () => {
      const read = loadPreferences(() => ({
        getItem: () => text,
        setItem: () => {},
        removeItem: () => {},
      }))
      const unknown = Object.keys(read).filter((key) => !KNOWN.includes(key))
      if (unknown.length > 0) return accepted([`knows ${unknown}`])
      const page = pageWith(read)
      if (Object.keys(read).length > 0) return accepted()
      return refused(page === PLAIN ? [] : [{ kind: 'stateChanged', what: page }])
    }
  },
}
