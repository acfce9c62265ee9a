import { useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { LayerUnit } from '../../core/explain/unit'
import type { Layer, Network } from '../../core/network/description'
import { ConnectionSettings } from '../connections/ConnectionSettings'
import { LayerMaps } from '../inspect/LayerMaps'
import { largestTiles } from '../inspect/tile-layout'
import { useLayerWords } from '../inspect/use-layer-words'
import { Kernels } from './Kernels'
import { MapParameters } from './MapParameters'
import { MapStates } from './MapStates'
import { UnitKernels } from './UnitKernels'
import { useBoxWidth } from './use-box-width'

/** A layer's maps are no higher than this, so that its kernels are on the screen with them. */
const MOST_HEIGHT = 360

interface LayerViewProps {
  readonly network: Network
  readonly layer: Layer
  /** The one whose weights are shown by themselves, where a map is one unit. */
  readonly unit: LayerUnit
}

/** A layer by itself: its maps large enough to pick a unit, and all that it has learnt. */
export function LayerView({ network, layer, unit }: LayerViewProps) {
  const { t } = useTranslation('inspector')
  const box = useRef<HTMLDivElement>(null)
  const width = useBoxWidth(box)
  const tiles = useMemo(
    () => (width === null ? null : largestTiles(layer, width, MOST_HEIGHT)),
    [layer, width],
  )
  const { size, kind, activation } = useLayerWords(layer)
  const isOfUnits = layer.side === 1
  return (
    <div className="layer-view" data-testid="layer-view" data-layer={layer.name}>
      <p className="quiet">
        {[size, kind, activation].filter((words) => words !== null).join(' · ')} ·{' '}
        {t(isOfUnits ? 'layer.hintUnits' : 'layer.hint')}
      </p>
      <div className={isOfUnits ? 'layer-units' : undefined}>
        <div>
          <div ref={box}>{tiles && <LayerMaps layer={layer} tiles={tiles} />}</div>
          <MapStates layer={layer} />
        </div>
        {isOfUnits && <UnitKernels network={network} layer={layer} unit={unit} />}
      </div>
      {layer.kind === 'subsampling' && <MapParameters layer={layer} />}
      {hasKernels(layer) && <Kernels network={network} layer={layer} />}
      {layer.name === 'C3' && <NextConnections />}
    </div>
  )
}

/** The table that the next run will have, unfolded to be edited: the kernels are of the present one. */
function NextConnections() {
  const { t } = useTranslation('inspector')
  const [isOpen, setIsOpen] = useState(false)
  return (
    <details
      className="unfolding"
      data-testid="next-connections"
      onToggle={({ currentTarget }) => setIsOpen(currentTarget.open)}
    >
      <summary>{t('kernels.next')}</summary>
      {isOpen && <ConnectionSettings />}
    </details>
  )
}

const hasKernels = ({ kind }: Layer): boolean =>
  kind === 'convolution' || kind === 'fullyConnected' || kind === 'radialBasis'
