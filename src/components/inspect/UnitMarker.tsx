import type { CSSProperties } from 'react'
import { useStore } from 'zustand'
import type { LayerName } from '../../core/network/description'
import { usePointedUnitStore } from './pointed-unit'
import { type TileLayout, tileOrigin } from './tile-layout'

interface UnitMarkerProps {
  readonly layer: LayerName
  readonly layout: TileLayout
}

/** A frame around the unit that is pointed at. */
export function UnitMarker({ layer, layout }: UnitMarkerProps) {
  const unit = useStore(usePointedUnitStore(), ({ unit }) => (unit?.layer === layer ? unit : null))
  if (unit === null || unit.map >= layout.maps) return null
  const { x, y } = tileOrigin(layout, unit.map)
  const place: CSSProperties & Record<`--${string}`, number> = {
    '--unit-x': x + unit.column,
    '--unit-y': y + unit.row,
  }
  return <span className="unit-marker" style={place} aria-hidden="true" />
}
