import { useCallback, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { codeDistances } from '../../core/network/code-distances'
import type { RadialBasis } from '../../core/network/description'
import { CODE_HEIGHT, CODE_WIDTH } from '../../core/network/digit-codes'
import type { LabState } from '../../store/lab-store'
import { useFormat } from '../use-format'
import { usePainted } from '../use-painted'
import './code-distances.css'
import { writeText } from '../write-text'

interface CodeDistancesProps {
  readonly output: RadialBasis
}

const whatDistancesShow = ({ reading }: LabState) => [reading] as const

/** The bitmap that F6 is to show for each digit, and how far from it F6 is. */
export function CodeDistances({ output }: CodeDistancesProps) {
  const { t } = useTranslation()
  const format = useFormat()
  const list = useRef<HTMLOListElement>(null)
  const paint = useCallback(
    ([reading]: ReturnType<typeof whatDistancesShow>) => {
      const logits = reading?.layers.at(-1)?.pre
      const distances = logits === undefined ? null : codeDistances(logits)
      for (const [digit, row] of [...(list.current?.children ?? [])].entries()) {
        if (!(row instanceof HTMLElement)) continue
        const distance = distances?.[digit]
        row.dataset.distance = distance?.toFixed(3) ?? ''
        row.dataset.best = String(reading?.digit === digit)
        // Four letters fit under a code.
        const decimals = distance !== undefined && distance < 100 ? 1 : 0
        const number = distance === undefined ? '–' : format.number(distance, decimals)
        writeText(row.querySelector('.code-distance'), number)
      }
    },
    [format],
  )
  usePainted(whatDistancesShow, paint)
  return (
    <div className="codes">
      <p className="codes-title quiet" id="heading-codes">
        {t('answer.distances')}
      </p>
      <ol ref={list} data-testid="code-distances" aria-labelledby="heading-codes">
        {output.codes.map((code, digit) => (
          <li key={digit} className="code">
            <span className="visually-hidden">{digit}</span>
            <CodeBitmap code={code} />
            <span className="code-distance" />
          </li>
        ))}
      </ol>
    </div>
  )
}

function CodeBitmap({ code }: { readonly code: readonly number[] }) {
  const squares = code.flatMap((value, place) =>
    value > 0 ? [`M${place % CODE_WIDTH} ${Math.floor(place / CODE_WIDTH)}h1v1h-1z`] : [],
  )
  return (
    <svg viewBox={`0 0 ${CODE_WIDTH} ${CODE_HEIGHT}`} aria-hidden="true">
      <path d={squares.join('')} />
    </svg>
  )
}
