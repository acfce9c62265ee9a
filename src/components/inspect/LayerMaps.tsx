import { type CSSProperties, Suspense, useId, useMemo, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { Layer } from '../../core/network/description'
import { FieldMarks } from './FieldMarks'
import { MapMarks } from './lazy-map-marks'
import { type TileLayout, tileLayout } from './tile-layout'
import { UnitMarker } from './UnitMarker'
import { usePaintedMaps } from './use-painted-maps'
import { useUnitPointing } from './use-unit-pointing'

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
  const help = useId()
  const usual = useMemo(() => tileLayout(layer), [layer])
  const layout = tiles?.layout ?? usual
  usePaintedMaps(canvas, range, layer, layout)
  const pointing = useUnitPointing(layer.name, layout)
  const size: CSSProperties & Record<`--${string}`, number> = {
    '--units-wide': layout.width,
    '--units-high': layout.height,
    ...(tiles && { '--zoom': tiles.zoom }),
  }
  return (
    <div className="layer-maps">
      <div className="layer-tiles" style={size}>
        {/* biome-ignore lint/a11y/noInteractiveElementToNoninteractiveRole: it is drawn on a canvas and takes arrow keys */}
        <canvas
          ref={canvas}
          width={layout.width}
          height={layout.height}
          tabIndex={0}
          role="application"
          aria-label={t('layer.picture', { layer: layer.name })}
          aria-describedby={help}
          {...pointing}
        />
        {layout.side > 1 && (
          <Suspense fallback={null}>
            <MapMarks layer={layer} layout={layout} />
          </Suspense>
        )}
        <FieldMarks plane={layer.name} layout={layout} />
        <UnitMarker plane={layer.name} layout={layout} />
      </div>
      <p ref={range} className="layer-range" />
      <span id={help} hidden>
        {t('layer.keys')}
      </span>
    </div>
  )
}
