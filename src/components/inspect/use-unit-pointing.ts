import type { KeyboardEvent, PointerEvent } from 'react'
import type { LayerName } from '../../core/network/description'
import { usePointedUnitStore } from './pointed-unit'
import { type TileLayout, type UnitPlace, unitAt, unitBeside } from './tile-layout'

const STEPS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
}

const FIRST_UNIT: UnitPlace = { map: 0, row: 0, column: 0 }

/** Points at units of a layer's picture by pointer and by arrow keys. */
export function useUnitPointing(layer: LayerName, layout: TileLayout) {
  const pointed = usePointedUnitStore()
  const pointAt = (place: UnitPlace | null, byKeys: boolean) => {
    const { unit } = pointed.getState()
    const same =
      place !== null &&
      unit?.layer === layer &&
      unit.map === place.map &&
      unit.row === place.row &&
      unit.column === place.column
    if (!same) pointed.setState({ unit: place === null ? null : { ...place, layer }, byKeys })
  }
  const here = (): UnitPlace | null => {
    const { unit } = pointed.getState()
    return unit?.layer === layer && unit.map < layout.maps ? unit : null
  }
  const followPointer = (event: PointerEvent<HTMLCanvasElement>) => {
    const box = event.currentTarget.getBoundingClientRect()
    const x = ((event.clientX - box.left) / box.width) * layout.width
    const y = ((event.clientY - box.top) / box.height) * layout.height
    pointAt(unitAt(layout, x, y), false)
  }
  return {
    onPointerMove: followPointer,
    onPointerDown: followPointer,
    onPointerLeave: () => pointAt(null, false),
    onBlur: () => pointAt(null, false),
    onKeyDown: (event: KeyboardEvent) => {
      const step = STEPS[event.key]
      if (step === undefined || event.ctrlKey || event.metaKey || event.altKey) return
      event.preventDefault()
      const from = here()
      pointAt(from === null ? FIRST_UNIT : unitBeside(layout, from, ...step), true)
    },
  }
}
