import type { KeyboardEvent, PointerEvent } from 'react'
import type { LayerUnit } from '../../core/explain/unit'
import type { Network } from '../../core/network/description'
import { NOTHING_LIT, useInspectionStore } from '../inspect/inspection'
import { STEPS } from '../inspect/use-unit-pointing'
import { pointedTerm } from './pointed-term'

interface TermPlaces {
  /** The term at a place of the picture, in CSS pixels; null beside all. */
  readonly at: (x: number, y: number) => number | null
  /** The term one step away. */
  readonly beside: (index: number, dx: number, dy: number) => number
}

/** Points at the terms of a unit's sum on a picture of them, by pointer and by arrow keys. */
export function useTermPointing(network: Network, unit: LayerUnit, { at, beside }: TermPlaces) {
  const store = useInspectionStore()
  const point = (index: number | null, byKeys: boolean) => {
    const before = store.getState().term?.index ?? null
    if (index === before) return
    const pointed = index === null ? NOTHING_LIT : pointedTerm(network, unit, index)
    store.setState({ ...pointed, byKeys })
  }
  const followPointer = (event: PointerEvent<HTMLCanvasElement>) => {
    const { left, top } = event.currentTarget.getBoundingClientRect()
    point(at(event.clientX - left, event.clientY - top), false)
  }
  return {
    onPointerMove: followPointer,
    onPointerDown: followPointer,
    onPointerLeave: () => point(null, false),
    onBlur: () => point(null, false),
    onKeyDown: (event: KeyboardEvent) => {
      const step = STEPS[event.key]
      if (step === undefined || event.ctrlKey || event.metaKey || event.altKey) return
      event.preventDefault()
      const from = store.getState().term?.index
      point(from === undefined ? 0 : beside(from, ...step), true)
    },
  }
}
