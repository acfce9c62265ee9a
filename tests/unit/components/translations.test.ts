import { describe, expect, it } from 'vitest'
import { NOTICE_CODES } from '../../../src/store/notice-slice'

type Words = { readonly [key: string]: string | Words }

const FILES = import.meta.glob<Words>('../../../src/i18n/*/*.json', {
  import: 'default',
  eager: true,
})
const SOURCES = import.meta.glob<string>(
  ['../../../src/App.tsx', '../../../src/components/**/*.{ts,tsx}'],
  { query: '?raw', import: 'default', eager: true },
)

const NAMESPACES = Object.keys(FILES)
  .filter((path) => path.includes('/en/'))
  .map((path) => path.slice(path.lastIndexOf('/') + 1))

const flat = (words: Words, prefix = ''): [string, string][] =>
  Object.entries(words).flatMap(([key, value]) =>
    typeof value === 'string' ? [[prefix + key, value]] : flat(value, `${prefix}${key}.`),
  )

const wordsOf = (language: string, file: string) =>
  flat(FILES[`../../../src/i18n/${language}/${file}`]!)

/** A key without the plural form, of which each language has its own. */
const withoutPlural = (key: string) => key.replace(/_(zero|one|two|few|many|other)$/, '')

const placeholders = (text: string) => [...text.matchAll(/{{\s*([\w.]+)/g)].map(([, name]) => name!)

function placeholdersByKey(language: string, file: string) {
  const byKey = new Map<string, Set<string>>()
  for (const [key, text] of wordsOf(language, file)) {
    const names = byKey.get(withoutPlural(key)) ?? new Set()
    for (const name of placeholders(text)) names.add(name)
    byKey.set(withoutPlural(key), names)
  }
  return Object.fromEntries([...byKey].map(([key, names]) => [key, [...names].sort()]).sort())
}

describe.each(NAMESPACES)('%s', (file) => {
  it('has the same keys with the same placeholders in both languages', () => {
    expect(placeholdersByKey('zh-CN', file)).toEqual(placeholdersByKey('en', file))
  })

  it.each(['en', 'zh-CN'])('has every plural form of %s', (language) => {
    const forms = new Intl.PluralRules(language).resolvedOptions().pluralCategories
    const keys = new Set(wordsOf(language, file).map(([key]) => key))
    const plurals = [...keys].filter((key) => withoutPlural(key) !== key)
    for (const key of plurals) {
      for (const form of forms) expect(keys).toContain(`${withoutPlural(key)}_${form}`)
    }
  })

  it.each(['en', 'zh-CN'])('leaves nothing of %s empty', (language) => {
    expect(wordsOf(language, file).filter(([, text]) => text.trim() === '')).toEqual([])
  })
})

it('has a sentence for every notice', () => {
  const keys = new Set(wordsOf('en', 'notices.json').map(([key]) => key))
  for (const code of NOTICE_CODES) expect(keys).toContain(`notice.${code}`)
})

it('has every word that a component asks for', () => {
  const known = new Set(
    NAMESPACES.flatMap((file) => wordsOf('en', file)).map(([key]) => withoutPlural(key)),
  )
  const asked = Object.entries(SOURCES).flatMap(([path, text]) =>
    [...text.matchAll(/\bt\('([\w.]+)'/g)].map(([, key]) => ({ path, key: key! })),
  )
  expect(asked.length).toBeGreaterThan(40)
  expect(asked.filter(({ key }) => !known.has(key))).toEqual([])
})
