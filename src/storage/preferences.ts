import * as v from 'valibot'
import { VARIANTS } from '../core/network/description'
import { ENGINE_CHOICES } from '../core/recipe/engine-name'
import { trainingSettings } from '../worker/protocol/run'

/** What the page remembers of how a learner likes it; nothing is lost with it. */
const entries = {
  theme: v.picklist(['system', 'light', 'dark']),
  language: v.picklist(['en', 'zh-CN']),
  colourRange: v.picklist(['map', 'layer', 'network']),
  activationSide: v.picklist(['post', 'pre']),
  brush: v.picklist(['thin', 'medium', 'thick']),
  pad: v.picklist(['digit', 'number']),
  engineChoice: v.picklist(ENGINE_CHOICES),
  /** The network on the page. */
  variant: v.picklist(VARIANTS),
  /** Of the next run. */
  settings: trainingSettings,
}
type Entries = typeof entries

export type Preferences = { readonly [Name in keyof Entries]?: v.InferOutput<Entries[Name]> }

/** Of the browser's storage what is used here; workers have none, and read preferences all the same. */
interface KeyedStorage {
  getItem(key: string): string | null
  setItem(key: string, value: string): void
  removeItem(key: string): void
}
/** Even looking at the storage throws where it is denied. */
export type OpenStorage = () => KeyedStorage

const KEY = 'lenet-lab.preferences'

/** The remembered preferences, of those that make sense. */
export function loadPreferences(open: OpenStorage): Preferences {
  try {
    return parsePreferences(JSON.parse(open().getItem(KEY) ?? '{}'))
  } catch {
    return {}
  }
}

/** Each preference that makes sense; another version of the page may have written the others. */
export function parsePreferences(remembered: unknown): Preferences {
  const all = v.safeParse(v.record(v.string(), v.unknown()), remembered)
  if (!all.success) return {}
  const known = Object.entries(entries).flatMap(([name, schema]) => {
    const parsed = v.safeParse(schema, all.output[name])
    return parsed.success ? [[name, parsed.output]] : []
  })
  return Object.fromEntries(known)
}

/** Remembers preferences beside those of before; where storage is denied or full they are forgotten. */
export function savePreferences(open: OpenStorage, preferences: Preferences): void {
  try {
    open().setItem(KEY, JSON.stringify({ ...loadPreferences(open), ...preferences }))
  } catch {
    // Nothing that a learner made is in here, so there is nothing to tell.
  }
}

/** Forgets them all; the page stays as it is until it is opened again. */
export function forgetPreferences(open: OpenStorage): void {
  try {
    open().removeItem(KEY)
  } catch {
    // What is denied has never been remembered.
  }
}
