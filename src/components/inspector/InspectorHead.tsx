import { ChevronRight, X } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { LayerUnit } from '../../core/explain/unit'
import { layerNamed, type Network } from '../../core/network/description'
import { SavePlace } from '../export/SavePlace'
import { IconButton } from '../IconButton'
import {
  type Depth,
  inspectionClosed,
  layerChosen,
  unitChosen,
  useInspectionStore,
} from '../inspect/inspection'
import { Legend } from '../inspect/Legend'

interface InspectorHeadProps {
  readonly network: Network
  readonly unit: LayerUnit
  readonly depth: Depth
}

/** Where one is, and the ways up, down and sideways: all layers › a layer › a unit. */
export function InspectorHead({ network, unit, depth }: InspectorHeadProps) {
  const { t } = useTranslation('inspector')
  const store = useInspectionStore()
  const isOfAnswer = depth === 'why' || depth === 'compare'
  return (
    <header className="inspector-head">
      <nav aria-label={t('path.label')}>
        <ol className="inspector-path">
          <li>
            <button type="button" className="link" onClick={() => inspectionClosed(store)}>
              {t('path.all')}
            </button>
          </li>
          {isOfAnswer ? (
            <li>
              <ChevronRight aria-hidden="true" />
              <strong>{t(`path.${depth}`)}</strong>
            </li>
          ) : (
            <UnitPath network={network} unit={unit} depth={depth} />
          )}
        </ol>
      </nav>
      {/* What is shown of an answer has scales of its own. */}
      {!isOfAnswer && <Legend />}
      <span className="inspector-tools">
        <SavePlace subject={isOfAnswer ? depth : `${depth}-${unit.plane}`} panel=".inspector" />
        <IconButton
          testId="inspector-close"
          name={t('close')}
          onPressed={() => inspectionClosed(store)}
        >
          <X />
        </IconButton>
      </span>
    </header>
  )
}

/** The layer, each other layer, and the unit. */
function UnitPath({ network, unit, depth }: InspectorHeadProps) {
  const { t } = useTranslation('inspector')
  const store = useInspectionStore()
  const layer = layerNamed(network, unit.plane)
  const place = {
    map: unit.map + 1,
    maps: layer.maps,
    row: unit.row + 1,
    column: unit.column + 1,
  }
  return (
    <>
      <li className="path-layers">
        <ChevronRight aria-hidden="true" />
        <span className="layer-choice">
          {network.layers.map(({ name }) => (
            <button
              key={name}
              type="button"
              className="layer-tab"
              aria-current={name === unit.plane ? 'true' : undefined}
              onClick={() => layerChosen(store, name)}
            >
              {name === 'output' ? t('path.output') : name}
            </button>
          ))}
        </span>
      </li>
      <li>
        <ChevronRight aria-hidden="true" />
        {depth === 'unit' ? (
          <strong data-testid="unit-name" aria-live="polite">
            {layer.name === 'output'
              ? t('path.digit', { digit: unit.map })
              : t(layer.side === 1 ? 'path.unit' : 'path.mapUnit', place)}
          </strong>
        ) : (
          <button type="button" className="link" onClick={() => unitChosen(store, unit)}>
            {t('path.formula')}
          </button>
        )}
      </li>
    </>
  )
}
