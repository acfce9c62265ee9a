import { useCallback, useRef } from 'react'
import type { Layer } from '../../core/network/description'
import type { LabState } from '../../store/lab-store'
import { mapStates } from '../inspect/map-states'
import { shownValues } from '../inspect/shown-values'
import { useStateWords } from '../inspect/use-state-words'
import { usePainted } from '../use-painted'
import { writeText } from '../write-text'

const whatStatesShow = ({ reading }: LabState) => [reading] as const

/** In words, what the marks on a layer's maps say. */
export function MapStates({ layer }: { readonly layer: Layer }) {
  const words = useStateWords(layer)
  const line = useRef<HTMLParagraphElement>(null)
  const paint = useCallback(
    ([reading]: ReturnType<typeof whatStatesShow>) => {
      if (line.current === null) return
      const values = shownValues(reading, layer, 'post')
      writeText(line.current, values === null ? '' : words(mapStates(layer, values)))
    },
    [layer, words],
  )
  usePainted(whatStatesShow, paint)
  return <p ref={line} className="map-states quiet" data-testid="map-states" />
}
