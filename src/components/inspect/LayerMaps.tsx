import { Suspense, useId, useMemo, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { Layer } from '../../core/network/description'
import { FieldMarks } from './FieldMarks'
import { MapMarks } from './lazy-map-marks'
import { PointedCanvas } from './PointedCanvas'
import { Tiles } from './Tiles'
import { type TileLayout, tileLayout } from './tile-layout'
import { usePaintedMaps } from './use-painted-maps'

interface LayerMapsProps {
  readonly layer: Layer
  /** How the maps lie and their screen pixels a unit, where not as among all layers. */
  readonly tiles?: { readonly layout: TileLayout; readonly zoom: number }
}

/** A layer's maps as one picture that can be pointed at, and the end of its colour scale. */
export function LayerMaps({ layer, tiles }: LayerMapsProps) {
  const { t } = useTranslation()
  const canvas = useRef<HTMLCanvasElement>(null)
  const range = useRef<HTMLParagraphElement>(null)
  const states = useId()
  const usual = useMemo(() => tileLayout(layer), [layer])
  const layout = tiles?.layout ?? usual
  usePaintedMaps(canvas, range, layer, layout)
  return (
    <div className="layer-maps">
      <Tiles layout={layout} zoom={tiles?.zoom}>
        <PointedCanvas
          canvas={canvas}
          plane={layer.name}
          layout={layout}
          label={t('layer.picture', { layer: layer.name })}
          keys={t('layer.keys')}
          describedBy={states}
          isByItself={tiles !== undefined}
        >
          <Suspense fallback={null}>
            <MapMarks layer={layer} layout={layout} id={states} />
          </Suspense>
          <FieldMarks plane={layer.name} layout={layout} />
        </PointedCanvas>
      </Tiles>
      <p className="layer-range">
        <span ref={range} className="changing-line" />
      </p>
    </div>
  )
}
