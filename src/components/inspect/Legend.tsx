import { useCallback, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { LabState } from '../../store/lab-store'
import { useFormat } from '../use-format'
import { usePainted } from '../use-painted'
import { writeText } from '../write-text'
import { networkScale } from './shown-values'
import { LEGEND_STOPS } from './signed-colours'

const whatLegendShows = ({ reading, colourRange, activationSide }: LabState) =>
  [reading, colourRange, activationSide] as const

/**
 * The one legend of all maps. With a scale per map or layer its ends are shares of the largest value
 * there, which the layer itself prints; with one scale they are that value.
 */
export function Legend() {
  const { t } = useTranslation()
  const format = useFormat()
  const low = useRef<HTMLSpanElement>(null)
  const high = useRef<HTMLSpanElement>(null)
  const paint = useCallback(
    ([reading, range, side]: ReturnType<typeof whatLegendShows>) => {
      const scale = range === 'network' && reading !== null ? networkScale(reading, side) : null
      const end =
        range !== 'network' ? format.percent(1, 0) : scale === null ? '–' : format.value(scale)
      writeText(low.current, `−${end}`)
      writeText(high.current, `+${end}`)
    },
    [format],
  )
  usePainted(whatLegendShows, paint)
  return (
    <div className="legend" role="img" aria-label={t('legend.label')}>
      <span ref={low} className="legend-end" />
      <LegendScale />
      <span ref={high} className="legend-end" />
    </div>
  )
}

/** The colours from −1 to +1 with their zero; whoever shows them writes the ends. */
export function LegendScale() {
  return (
    <span className="legend-scale">
      <span
        className="legend-colours"
        style={{ backgroundImage: `linear-gradient(to right, ${LEGEND_STOPS.join(', ')})` }}
      />
      <span className="legend-zero">0</span>
    </span>
  )
}
