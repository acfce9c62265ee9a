import { useCallback, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { outputShares } from '../../core/explain/output-shares'
import type { LayerUnit } from '../../core/explain/unit'
import { CLASSES, layerNamed, type Network } from '../../core/network/description'
import type { LabState } from '../../store/lab-store'
import { useFormat } from '../use-format'
import { usePainted } from '../use-painted'
import { writeText } from '../write-text'
import { computedImage, explained } from './explained'

interface SoftmaxTableProps {
  readonly network: Network
  /** An output unit; its row is set off. */
  readonly unit: LayerUnit
}

const whatTableShows = ({ reading }: LabState) => [reading] as const

/** A power below this is written with its exponent, and so many digits after the point. */
const LEAST_POWER = 1e-3
const POWER_DIGITS = 2

/** From all logits to all probabilities: each logit's power of e, and its part of their sum. */
export function SoftmaxTable({ network, unit }: SoftmaxTableProps) {
  const { t } = useTranslation('inspector')
  const { t: tPage } = useTranslation()
  const format = useFormat()
  const body = useRef<HTMLTableSectionElement>(null)
  const paint = useCallback(
    ([reading]: ReturnType<typeof whatTableShows>) => {
      const found = explained(reading, unit)
      const shares =
        found && reading && outputShares(found.network, reading.weights, computedImage(reading))
      const power = (value: number) =>
        value === 0 || value >= LEAST_POWER
          ? format.value(value)
          : value.toExponential(POWER_DIGITS).replace('-', '−')
      for (const [line, row] of [...(body.current?.rows ?? [])].entries()) {
        const isTotal = line === row.parentElement!.childElementCount - 1
        const written = !shares
          ? ['–', '–', '–']
          : isTotal
            ? [format.value(shares.largest), power(shares.total), '']
            : [
                format.value(shares.logits[line] ?? 0),
                power(shares.powers[line] ?? 0),
                format.percent(shares.shares[line] ?? 0, 2),
              ]
        for (const [column, cell] of [...row.querySelectorAll('td')].entries()) {
          writeText(cell, written[column] ?? '')
        }
      }
    },
    [unit, format],
  )
  usePainted(whatTableShows, paint)
  const isDistance = layerNamed(network, 'output').kind === 'radialBasis'
  const rows = Array.from({ length: CLASSES }, (_, digit) => String(digit))
  return (
    <table className="softmax" data-testid="softmax">
      <caption>{t('softmax.title')}</caption>
      <thead>
        <tr>
          <td />
          <th scope="col">{t(isDistance ? 'softmax.distance' : 'softmax.logit')}</th>
          <th scope="col">{t('softmax.power')}</th>
          <th scope="col">{t('softmax.share')}</th>
        </tr>
      </thead>
      <tbody ref={body}>
        {(network.rubbishLogit === null ? rows : [...rows, '?']).map((name, row) => (
          <tr key={name} data-own={row === unit.map}>
            <th scope="row" aria-label={name === '?' ? tPage('answer.noDigitShare') : undefined}>
              {name}
            </th>
            <td />
            <td />
            <td />
          </tr>
        ))}
        <tr className="softmax-total">
          <th scope="row">{t('softmax.total')}</th>
          <td />
          <td />
          <td />
        </tr>
      </tbody>
    </table>
  )
}
