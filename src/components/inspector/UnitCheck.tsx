import { useCallback, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { LayerUnit } from '../../core/explain/unit'
import { agrees } from '../../core/explain/unit-sum'
import type { LabState } from '../../store/lab-store'
import { usePainted } from '../use-painted'
import { writeText } from '../write-text'
import { explained } from './explained'

const whatCheckShows = ({ reading }: LabState) => [reading] as const

/** Digits after which float32 says nothing more. */
const DIGITS = 7

/**
 * The engine's value beside the recomputed one, and an alarm where they differ. Equal ones are read by who
 * goes there: they change with each movement of the pen, and nothing else would be heard.
 */
export function UnitCheck({ unit }: { readonly unit: LayerUnit }) {
  const { t } = useTranslation('inspector')
  const line = useRef<HTMLParagraphElement>(null)
  const words = useRef<HTMLSpanElement>(null)
  const paint = useCallback(
    ([reading]: ReturnType<typeof whatCheckShows>) => {
      const element = line.current
      if (element === null) return
      const found = explained(reading, unit)
      if (found === null) {
        writeText(words.current, t('check.waiting'))
        element.removeAttribute('role')
        delete element.dataset.agrees
        return
      }
      const { engine, sum } = found
      const isSame = agrees(engine.sum, sum.sum) && agrees(engine.value, sum.value)
      const computedBy = t(reading?.engine === 'simd' ? 'check.simd' : 'check.typescript')
      const numbers = {
        computedBy,
        engine: steps(engine),
        recomputed: steps(sum),
      }
      element.dataset.agrees = String(isSame)
      if (isSame) element.removeAttribute('role')
      else element.setAttribute('role', 'alert')
      writeText(words.current, isSame ? t('check.same', numbers) : t('check.different', numbers))
    },
    [unit, t],
  )
  usePainted(whatCheckShows, paint)
  return (
    <p ref={line} className="unit-check" data-testid="unit-check">
      <span ref={words} className="changing-line" />
    </p>
  )
}

/** The sum, and the value where an activation makes another of it. */
const steps = ({ sum, value }: { readonly sum: number; readonly value: number }): string =>
  sum === value ? plain(sum) : `${plain(sum)} → ${plain(value)}`

const plain = (value: number): string => value.toPrecision(DIGITS).replace('-', '−')
