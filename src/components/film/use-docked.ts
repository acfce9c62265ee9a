import { type RefObject, useLayoutEffect, useState } from 'react'

/**
 * Whether the film keeps to the window's lower edge: while it shows a frame and its own place is out
 * of sight, as the layers that it changes are far above it. Its place stays as high as it was.
 */
export function useDocked(place: RefObject<HTMLElement | null>, isWanted: boolean): boolean {
  const [isSeen, setIsSeen] = useState(true)
  useLayoutEffect(() => {
    const element = place.current
    if (element === null || !isWanted) return
    element.style.minHeight = `${element.offsetHeight}px`
    const observer = new IntersectionObserver(
      ([entry]) => setIsSeen(entry === undefined || entry.intersectionRatio > LEAST_SEEN),
      { threshold: [0, LEAST_SEEN, 1] },
    )
    observer.observe(element)
    return () => {
      observer.disconnect()
      element.style.minHeight = ''
      setIsSeen(true)
    }
  }, [place, isWanted])
  return isWanted && !isSeen
}

/** Of its height, that must be in the window. */
const LEAST_SEEN = 0.9
