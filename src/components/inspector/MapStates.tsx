import { useCallback, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { Layer } from '../../core/network/description'
import type { LabState } from '../../store/lab-store'
import { mapStates } from '../inspect/map-states'
import { shownValues } from '../inspect/shown-values'
import { usePainted } from '../use-painted'

const whatStatesShow = ({ reading }: LabState) => [reading] as const

/** In words, which maps say nothing of this drawing, and which are at the ends of their activation. */
export function MapStates({ layer }: { readonly layer: Layer }) {
  const { t, i18n } = useTranslation('inspector')
  const line = useRef<HTMLParagraphElement>(null)
  const paint = useCallback(
    ([reading]: ReturnType<typeof whatStatesShow>) => {
      if (line.current === null) return
      const values = shownValues(reading, layer, 'post')
      if (values === null) {
        line.current.textContent = ''
        return
      }
      const states = mapStates(layer, values)
      const listed = (maps: readonly number[]) =>
        new Intl.ListFormat(i18n.language, { style: 'narrow', type: 'unit' }).format(
          maps.map((map) => String(map + 1)),
        )
      const unit = layer.side === 1 ? 'unit' : 'map'
      const sentences = (['silent', 'saturated'] as const)
        .filter((state) => states[state].length > 0)
        .map((state) => {
          const maps = states[state]
          return t(`state.${unit}.${state}`, { count: maps.length, maps: listed(maps) })
        })
      line.current.textContent = sentences.join(' ') || t(`state.${unit}.none`)
    },
    [layer, t, i18n],
  )
  usePainted(whatStatesShow, paint)
  return <p ref={line} className="map-states quiet" data-testid="map-states" />
}
