import { useCallback, useLayoutEffect, useSyncExternalStore } from 'react'
import { useTranslation } from 'react-i18next'
import { useLab } from './use-lab'

/** Whether a media query holds. Its changes are rendered at once: a printer waits for nothing else. */
function useMedia(query: string): boolean {
  const subscribe = useCallback(
    (changed: () => void) => {
      const media = matchMedia(query)
      media.addEventListener('change', changed)
      return () => media.removeEventListener('change', changed)
    },
    [query],
  )
  return useSyncExternalStore(subscribe, () => matchMedia(query).matches)
}

/** The theme as seen: the chosen one, or the system's; paper is light. */
export function useSeenTheme(): 'light' | 'dark' {
  const theme = useLab((state) => state.theme)
  const systemIsDark = useMedia('(prefers-color-scheme: dark)')
  if (useMedia('print')) return 'light'
  return theme === 'system' ? (systemIsDark ? 'dark' : 'light') : theme
}

/**
 * Lets the document follow the store: theme, language and title. Layout effects, so that whatever
 * paints in an ordinary effect already finds the new colours.
 */
export function useDocumentView(): void {
  const theme = useLab((state) => state.theme)
  const language = useLab((state) => state.language)
  const { t, i18n } = useTranslation()
  useLayoutEffect(() => {
    document.documentElement.dataset.theme = theme
  }, [theme])
  useLayoutEffect(() => {
    if (i18n.language !== language) void i18n.changeLanguage(language)
  }, [i18n, language])
  useLayoutEffect(() => {
    document.documentElement.lang = i18n.language
    document.title = t('title')
  }, [i18n.language, t])
}
