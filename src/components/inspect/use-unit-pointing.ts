import type { KeyboardEvent, MouseEvent, PointerEvent } from 'react'
import { isUnitOf, type LayerUnit, type Plane, type UnitPlace } from '../../core/explain/unit'
import {
  inspectionClosed,
  pointAt,
  unitChosen,
  unitKept,
  unitMarked,
  unitPressed,
  useInspectionStore,
} from './inspection'
import { type TileLayout, unitAt, unitBeside } from './tile-layout'

/** Where arrow keys lead, across and down. */
export const STEPS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
}

const FIRST_UNIT: UnitPlace = { map: 0, row: 0, column: 0 }

/**
 * Points at units of a plane's picture by pointer and by arrow keys; a click, Enter or Space opens the
 * sum of a unit. What a pointer crosses is only pointed at; arrow keys choose, too: while a sum is open
 * they go from sum to sum.
 *
 * @param isByItself - Whether the plane is the layer that is open, of whose units a first click keeps one.
 */
export function useUnitPointing(plane: Plane, layout: TileLayout, isByItself: boolean) {
  const store = useInspectionStore()
  const here = (): UnitPlace | null => {
    const state = store.getState()
    const { pointed } = state
    const from =
      pointed?.plane === plane ? pointed : unitMarked(state, { plane, side: layout.side })
    return from !== null && isUnitOf(layout, from) ? from : null
  }
  const under = (event: MouseEvent<HTMLCanvasElement>): UnitPlace | null => {
    const box = event.currentTarget.getBoundingClientRect()
    const x = ((event.clientX - box.left) / box.width) * layout.width
    const y = ((event.clientY - box.top) / box.height) * layout.height
    return unitAt(layout, x, y)
  }
  const point = (place: UnitPlace | null, byKeys: boolean) =>
    pointAt(store, place && { ...place, plane }, byKeys)
  /** The image has no sums. */
  const unitOf = (place: UnitPlace): LayerUnit | null =>
    plane === 'image' ? null : { ...place, plane }
  const followPointer = (event: PointerEvent<HTMLCanvasElement>) => point(under(event), false)
  return {
    onPointerMove: followPointer,
    onPointerDown: followPointer,
    onPointerLeave: () => point(null, false),
    onClick: (event: MouseEvent<HTMLCanvasElement>) => {
      const place = under(event)
      const unit = place && unitOf(place)
      if (unit === null) return
      if (isByItself) unitPressed(store, unit, layout.side)
      else unitChosen(store, unit)
    },
    onBlur: () => point(null, false),
    onKeyDown: (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return
      const from = here()
      if (event.key === 'Enter' || event.key === ' ') {
        event.preventDefault()
        point(from ?? FIRST_UNIT, true)
        const unit = unitOf(from ?? FIRST_UNIT)
        if (unit !== null) unitChosen(store, unit)
      } else if (event.key === 'Escape') inspectionClosed(store)
      const step = STEPS[event.key]
      if (step === undefined) return
      event.preventDefault()
      const next = from === null ? FIRST_UNIT : unitBeside(layout, from, ...step)
      point(next, true)
      const unit = unitOf(next)
      if (unit !== null) unitKept(store, unit)
    },
  }
}
