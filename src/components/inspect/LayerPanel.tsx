import { useTranslation } from 'react-i18next'
import type { Layer } from '../../core/network/description'
import { LayerMaps } from './LayerMaps'
import { useLayerWords } from './use-layer-words'

interface LayerPanelProps {
  readonly layer: Layer
}

/** One layer between the image and the output: its name, its maps in colour, what computes it. */
export function LayerPanel({ layer }: LayerPanelProps) {
  const { t } = useTranslation()
  const { size, kind, activation } = useLayerWords(layer)
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
          {layer.name}
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
