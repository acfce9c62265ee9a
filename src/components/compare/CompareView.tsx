import { Pin as PinIcon } from 'lucide-react'
import { useCallback, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { leastEvidence } from '../../store/answer'
import { Choice } from '../Choice'
import { type Pin, useInspection, useInspectionStore } from '../inspect/inspection'
import { LegendScale } from '../inspect/Legend'
import { mappedLayers } from '../inspect/shown-values'
import { useBoxWidth } from '../inspector/use-box-width'
import { useFormat } from '../use-format'
import { useLab, useLabStore } from '../use-lab'
import { useNetwork } from '../use-network'
import { CompareAnswers } from './CompareAnswers'
import { CompareImages } from './CompareImages'
import { CompareLayer } from './CompareLayer'
import { CompareReadout } from './CompareReadout'
import { CompareTitles } from './CompareTitles'
import { describedBy, KEPT, type Kept } from './comparison'
import { originOf } from './weights-origin'
import './compare.css'

/** A pinned reading and the present one side by side, and where they differ. */
export function CompareView() {
  const { t } = useTranslation('compare')
  const lab = useLabStore()
  const inspection = useInspectionStore()
  const pin = useInspection((state) => state.pin)
  const isRead = useLab(({ reading }) => reading !== null)
  const [kept, setKept] = useState<Kept>('both')
  const pinNow = useCallback(() => {
    const state = lab.getState()
    const { reading } = state
    if (reading !== null) {
      const origin = originOf(state)
      inspection.setState({ pin: { reading, leastEvidence: leastEvidence(state), origin } })
    }
  }, [lab, inspection])
  // Whoever compares for the first time means what is there.
  useEffect(() => {
    if (inspection.getState().pin === null) pinNow()
  }, [inspection, pinNow])
  return (
    <div className="answer-look" data-testid="compare-view" data-pinned={pin !== null}>
      <div className="answer-look-head">
        {/* The path above has the same word. */}
        <h2 className="visually-hidden">{t('title')}</h2>
        <button
          type="button"
          className="button"
          data-testid="pin"
          disabled={!isRead}
          onClick={pinNow}
        >
          <PinIcon aria-hidden="true" />
          {t('pin')}
        </button>
        <Choice
          label={t('kept.label')}
          testId="compare-kept"
          options={KEPT}
          chosen={kept}
          name={(option) => t(`kept.${option}`)}
          onChosen={setKept}
        />
        <CompareLegend />
      </div>
      {pin === null ? <p className="quiet">{t('empty')}</p> : <Rows pin={pin} kept={kept} />}
    </div>
  )
}

/** Ends are shares of what each row prints; signed values and differences have the same colours. */
function CompareLegend() {
  const { t } = useTranslation('compare')
  const format = useFormat()
  const end = format.percent(1, 0)
  return (
    <div className="legend" role="img" aria-label={t('legend')}>
      <span className="legend-end">−{end}</span>
      <LegendScale />
      <span className="legend-end">+{end}</span>
    </div>
  )
}

interface RowsProps {
  readonly pin: Pin
  readonly kept: Kept
}

const COLUMN_GAP = 16

function Rows({ pin, kept }: RowsProps) {
  const now = useNetwork()
  const pinned = kept === 'drawing' ? now : describedBy(pin.reading.network)
  const box = useRef<HTMLDivElement>(null)
  const width = useBoxWidth(box)
  const column = width === null ? null : Math.floor((width - 2 * COLUMN_GAP) / 3)
  const layers = mappedLayers(now).map((layer) => ({
    layer,
    other: pinned.layers.find(({ name }) => name === layer.name) ?? layer,
  }))
  return (
    <>
      <div ref={box} className="compare-rows">
        <CompareTitles pin={pin} kept={kept} pinned={pinned} now={now} />
        {column !== null && (
          <>
            <CompareImages pin={pin} kept={kept} column={column} />
            {layers.map(({ layer, other }) => (
              <CompareLayer
                key={layer.name}
                pin={pin}
                kept={kept}
                layer={layer}
                other={other}
                column={column}
              />
            ))}
          </>
        )}
      </div>
      <CompareReadout pin={pin} kept={kept} network={now} />
      <CompareAnswers pin={pin} kept={kept} />
    </>
  )
}
