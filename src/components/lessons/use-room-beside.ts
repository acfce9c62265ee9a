import { useLayoutEffect, useState } from 'react'

/** A narrower page has one column, in CSS pixels. */
const LEAST_WIDTH = 720

/** The largest card with what it keeps free around it, likewise. */
const CARD = { width: 378, height: 330 }

/** Whether a card has room beside an element that is scrolled into view; followed as either changes. */
export function useRoomBeside(element: Element | null, side: 'left' | 'right' | 'bottom'): boolean {
  const [hasRoom, setHasRoom] = useState(false)
  useLayoutEffect(() => {
    if (element === null) return
    const measure = () => setHasRoom(innerWidth >= LEAST_WIDTH && isRoomBeside(element, side))
    measure()
    const sizes = new ResizeObserver(measure)
    for (const box of [element, document.documentElement]) sizes.observe(box)
    return () => sizes.disconnect()
  }, [element, side])
  return hasRoom
}

function isRoomBeside(element: Element, side: 'left' | 'right' | 'bottom'): boolean {
  const { left, right, height } = element.getBoundingClientRect()
  switch (side) {
    case 'left':
      return left >= CARD.width
    case 'right':
      return innerWidth - right >= CARD.width
    case 'bottom':
      return innerHeight - height >= CARD.height
  }
}
