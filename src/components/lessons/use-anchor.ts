import { useEffect, useState } from 'react'

/** The element of a selector, as soon as it is on the page; null before. */
export function useAnchor(selector: string): Element | null {
  const [anchor, setAnchor] = useState<Element | null>(null)
  useEffect(() => {
    const look = () => setAnchor(document.querySelector(selector))
    look()
    const observer = new MutationObserver(look)
    // Panels come and go as children of the page's main part, or of a panel's place within it.
    const main = document.getElementById('lab')
    if (main !== null) observer.observe(main, { childList: true, subtree: true })
    return () => observer.disconnect()
  }, [selector])
  return anchor
}
