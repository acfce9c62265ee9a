import type { RefObject } from 'react'
import { useTranslation } from 'react-i18next'
import type { Plane } from '../../core/explain/unit'
import { PointedCanvas } from '../inspect/PointedCanvas'
import { Tiles } from '../inspect/Tiles'
import type { TileLayout } from '../inspect/tile-layout'

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
export function CompareMaps({ canvas, label, plane, layout, zoom, isPointable }: CompareMapsProps) {
  const { t } = useTranslation('compare')
  const { width, height } = layout
  return (
    <Tiles layout={layout} zoom={zoom}>
      {isPointable ? (
        <PointedCanvas
          canvas={canvas}
          plane={plane}
          layout={layout}
          label={label}
          keys={t('keys')}
        />
      ) : (
        <canvas ref={canvas} width={width} height={height} role="img" aria-label={label} />
      )}
    </Tiles>
  )
}
