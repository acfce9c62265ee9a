import { type KeyboardEvent, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { layerIndex } from '../../core/explain/sight'
import type { Layer, Network } from '../../core/network/description'
import { NOTHING_LIT, useInspectionStore } from '../inspect/inspection'
import { STEPS } from '../inspect/use-unit-pointing'
import { family, readersOf } from './family'
import type { KernelLayout } from './kernel-layout'
import { isConnected, useKernelWords } from './use-kernel-words'

interface ConnectionGridProps {
  readonly network: Network
  readonly layer: Layer
  readonly layout: KernelLayout
  /** Shows words of what is pointed at; null for nothing. */
  readonly say: (words: string | null) => void
}

/** A cell, a column's head (a map; `from` −1) or a row's (an input map; `map` −1). */
interface GridPlace {
  readonly map: number
  readonly from: number
}

const HEAD = -1

/**
 * The connection table over its kernels: a column a map, a row an input map. One stop of the Tab key,
 * arrows move within; a map's parents and children light up in the layers.
 */
export function ConnectionGrid({ network, layer, layout, say }: ConnectionGridProps) {
  const { t } = useTranslation('inspector')
  const words = useKernelWords(network, layer)
  const store = useInspectionStore()
  const grid = useRef<HTMLTableElement>(null)
  const [current, setCurrent] = useState<GridPlace>({ map: 0, from: HEAD })
  const [shown, setShown] = useState<GridPlace | null>(null)
  const before = network.layers[layerIndex(network, layer.name) - 1]?.name ?? t('terms.image')
  const nameOf = ({ map, from }: GridPlace): string => {
    if (from === HEAD) return t('kernels.map', { layer: layer.name, map: map + 1 })
    if (map === HEAD) return t('kernels.input', { before, from: from + 1 })
    return words({ map, from })
  }
  const show = (place: GridPlace | null) => {
    setShown(place)
    say(place && nameOf(place))
    if (place === null) store.setState(NOTHING_LIT)
    else {
      const { map, from } = place
      const lit =
        map === HEAD
          ? readersOf(network, layer.name, from)
          : family(network, layer.name, map, from === HEAD ? null : from)
      store.setState({ ...NOTHING_LIT, lit })
    }
  }
  const moveByKey = (event: KeyboardEvent) => {
    const step = STEPS[event.key]
    if (step === undefined) return
    event.preventDefault()
    const map = Math.min(layout.columns - 1, Math.max(HEAD, current.map + step[0]))
    const from = Math.min(layout.rows - 1, Math.max(HEAD, current.from + step[1]))
    if (map === HEAD && from === HEAD) return
    grid.current?.querySelector<HTMLElement>(`[data-place="${map},${from}"]`)?.focus()
  }
  const isLit = ({ map, from }: GridPlace): boolean => {
    if (shown === null) return false
    if (shown.map === HEAD) return from === shown.from
    if (shown.from === HEAD) return map === shown.map
    return map === shown.map && from === shown.from
  }
  const cell = (place: GridPlace) => ({
    'data-place': `${place.map},${place.from}`,
    'data-lit': isLit(place),
    'aria-label': nameOf(place),
    tabIndex: place.map === current.map && place.from === current.from ? 0 : -1,
    onFocus: () => {
      setCurrent(place)
      show(place)
    },
    onPointerEnter: () => show(place),
  })
  const columns = Array.from({ length: layout.columns }, (_, map) => map)
  const rows = Array.from({ length: layout.rows }, (_, from) => from)
  return (
    <table
      ref={grid}
      // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: cells take the focus and arrow keys
      role="grid"
      className="connection-grid"
      data-testid="connections"
      aria-label={t('kernels.grid', { layer: layer.name, before })}
      onKeyDown={moveByKey}
      onBlur={() => show(null)}
      onPointerLeave={() => show(null)}
    >
      <thead>
        <tr>
          <td />
          {columns.map((map) => (
            <th key={map} scope="col" {...cell({ map, from: HEAD })}>
              {map + 1}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((from) => (
          <tr key={from}>
            <th scope="row" {...cell({ map: HEAD, from })}>
              {layer.name === 'C1' ? <small>{before}</small> : from + 1}
            </th>
            {columns.map((map) => (
              <td
                key={map}
                data-connected={isConnected(layer, map, from)}
                {...cell({ map, from })}
              />
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
