import { useMemo } from 'react'
import { type Blocks, receptiveField, type UnitBlock, unitsThatSee } from '../../core/explain/sight'
import { isUnitOf, type Plane, type Unit } from '../../core/explain/unit'
import { layerNamed, type Network } from '../../core/network/description'
import { useNetwork } from '../use-network'
import { useInspection } from './inspection'
import { type TileLayout, tileOrigin } from './tile-layout'

interface FieldMarksProps {
  readonly plane: Plane
  readonly layout: TileLayout
}

const NOTHING: Blocks = new Map()

/**
 * What of a plane the unit in question sees, in a full frame, and which of its units see that unit, in
 * a broken one. In question is the unit pointed at, or else the one whose sum is open.
 */
export function FieldMarks({ plane, layout }: FieldMarksProps) {
  const network = useNetwork()
  const unit = useInspection(
    ({ pointed, depth, chosen }) => pointed ?? (depth === 'unit' ? chosen : null),
  )
  const lit = useInspection((inspection) => inspection.lit?.get(plane))
  const { seen, seeing } = useMemo(() => sightOf(network, unit), [network, unit])
  const paths = [
    ['field-seen', seen.get(plane)],
    ['field-seeing', seeing.get(plane)],
    ['field-lit', lit],
  ] as const
  if (paths.every(([, block]) => block === undefined)) return null
  return (
    <svg
      className="field-marks"
      viewBox={`0 0 ${layout.width} ${layout.height}`}
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      {paths.map(([kind, block]) => {
        const d = block === undefined ? '' : outline(block, layout)
        return (
          d !== '' && (
            <g key={kind} className={kind}>
              <path className="field-rim" d={d} />
              <path className="field-line" d={d} />
            </g>
          )
        )
      })}
    </svg>
  )
}

/** Both directions from a unit; nothing for one that the network on the page does not have. */
function sightOf(network: Network, unit: Unit | null): { seen: Blocks; seeing: Blocks } {
  if (unit === null) return { seen: NOTHING, seeing: NOTHING }
  if (unit.plane === 'image') return { seen: NOTHING, seeing: unitsThatSee(network, unit) }
  if (!isUnitOf(layerNamed(network, unit.plane), unit)) return { seen: NOTHING, seeing: NOTHING }
  return { seen: receptiveField(network, unit), seeing: unitsThatSee(network, unit) }
}

/** The block's rectangle on each of its maps; around single units that fill the picture, one. */
function outline({ maps, top, left, bottom, right }: UnitBlock, layout: TileLayout): string {
  if (layout.side === 1 && maps.length === layout.maps) {
    return `M0 0h${layout.width}v${layout.height}h${-layout.width}z`
  }
  return maps
    .map((map) => {
      const { x, y } = tileOrigin(layout, map)
      const [wide, high] = [right - left, bottom - top]
      return `M${x + left} ${y + top}h${wide}v${high}h${-wide}z`
    })
    .join('')
}
