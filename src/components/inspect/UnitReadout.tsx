import { useTranslation } from 'react-i18next'
import { useStore } from 'zustand'
import { layerNamed, type Network } from '../../core/network/description'
import { useFormat } from '../use-format'
import { useLab } from '../use-lab'
import { usePointedUnitStore } from './pointed-unit'
import { shownValues } from './shown-values'
import { unitIndex } from './tile-layout'

/** The value of the unit that is pointed at, in a line of its own that never moves. */
export function UnitReadout({ network }: { readonly network: Network }) {
  const { t } = useTranslation()
  const format = useFormat()
  const { unit, byKeys } = useStore(usePointedUnitStore())
  const side = useLab((state) => state.activationSide)
  // A number, not the reading: without a unit to show, a reading renders nothing here.
  const value = useLab(({ reading }) => {
    if (unit === null) return null
    const layer = layerNamed(network, unit.layer)
    return shownValues(reading, layer, side)?.[unitIndex(layer.side, unit)] ?? null
  })
  return (
    <p className="readout" data-testid="readout" aria-live={byKeys ? 'polite' : 'off'}>
      {unit === null ? (
        <span className="quiet">{t('readout.hint')}</span>
      ) : (
        t(layerNamed(network, unit.layer).side === 1 ? 'readout.unit' : 'readout.mapUnit', {
          layer: unit.layer,
          map: unit.map + 1,
          maps: layerNamed(network, unit.layer).maps,
          row: unit.row + 1,
          column: unit.column + 1,
          value: value === null ? '–' : format.value(value),
        })
      )}
    </p>
  )
}
