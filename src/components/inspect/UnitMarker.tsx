import type { CSSProperties } from 'react'
import type { Plane } from '../../core/explain/unit'
import { unitMarked, useInspection } from './inspection'
import { type TileLayout, tileOrigin } from './tile-layout'

interface UnitMarkerProps {
  readonly plane: Plane
  readonly layout: TileLayout
}

/** A frame around the unit that is pointed at, or whose sum or weights are shown while none is. */
export function UnitMarker({ plane, layout }: UnitMarkerProps) {
  const unit = useInspection((inspection) => {
    const { pointed, term } = inspection
    const shown = pointed ?? term?.input ?? null
    if (shown?.plane === plane) return shown
    return pointed === null ? unitMarked(inspection, { plane, side: layout.side }) : null
  })
  if (unit === null || unit.map >= layout.maps) return null
  const { x, y } = tileOrigin(layout, unit.map)
  const place: CSSProperties & Record<`--${string}`, number> = {
    '--unit-x': x + unit.column,
    '--unit-y': y + unit.row,
  }
  return <span className="unit-marker" style={place} aria-hidden="true" />
}
