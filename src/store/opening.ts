import { type OpenStorage, type Preferences, savePreferences } from '../storage/preferences'
import type { UrlSettings } from '../storage/url-settings'
import type { LabState, LabStore } from './lab-store'
import { LANGUAGES, type Language, THEMES } from './view-slice'

/** What is known when the page opens; the address outranks what was remembered. */
export interface Opening {
  /** Null where the address asks for nothing. */
  readonly url: UrlSettings | null
  readonly preferences: Preferences
  /** The browser's languages, best first. */
  readonly browserLanguages: readonly string[]
  /** What this browser offers of what the page makes use of. */
  readonly browser: { readonly offscreenCanvas: boolean; readonly wasmSimd: boolean }
}

/** Sets the store as the address and the preferences ask, and puts the network on the page. */
export function opened(store: LabStore, opening: Opening): void {
  const { url, preferences, browserLanguages, browser } = opening
  const { variantChosen, noticeGiven, network } = store.getState()
  const { variant: lastVariant, settings, ...view } = preferences
  const language = LANGUAGES.find((candidate) => candidate === url?.language)
  const theme = THEMES.find((candidate) => candidate === url?.theme)
  store.setState({
    ...view,
    language: language ?? preferences.language ?? preferredLanguage(browserLanguages),
    ...(theme && { theme }),
    ...(url?.engine && { engineChoice: url.engine }),
    ...(url && { hiddenPanels: url.hidden }),
  })
  const variant = url?.variant ?? lastVariant ?? network.variant
  variantChosen(variant)
  const { settingsChanged } = store.getState()
  if (settings?.variant === variant) settingsChanged(settings)
  if (url !== null) {
    settingsChanged(url.training)
    for (const refused of url.refused) noticeGiven('warning', 'badUrlParameter', { ...refused })
    if (url.drawing !== null || url.testImage !== null) {
      void import('./linked-drawing').then((linked) => linked.placeLinkedDrawing(store, url))
    }
  }
  if (!browser.offscreenCanvas) noticeGiven('info', 'noOffscreenCanvas')
  if (!browser.wasmSimd) noticeGiven('info', 'noWasmSimd')
}

/**
 * Resolves when the reader has the weights, or they cannot be had, or after that many milliseconds.
 */
export function weightsSettled(store: LabStore, patience: number): Promise<void> {
  return new Promise((resolve) => {
    const stop = store.subscribe(({ weightsSource }) => {
      if (weightsSource.kind !== 'loading') done()
    })
    const timer = setTimeout(done, patience)
    function done(): void {
      clearTimeout(timer)
      stop()
      resolve()
    }
    if (store.getState().weightsSource.kind !== 'loading') done()
  })
}

const REMEMBERED = [
  'theme',
  'language',
  'colourRange',
  'activationSide',
  'brush',
  'pad',
  'engineChoice',
  'settings',
] as const satisfies (keyof LabState & keyof Preferences)[]

/** Remembers each preference once it changes: what the address asked for is none of the learner's. */
export function keepPreferences(store: LabStore, open: OpenStorage): () => void {
  return store.subscribe((state, before) => {
    const changed = REMEMBERED.filter((name) => state[name] !== before[name])
    const { variant } = state.network
    const isOtherNetwork = variant !== before.network.variant
    if (changed.length === 0 && !isOtherNetwork) return
    const preferences = Object.fromEntries(changed.map((name) => [name, state[name]]))
    savePreferences(open, isOtherNetwork ? { ...preferences, variant } : preferences)
  })
}

/** The first of the reader's languages that the page speaks; English where it speaks none. */
function preferredLanguage(languages: readonly string[]): Language {
  for (const language of languages) {
    if (language.toLowerCase().startsWith('zh')) return 'zh-CN'
    if (language.toLowerCase().startsWith('en')) return 'en'
  }
  return 'en'
}
