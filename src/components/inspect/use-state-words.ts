import { useCallback, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Layer } from '../../core/network/description'
import type { MapStates } from './map-states'

/** Says which of a layer's maps say nothing of a drawing, and which are at the ends of their activation. */
export function useStateWords({ side }: Layer): (states: MapStates) => string {
  const { t, i18n } = useTranslation('inspector')
  const list = useMemo(
    () => new Intl.ListFormat(i18n.language, { style: 'narrow', type: 'unit' }),
    [i18n.language],
  )
  return useCallback(
    (states) => {
      const unit = side === 1 ? 'unit' : 'map'
      const sentences = (['silent', 'saturated'] as const)
        .filter((state) => states[state].length > 0)
        .map((state) => {
          const maps = states[state].map((map) => String(map + 1))
          return t(`state.${unit}.${state}`, { count: maps.length, maps: list.format(maps) })
        })
      return sentences.join(' ') || t(`state.${unit}.none`)
    },
    [side, list, t],
  )
}
