import { useTranslation } from 'react-i18next'
import { isUnitOf, unitIndex } from '../../core/explain/unit'
import { IMAGE_SIDE, layerNamed, type Network } from '../../core/network/description'
import { leastEvidence } from '../../store/answer'
import { type Pin, useInspection } from '../inspect/inspection'
import { useFormat } from '../use-format'
import { useLab } from '../use-lab'
import { comparisonOf, type Kept, layerOf, type Side } from './comparison'

interface CompareReadoutProps {
  readonly pin: Pin
  readonly kept: Kept
  /** The one on the page. */
  readonly network: Network
}

/** Both values of the unit that is pointed at, and their difference. */
export function CompareReadout({ pin, kept, network }: CompareReadoutProps) {
  const { t } = useTranslation('compare')
  const format = useFormat()
  const unit = useInspection(({ pointed }) => pointed)
  const byKeys = useInspection((inspection) => inspection.byKeys)
  // A sentence, not the reading: without a unit to show, a reading renders nothing here.
  const line = useLab((state) => {
    if (unit === null) return null
    const { pinned, now } = comparisonOf(pin, kept, state.reading, leastEvidence(state))
    const place = { row: unit.row + 1, column: unit.column + 1 }
    const valueIn = (side: Side | null): number | null => {
      if (side === null) return null
      if (unit.plane === 'image') return side.image[unitIndex(IMAGE_SIDE, unit)] ?? null
      const layer = layerOf(side, unit.plane)
      if (layer === undefined || !isUnitOf(layer, unit)) return null
      return layer[state.activationSide][unitIndex(layer.side, unit)] ?? null
    }
    const [before, after] = [valueIn(pinned), valueIn(now)]
    const shown = (value: number | null) => (value === null ? '–' : format.value(value))
    const values = {
      pinned: shown(before),
      now: shown(after),
      difference: shown(before === null || after === null ? null : after - before),
    }
    if (unit.plane === 'image') return t('readout.pixel', { ...place, ...values })
    const isSingle = layerNamed(network, unit.plane).side === 1
    return t(isSingle ? 'readout.unit' : 'readout.mapUnit', {
      ...place,
      ...values,
      layer: unit.plane,
      map: unit.map + 1,
    })
  })
  return (
    <p
      className="answer-look-readout"
      data-testid="compare-readout"
      aria-live={byKeys ? 'polite' : 'off'}
    >
      {line ?? <span className="quiet">{t('readout.hint')}</span>}
    </p>
  )
}
