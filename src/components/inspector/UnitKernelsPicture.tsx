import { type RefObject, useCallback, useId, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { mapWeights } from '../../core/explain/map-weights'
import { layerIndex } from '../../core/explain/sight'
import { type LayerUnit, unitIndex, unitPlace } from '../../core/explain/unit'
import { layerNamed, type MapShape, type Network } from '../../core/network/description'
import { paintSigned } from '../inspect/paint-signed'
import { largestMagnitude } from '../inspect/signed-colours'
import { Tiles } from '../inspect/Tiles'
import { type TileLayout, unitAt, unitBeside } from '../inspect/tile-layout'
import { UnitMarker } from '../inspect/UnitMarker'
import { useFormat } from '../use-format'
import { usePainted } from '../use-painted'
import { writeText } from '../write-text'
import { useTermPointing } from './use-term-pointing'
import { whatWeightsShow } from './what-weights-show'

interface UnitKernelsPictureProps {
  readonly network: Network
  readonly unit: LayerUnit
  readonly input: MapShape
  readonly tiles: { readonly layout: TileLayout; readonly zoom: number }
  /** Where the end of the colour scale is written. */
  readonly scale: RefObject<HTMLElement | null>
}

/** One unit's weights, laid out as what it reads; each shows the term that it makes. */
export function UnitKernelsPicture(props: UnitKernelsPictureProps) {
  const { network, unit, input, scale } = props
  const { layout, zoom } = props.tiles
  const { t } = useTranslation('inspector')
  const format = useFormat()
  const canvas = useRef<HTMLCanvasElement>(null)
  const help = useId()
  const { kind } = layerNamed(network, unit.plane)
  const paint = useCallback(
    ([weights, variant]: ReturnType<typeof whatWeightsShow>) => {
      if (weights === null || variant !== network.variant) return
      const own = mapWeights(layerNamed(network, unit.plane), input, weights, unit.map)
      const largest = own === null ? 0 : largestMagnitude(own.values)
      paintSigned(canvas.current, layout, own?.values ?? null, largest)
      writeText(scale.current, `±${format.value(largest)}`)
    },
    [network, unit, input, layout, scale, format],
  )
  usePainted(whatWeightsShow, paint)
  const before = network.layers[layerIndex(network, unit.plane) - 1]?.name ?? 'image'
  const { side } = input
  const pointing = useTermPointing(network, unit, {
    at: (x, y) => {
      const place = unitAt(layout, x / zoom, y / zoom)
      return place && unitIndex(side, place)
    },
    beside: (index, dx, dy) => unitIndex(side, unitBeside(layout, unitPlace(side, index), dx, dy)),
  })
  return (
    <Tiles layout={layout} zoom={zoom}>
      {/* biome-ignore lint/a11y/noInteractiveElementToNoninteractiveRole: it is drawn on a canvas and takes arrow keys */}
      <canvas
        ref={canvas}
        width={layout.width}
        height={layout.height}
        data-testid="unit-kernels-picture"
        tabIndex={0}
        role="application"
        aria-label={t(`kernels.label.${kind}`, { layer: unit.plane })}
        aria-describedby={help}
        {...pointing}
      />
      <UnitMarker plane={before} layout={layout} />
      <span id={help} hidden>
        {t('terms.keys')}
      </span>
    </Tiles>
  )
}
