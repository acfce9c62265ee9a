import { useEffect, useState } from 'react'

/** The element of the first selector that has one, as soon as it is on the page; null before. */
export function useAnchor(...selectors: readonly (string | undefined)[]): Element | null {
  const [anchor, setAnchor] = useState<Element | null>(null)
  const wanted = selectors.filter((selector) => selector !== undefined).join('\n')
  useEffect(() => {
    const look = () => {
      const found = wanted.split('\n').map((selector) => document.querySelector(selector))
      setAnchor(found.find((element) => element !== null) ?? null)
    }
    look()
    const observer = new MutationObserver(look)
    // Panels come and go as children of the page's main part, or of a panel's place within it.
    const main = document.getElementById('lab')
    if (main !== null) observer.observe(main, { childList: true, subtree: true })
    return () => observer.disconnect()
  }, [wanted])
  return anchor
}
