import type { KeyboardEvent, MouseEvent, PointerEvent } from 'react'
import type { Plane, Unit, UnitPlace } from '../../core/explain/unit'
import { inspectionClosed, pointAt, unitChosen, useInspectionStore } from './inspection'
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
 * sum of a unit. While a sum is open, arrow keys go from sum to sum.
 */
export function useUnitPointing(plane: Plane, layout: TileLayout) {
  const store = useInspectionStore()
  const here = (): UnitPlace | null => {
    const { pointed } = store.getState()
    return pointed?.plane === plane && pointed.map < layout.maps ? pointed : null
  }
  const under = (event: MouseEvent<HTMLCanvasElement>): UnitPlace | null => {
    const box = event.currentTarget.getBoundingClientRect()
    const x = ((event.clientX - box.left) / box.width) * layout.width
    const y = ((event.clientY - box.top) / box.height) * layout.height
    return unitAt(layout, x, y)
  }
  const point = (place: UnitPlace | null, byKeys: boolean) =>
    pointAt(store, place && { ...place, plane }, byKeys)
  const choose = (place: UnitPlace | null) => {
    const unit: Unit | null = place && { ...place, plane }
    if (unit !== null && unit.plane !== 'image') unitChosen(store, unit)
  }
  const followPointer = (event: PointerEvent<HTMLCanvasElement>) => point(under(event), false)
  return {
    onPointerMove: followPointer,
    onPointerDown: followPointer,
    onPointerLeave: () => point(null, false),
    onClick: (event: MouseEvent<HTMLCanvasElement>) => choose(under(event)),
    onBlur: () => point(null, false),
    onKeyDown: (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return
      const from = here()
      if (event.key === 'Enter' || event.key === ' ') {
        event.preventDefault()
        point(from ?? FIRST_UNIT, true)
        choose(from ?? FIRST_UNIT)
      } else if (event.key === 'Escape') inspectionClosed(store)
      const step = STEPS[event.key]
      if (step === undefined) return
      event.preventDefault()
      const next = from === null ? FIRST_UNIT : unitBeside(layout, from, ...step)
      point(next, true)
      if (store.getState().depth === 'unit') choose(next)
    },
  }
}
