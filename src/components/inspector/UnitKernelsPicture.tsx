import {
  type KeyboardEvent,
  type PointerEvent,
  type RefObject,
  useCallback,
  useId,
  useRef,
} from 'react'
import { useTranslation } from 'react-i18next'
import { mapWeights } from '../../core/explain/map-weights'
import { layerIndex } from '../../core/explain/sight'
import { type LayerUnit, unitIndex } from '../../core/explain/unit'
import { layerNamed, type MapShape, type Network } from '../../core/network/description'
import { NOTHING_LIT, useInspectionStore } from '../inspect/inspection'
import { paintSigned } from '../inspect/paint-signed'
import { largestMagnitude } from '../inspect/signed-colours'
import { Tiles } from '../inspect/Tiles'
import { type TileLayout, unitAt, unitBeside } from '../inspect/tile-layout'
import { UnitMarker } from '../inspect/UnitMarker'
import { STEPS } from '../inspect/use-unit-pointing'
import { useFormat } from '../use-format'
import { usePainted } from '../use-painted'
import { pointedTerm } from './pointed-term'
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
  const store = useInspectionStore()
  const canvas = useRef<HTMLCanvasElement>(null)
  const help = useId()
  const paint = useCallback(
    ([weights, variant]: ReturnType<typeof whatWeightsShow>) => {
      if (weights === null || variant !== network.variant) return
      const own = mapWeights(layerNamed(network, unit.plane), input, weights, unit.map)
      const largest = own === null ? 0 : largestMagnitude(own.values)
      paintSigned(canvas.current, layout, own?.values ?? null, largest)
      if (scale.current !== null) scale.current.textContent = `±${format.value(largest)}`
    },
    [network, unit, input, layout, scale, format],
  )
  usePainted(whatWeightsShow, paint)
  const before = network.layers[layerIndex(network, unit.plane) - 1]?.name ?? 'image'
  const point = (index: number | null, byKeys: boolean) => {
    if (index === (store.getState().term?.index ?? null)) return
    const pointed = index === null ? NOTHING_LIT : pointedTerm(network, unit, index)
    store.setState({ ...pointed, byKeys })
  }
  const followPointer = (event: PointerEvent<HTMLCanvasElement>) => {
    const { left, top } = event.currentTarget.getBoundingClientRect()
    const place = unitAt(layout, (event.clientX - left) / zoom, (event.clientY - top) / zoom)
    point(place && unitIndex(input.side, place), false)
  }
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
        aria-label={t('kernels.label', { layer: unit.plane })}
        aria-describedby={help}
        onPointerMove={followPointer}
        onPointerDown={followPointer}
        onPointerLeave={() => point(null, false)}
        onBlur={() => point(null, false)}
        onKeyDown={(event: KeyboardEvent) => {
          const step = STEPS[event.key]
          if (step === undefined || event.ctrlKey || event.metaKey || event.altKey) return
          event.preventDefault()
          const from = store.getState().term?.input
          const next =
            from === undefined ? { map: 0, row: 0, column: 0 } : unitBeside(layout, from, ...step)
          point(unitIndex(input.side, next), true)
        }}
      />
      <UnitMarker plane={before} layout={layout} />
      <span id={help} hidden>
        {t('terms.keys')}
      </span>
    </Tiles>
  )
}
