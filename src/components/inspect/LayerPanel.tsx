import { useTranslation } from 'react-i18next'
import type { Layer } from '../../core/network/description'
import { inspectionClosed, layerChosen, useInspection, useInspectionStore } from './inspection'
import { LayerMaps } from './LayerMaps'
import { useLayerWords } from './use-layer-words'

interface LayerPanelProps {
  readonly layer: Layer
}

/** One layer between the image and the output: its name, its maps in colour, what computes it. */
export function LayerPanel({ layer }: LayerPanelProps) {
  const { t } = useTranslation()
  const { size, kind, activation } = useLayerWords(layer)
  const store = useInspectionStore()
  const isOpen = useInspection(
    ({ depth, chosen }) => depth === 'layer' && chosen.plane === layer.name,
  )
  const heading = `heading-${layer.name}`
  return (
    <section
      className="layer"
      data-testid={`layer-${layer.name}`}
      data-layer={layer.name}
      aria-labelledby={heading}
    >
      <header className="layer-head">
        <h3 id={heading} title={t(`layer.about.${layer.name}`)}>
          <button
            type="button"
            className="layer-opener"
            aria-label={t('layer.open', { layer: layer.name })}
            aria-expanded={isOpen}
            onClick={() => (isOpen ? inspectionClosed(store) : layerChosen(store, layer.name))}
          >
            {layer.name}
          </button>
        </h3>
        <p className="quiet">{size}</p>
      </header>
      <LayerMaps layer={layer} />
      <p className="layer-rule quiet">
        <span>{kind}</span> <span>{activation}</span>
      </p>
    </section>
  )
}
