import type { CSSProperties } from 'react'
import type { Plane } from '../../core/explain/unit'
import { useInspection } from './inspection'
import { type TileLayout, tileOrigin } from './tile-layout'

interface UnitMarkerProps {
  readonly plane: Plane
  readonly layout: TileLayout
}

/** A frame around the unit that is pointed at, or else the one whose sum is open. */
export function UnitMarker({ plane, layout }: UnitMarkerProps) {
  const unit = useInspection(({ pointed, term, depth, chosen }) => {
    const shown = pointed ?? term?.input ?? (depth === 'unit' ? chosen : null)
    return shown?.plane === plane ? shown : null
  })
  if (unit === null || unit.map >= layout.maps) return null
  const { x, y } = tileOrigin(layout, unit.map)
  const place: CSSProperties & Record<`--${string}`, number> = {
    '--unit-x': x + unit.column,
    '--unit-y': y + unit.row,
  }
  return <span className="unit-marker" style={place} aria-hidden="true" />
}
