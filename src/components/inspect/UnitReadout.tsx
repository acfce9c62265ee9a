import { useTranslation } from 'react-i18next'
import { type Unit, unitIndex } from '../../core/explain/unit'
import { layerNamed, type Network } from '../../core/network/description'
import type { LabState } from '../../store/lab-store'
import { useFormat } from '../use-format'
import { useLab } from '../use-lab'
import { useInspection } from './inspection'
import { shownValues } from './shown-values'

/** The value of the unit that is pointed at, in a line of its own that never moves. */
export function UnitReadout({ network }: { readonly network: Network }) {
  const { t } = useTranslation()
  const format = useFormat()
  const unit = useInspection(({ pointed }) => pointed)
  const byKeys = useInspection((inspection) => inspection.byKeys)
  // A number, not the reading: without a unit to show, a reading renders nothing here.
  const value = useLab((state) => (unit === null ? null : valueAt(state, network, unit)))
  const shown = value === null ? '–' : format.value(value)
  return (
    <p className="readout" data-testid="readout" aria-live={byKeys ? 'polite' : 'off'}>
      {unit === null ? (
        <span className="quiet">{t('readout.hint')}</span>
      ) : unit.plane === 'image' ? (
        t('readout.pixel', { row: unit.row + 1, column: unit.column + 1, value: shown })
      ) : (
        t(layerNamed(network, unit.plane).side === 1 ? 'readout.unit' : 'readout.mapUnit', {
          layer: unit.plane,
          map: unit.map + 1,
          maps: layerNamed(network, unit.plane).maps,
          row: unit.row + 1,
          column: unit.column + 1,
          value: shown,
        })
      )}
    </p>
  )
}

function valueAt(
  { reading, activationSide }: LabState,
  network: Network,
  unit: Unit,
): number | null {
  if (unit.plane === 'image') {
    const image = reading?.stages.image
    return image?.ink[unitIndex(image.side, unit)] ?? null
  }
  const layer = layerNamed(network, unit.plane)
  return shownValues(reading, layer, activationSide)?.[unitIndex(layer.side, unit)] ?? null
}
