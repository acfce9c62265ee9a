import { useTranslation } from 'react-i18next'
import type { Layer, Network } from '../../core/network/description'
import { LayerMaps } from '../inspect/LayerMaps'
import { useLayerWords } from '../inspect/use-layer-words'

interface LayerViewProps {
  readonly network: Network
  readonly layer: Layer
}

/** A layer's maps, large enough to pick a unit. */
export function LayerView({ layer }: LayerViewProps) {
  const { t } = useTranslation('inspector')
  const { size, kind, activation } = useLayerWords(layer)
  return (
    <div className="layer-view" data-testid="layer-view" data-layer={layer.name}>
      <p className="quiet">
        {[size, kind, activation].filter((words) => words !== null).join(' · ')} · {t('layer.hint')}
      </p>
      <LayerMaps layer={layer} />
    </div>
  )
}
