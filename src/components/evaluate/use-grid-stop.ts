import { type KeyboardEvent, type RefObject, useRef, useState } from 'react'
import { placeAfterKey } from './grid-moves'

interface GridStop {
  readonly list: RefObject<HTMLUListElement | null>
  /** Of the button that the Tab key reaches. */
  readonly place: number
  readonly moveByKey: (event: KeyboardEvent) => void
  readonly moved: (place: number) => void
}

/** A grid of so many buttons, filled row by row: one stop of the Tab key, arrows move within. */
export function useGridStop(count: number): GridStop {
  const list = useRef<HTMLUListElement>(null)
  const [current, setCurrent] = useState(0)
  const place = Math.min(current, count - 1)
  const moveByKey = (event: KeyboardEvent) => {
    const next = placeAfterKey(place, event.key, count, columnsOf(list.current))
    if (next === null) return
    event.preventDefault()
    setCurrent(next)
    list.current?.querySelectorAll('button')[next]?.focus()
  }
  return { list, place, moveByKey, moved: setCurrent }
}

/** Buttons beside each other, as the page's width lets. */
function columnsOf(list: HTMLElement | null): number {
  const tops = Array.from(list?.children ?? [], (item) => item.getBoundingClientRect().top)
  return Math.max(tops.filter((top) => top === tops[0]).length, 1)
}
