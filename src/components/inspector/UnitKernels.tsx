import { ChevronLeft, ChevronRight } from 'lucide-react'
import { useMemo, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { layerIndex } from '../../core/explain/sight'
import type { LayerUnit, Unit } from '../../core/explain/unit'
import { inputShape, type Layer, type MapShape, type Network } from '../../core/network/description'
import { IconButton } from '../IconButton'
import { unitChosen, unitKept, useInspection, useInspectionStore } from '../inspect/inspection'
import { largestTiles, tileLayout } from '../inspect/tile-layout'
import { TermReadout } from './TermReadout'
import { UnitKernelsPicture } from './UnitKernelsPicture'
import { useBoxWidth } from './use-box-width'

interface UnitKernelsProps {
  readonly network: Network
  /** Its maps are single units. */
  readonly layer: Layer
  readonly unit: LayerUnit
}

/** No higher than the units that stand beside it. */
const MOST_HEIGHT = 340

/** All weights of one unit, large enough to pick each: of the one pointed at, or else of the chosen one. */
export function UnitKernels({ network, layer, unit: chosen }: UnitKernelsProps) {
  const { t } = useTranslation('inspector')
  const store = useInspectionStore()
  const scale = useRef<HTMLSpanElement>(null)
  const box = useRef<HTMLDivElement>(null)
  const width = useBoxWidth(box)
  const input = useMemo(
    () => inputShape(network, layerIndex(network, layer.name)),
    [network, layer],
  )
  // Whoever points at a unit hears of it there.
  const isPointed = useInspection(({ pointed }) => pointed !== null)
  const crossed = useInspection(({ pointed }) => mapIn(layer, pointed))
  const unit = useMemo(() => ({ ...chosen, map: crossed ?? chosen.map }), [chosen, crossed])
  const tiles = useMemo(() => (width === null ? null : closeUp(input, width)), [input, width])
  const name =
    layer.name === 'output'
      ? t('path.digit', { digit: unit.map })
      : t('path.unit', { map: unit.map + 1, maps: layer.maps })
  const step = (by: number) =>
    unitKept(store, { ...unit, map: (unit.map + by + layer.maps) % layer.maps })
  return (
    <section className="unit-kernels" data-testid="unit-kernels">
      <div className="unit-kernels-head">
        <IconButton testId="unit-before" name={t('kernels.before')} onPressed={() => step(-1)}>
          <ChevronLeft />
        </IconButton>
        <IconButton testId="unit-after" name={t('kernels.after')} onPressed={() => step(1)}>
          <ChevronRight />
        </IconButton>
        <h3 className="kernels-title" aria-live={isPointed ? 'off' : 'polite'}>
          {t(`kernels.of.${layer.kind}`, { unit: name })}
        </h3>
        <span ref={scale} className="quiet" />
        <button type="button" className="link" onClick={() => unitChosen(store, unit)}>
          {t('kernels.sum')}
        </button>
      </div>
      <div ref={box}>
        {tiles && (
          <UnitKernelsPicture
            network={network}
            unit={unit}
            input={input}
            tiles={tiles}
            scale={scale}
          />
        )}
      </div>
      <TermReadout unit={unit} />
    </section>
  )
}

/** Kernels as large as fits; single inputs lie as they do in their own layer. */
function closeUp(input: MapShape, width: number) {
  if (input.side > 1) return largestTiles(input, width, MOST_HEIGHT)
  const layout = tileLayout(input)
  return { layout, zoom: Math.floor(Math.min(width / layout.width, MOST_HEIGHT / layout.height)) }
}

/** The map of a layer that is pointed at; null for none of them. */
const mapIn = ({ name, maps }: Layer, pointed: Unit | null): number | null =>
  pointed?.plane === name && pointed.map < maps ? pointed.map : null
