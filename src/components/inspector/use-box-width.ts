import { type RefObject, useLayoutEffect, useState } from 'react'
import { flushSync } from 'react-dom'

/**
 * The width of an element in CSS pixels, followed as it changes; null before it is known. Paper has
 * another, and a printer waits for no observer.
 */
export function useBoxWidth(element: RefObject<HTMLElement | null>): number | null {
  const [width, setWidth] = useState<number | null>(null)
  useLayoutEffect(() => {
    const box = element.current
    if (box === null) return
    const measure = () => setWidth(Math.floor(box.clientWidth))
    measure()
    const sizes = new ResizeObserver(measure)
    sizes.observe(box)
    const paper = matchMedia('print')
    const measureAtOnce = () => flushSync(measure)
    paper.addEventListener('change', measureAtOnce)
    return () => {
      sizes.disconnect()
      paper.removeEventListener('change', measureAtOnce)
    }
  }, [element])
  return width
}
