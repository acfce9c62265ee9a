import { useCallback, useMemo, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { LayerUnit } from '../../core/explain/unit'
import type { Layer } from '../../core/network/description'
import type { LabState } from '../../store/lab-store'
import { useFormat } from '../use-format'
import { usePainted } from '../use-painted'
import { writeText } from '../write-text'
import { type EquationPart, equationOf } from './equation'
import { explained } from './explained'

interface EquationProps {
  readonly layer: Layer
  readonly unit: LayerUnit
  /** How many terms the sum has. */
  readonly terms: number
}

const whatEquationShows = ({ reading }: LabState) => [reading] as const

/** From the products to the unit's value, every number with its name. */
export function Equation({ layer, unit, terms }: EquationProps) {
  const { t } = useTranslation('inspector')
  const { t: page } = useTranslation()
  const format = useFormat()
  const list = useRef<HTMLOListElement>(null)
  const parts = useMemo(() => equationOf(layer), [layer])
  const written = useCallback(
    (label: EquationPart['label'], value: number | null): string => {
      if (value === null) return '–'
      const isShare = layer.name === 'output' && label === 'value'
      return isShare ? format.percent(value, 2) : format.value(value)
    },
    [layer, format],
  )
  const paint = useCallback(
    ([reading]: ReturnType<typeof whatEquationShows>) => {
      const found = explained(reading, unit)
      for (const [index, row] of [...(list.current?.children ?? [])].entries()) {
        const part = parts[index]!
        const value = found === null ? null : part.of(found.sum)
        // "+ −0.2" is written "− 0.2".
        const isTaken = part.operator === '+' && value !== null && value < 0
        writeText(row.querySelector('.equation-operator'), isTaken ? '−' : part.operator)
        const number = written(part.label, isTaken ? -value : value)
        writeText(row.querySelector('.changing-line'), number)
      }
    },
    [parts, unit, written],
  )
  usePainted(whatEquationShows, paint)
  const activationName = (activation: Layer['activation']) =>
    activation === 'identity' ? '' : page(`layer.activation.${activation}`)
  const label = (name: EquationPart['label']) => {
    if (name !== 'value') return t(`equation.${name}`, { count: terms })
    return layer.name === 'output' ? 'softmax' : activationName(layer.activation)
  }
  return (
    <ol ref={list} className="equation" data-testid="equation">
      {parts.map(({ operator, label: name }) => (
        <li key={name} data-part={name}>
          {operator !== '' && <span className="equation-operator" />}
          <span className="equation-part">
            <span className="equation-number">
              <span className="changing-line" />
            </span>
            <span className="equation-label quiet">{label(name)}</span>
          </span>
        </li>
      ))}
    </ol>
  )
}
