import type { CSSProperties, RefObject } from 'react'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import type { Plane } from '../../core/explain/unit'
import type { TileLayout } from '../inspect/tile-layout'
import { UnitMarker } from '../inspect/UnitMarker'
import { useUnitPointing } from '../inspect/use-unit-pointing'

interface CompareMapsProps {
  readonly canvas: RefObject<HTMLCanvasElement | null>
  readonly label: string
  readonly plane: Plane
  readonly layout: TileLayout
  readonly zoom: number
  /** Whether its units are those of the network on the page, which can be pointed at. */
  readonly isPointable: boolean
}

/** One picture of three: what it shows is painted from outside. */
export function CompareMaps(props: CompareMapsProps) {
  const { layout, zoom, isPointable, plane } = props
  const size: CSSProperties & Record<`--${string}`, number> = {
    '--units-wide': layout.width,
    '--units-high': layout.height,
    '--zoom': zoom,
  }
  return (
    <div className="layer-tiles" style={size} data-plane={plane}>
      {isPointable ? <PointedCanvas {...props} /> : <StillCanvas {...props} />}
    </div>
  )
}

function StillCanvas({ canvas, label, layout }: CompareMapsProps) {
  return (
    <canvas
      ref={canvas}
      width={layout.width}
      height={layout.height}
      role="img"
      aria-label={label}
    />
  )
}

function PointedCanvas({ canvas, label, plane, layout }: CompareMapsProps) {
  const { t } = useTranslation('compare')
  const help = useId()
  const pointing = useUnitPointing(plane, layout)
  return (
    <>
      {/* biome-ignore lint/a11y/noInteractiveElementToNoninteractiveRole: it is drawn on a canvas and takes arrow keys */}
      <canvas
        ref={canvas}
        width={layout.width}
        height={layout.height}
        tabIndex={0}
        role="application"
        aria-label={label}
        aria-describedby={help}
        {...pointing}
      />
      <UnitMarker plane={plane} layout={layout} />
      <span id={help} hidden>
        {t('keys')}
      </span>
    </>
  )
}
