import { useMemo, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { Layer } from '../../core/network/description'
import type { LabState } from '../../store/lab-store'
import { usePainted } from '../use-painted'
import { writeText } from '../write-text'
import { type MapStates, mapStates } from './map-states'
import { shownValues } from './shown-values'
import { type TileLayout, tileOrigin } from './tile-layout'
import { useStateWords } from './use-state-words'

export interface MapMarksProps {
  readonly layer: Layer
  readonly layout: TileLayout
  /** Of the element that says the same in words. */
  readonly id: string
}

const whatMarksShow = ({ reading }: LabState) => [reading] as const

/** What the marks mean, beside the legend of the colours. */
export function MapMarksKey() {
  const { t } = useTranslation('inspector')
  return (
    <ul className="map-marks-key quiet">
      {(['silent', 'saturated'] as const).map((state) => (
        <li key={state}>
          <svg className="map-marks" viewBox="0 0 10 10" aria-hidden="true">
            <path className={`mark-${state}`} d={`M0 0${SHAPES[state](10)}`} />
          </svg>
          {t(`marks.${state}`)}
        </li>
      ))}
    </ul>
  )
}

/**
 * Marks over a layer's maps, of shapes that need no colour: a stroke through a map that is 0
 * everywhere for this drawing, corners on one whose units are at the ends of their activation. A layer
 * of single units is marked unit by unit.
 */
export function MapMarks({ layer, layout, id }: MapMarksProps) {
  const words = useStateWords(layer)
  const description = useRef<HTMLSpanElement>(null)
  const silent = useRef<SVGPathElement>(null)
  const saturated = useRef<SVGPathElement>(null)
  const paint = useMemo(() => {
    let shown: string | null = null
    return ([reading]: ReturnType<typeof whatMarksShow>) => {
      const values = shownValues(reading, layer, 'post')
      const states = values === null ? null : mapStates(layer, values)
      // Most movements of the pen leave them as they are; what is written again would be painted again.
      const toShow = states === null ? '' : `${states.silent};${states.saturated}`
      if (toShow === shown) return
      shown = toShow
      silent.current?.setAttribute('d', outlines('silent', states, layout))
      saturated.current?.setAttribute('d', outlines('saturated', states, layout))
      // Hidden, it costs no painting; a screen reader reads it with its picture.
      writeText(description.current, states === null ? '' : words(states))
    }
  }, [layer, layout, words])
  usePainted(whatMarksShow, paint)
  return (
    <>
      <svg
        className="map-marks"
        data-single={layout.side === 1}
        viewBox={`0 0 ${layout.width} ${layout.height}`}
        preserveAspectRatio="none"
        aria-hidden="true"
      >
        <path ref={silent} className="mark-silent" />
        <path ref={saturated} className="mark-saturated" />
      </svg>
      <span ref={description} id={id} hidden />
    </>
  )
}

/** The path of all marks of a kind. */
function outlines(kind: keyof MapStates, states: MapStates | null, layout: TileLayout): string {
  const marks = states?.[kind].map((map) => {
    const { x, y } = tileOrigin(layout, map)
    return `M${x} ${y}${SHAPES[kind](layout.side)}`
  })
  return marks?.join('') ?? ''
}

/** A map's diagonal, from its left top corner; of a single unit its middle, or rows of them were hatched. */
const strokeThrough = (side: number): string =>
  side === 1 ? 'm.25 .75l.5 -.5' : `m0 ${side}l${side} ${-side}`

/** A triangle in each of a map's corners, from its left top one. */
function corners(side: number): string {
  const leg = 0.3 * side
  return (
    `h${leg}l${-leg} ${leg}z` +
    `m${side} 0v${leg}l${-leg} ${-leg}z` +
    `m0 ${side}h${-leg}l${leg} ${-leg}z` +
    `m${-side} 0v${-leg}l${leg} ${leg}z`
  )
}

const SHAPES = { silent: strokeThrough, saturated: corners }
