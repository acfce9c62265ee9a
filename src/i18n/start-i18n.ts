import i18next, { type BackendModule, type i18n, type ReadCallback } from 'i18next'
import { initReactI18next } from 'react-i18next'
import { LANGUAGES, type Language } from '../store/view-slice'
import english from './en/page.json'

/** The namespace of everything but the training panel, which brings its own. */
export const PAGE_NAMESPACE = 'page'

const files = import.meta.glob<Record<string, unknown>>(['./*/*.json', '!./en/page.json'], {
  import: 'default',
})

/** Loads a file of words when first needed; the page's English is in the first bundle. */
const wordFiles: BackendModule = {
  type: 'backend',
  init: () => {},
  read: (language: string, namespace: string, done: ReadCallback) => {
    const load = files[`./${language}/${namespace}.json`]
    if (load === undefined) {
      done(new Error(`wordFiles: needs ${language}/${namespace}.json, got no such file`), false)
      return
    }
    load().then(
      (words) => done(null, words),
      (reason: unknown) =>
        done(reason instanceof Error ? reason : new Error(String(reason)), false),
    )
  },
}

/** Starts the words of the page in `language`; resolves when the page's words are there. */
export async function startI18n(language: Language): Promise<i18n> {
  await i18next
    .use(wordFiles)
    .use(initReactI18next)
    .init({
      lng: language,
      fallbackLng: 'en',
      supportedLngs: LANGUAGES,
      load: 'currentOnly',
      ns: [PAGE_NAMESPACE],
      defaultNS: PAGE_NAMESPACE,
      resources: { en: { [PAGE_NAMESPACE]: english } },
      partialBundledLanguages: true,
      // React escapes; escaping twice would show "&amp;".
      interpolation: { escapeValue: false },
    })
  return i18next
}
