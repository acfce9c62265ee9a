import * as v from 'valibot'

/** What the page remembers of how a learner likes it; nothing is lost with it. */
const preferencesSchema = v.object({
  theme: v.exactOptional(v.picklist(['system', 'light', 'dark'])),
  language: v.exactOptional(v.picklist(['en', 'zh-CN'])),
  colourRange: v.exactOptional(v.picklist(['map', 'layer', 'network'])),
  activationSide: v.exactOptional(v.picklist(['post', 'pre'])),
  brush: v.exactOptional(v.picklist(['thin', 'medium', 'thick'])),
})
export type Preferences = v.InferOutput<typeof preferencesSchema>

/** The browser's storage; even looking at it throws where it is denied. */
export type OpenStorage = () => Storage

const KEY = 'lenet-lab.preferences'

/** The remembered preferences; none where there are none, or none that make sense. */
export function loadPreferences(open: OpenStorage): Preferences {
  try {
    const parsed = v.safeParse(preferencesSchema, JSON.parse(open().getItem(KEY) ?? '{}'))
    return parsed.success ? parsed.output : {}
  } catch {
    return {}
  }
}

/** Remembers preferences; where storage is denied or full the page simply forgets them. */
export function savePreferences(open: OpenStorage, preferences: Preferences): void {
  try {
    open().setItem(KEY, JSON.stringify(preferences))
  } catch {
    // Nothing that a learner made is in here, so there is nothing to tell.
  }
}
