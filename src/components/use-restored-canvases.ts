import { useSyncExternalStore } from 'react'

/** When a canvas was last given back, in milliseconds since the page was opened. */
let restoredAt = 0

function subscribe(changed: () => void): () => void {
  const restored = ({ timeStamp }: Event) => {
    restoredAt = timeStamp
    changed()
  }
  // The event does not bubble, but the document hears it on its way down.
  document.addEventListener('contextrestored', restored, true)
  return () => document.removeEventListener('contextrestored', restored, true)
}

/**
 * Another number each time that the browser has given canvases back blank, as it does when its graphics
 * process has died. Whoever paints one paints it anew then.
 */
export const useRestoredCanvases = (): number => useSyncExternalStore(subscribe, () => restoredAt)
