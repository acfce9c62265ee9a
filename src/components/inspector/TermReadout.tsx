import { useTranslation } from 'react-i18next'
import type { LayerUnit } from '../../core/explain/unit'
import { useInspection } from '../inspect/inspection'
import { useFormat } from '../use-format'
import { useLab } from '../use-lab'
import { explained } from './explained'

/** The term that is pointed at, as a product of two numbers. */
export function TermReadout({ unit }: { readonly unit: LayerUnit }) {
  const { t } = useTranslation('inspector')
  const format = useFormat()
  const term = useInspection((inspection) => inspection.term)
  const byKeys = useInspection((inspection) => inspection.byKeys)
  const index = term?.index ?? null
  const line = useLab(({ reading }) => {
    if (index === null || term === null) return null
    const found = explained(reading, unit)
    if (found === null) return null
    const [input, weight, product] = (['inputs', 'weights', 'products'] as const).map((role) =>
      format.value(found.sum[role][index] ?? 0),
    )
    const key = found.layer.kind === 'radialBasis' ? 'readout.code' : 'readout.product'
    const { plane, map, row, column } = term.input
    const place =
      plane === 'image'
        ? t('readout.pixel', { row: row + 1, column: column + 1 })
        : found.input.side === 1
          ? t('readout.unit', { layer: plane, map: map + 1 })
          : t('readout.mapUnit', { layer: plane, map: map + 1, row: row + 1, column: column + 1 })
    return t(key, { place, input, weight, product })
  })
  return (
    <p className="term-readout" data-testid="term-readout" aria-live={byKeys ? 'polite' : 'off'}>
      {line ?? <span className="quiet">{t('readout.hint')}</span>}
    </p>
  )
}
