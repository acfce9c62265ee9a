import { type KeyboardEvent, type MouseEvent, type PointerEvent, useState } from 'react'
import type { Layer, Network } from '../../core/network/description'
import {
  NOTHING_LIT,
  pointAt,
  unitChosen,
  unitKept,
  unitMarked,
  unitPressed,
  useInspection,
  useInspectionStore,
} from '../inspect/inspection'
import { STEPS } from '../inspect/use-unit-pointing'
import { family } from './family'
import { type KernelLayout, type KernelPlace, kernelAt, kernelBeside } from './kernel-layout'
import { useKernelWords } from './use-kernel-words'

const FIRST: KernelPlace = { map: 0, from: null }

/**
 * Points at the tiles of units on the picture of their kernels, by pointer and by arrow keys; the unit
 * is pointed at with them. Arrow keys and the first click keep it as the one that is shown large, Enter
 * and a second click open its sum.
 *
 * @param say - Shows words of what is pointed at; null for nothing.
 */
export function useKernelPointing(
  network: Network,
  layer: Layer,
  layout: KernelLayout,
  say: (words: string | null) => void,
) {
  const words = useKernelWords(network, layer)
  const store = useInspectionStore()
  const [pointed, setPointed] = useState<KernelPlace | null>(null)
  const chosen = useInspection((state) => unitMarked(state, { plane: layer.name, side: 1 })?.map)
  const marked = chosen === undefined || chosen >= layer.maps ? null : { map: chosen, from: null }
  const shown = pointed ?? marked
  const show = (place: KernelPlace | null, byKeys = false) => {
    if (place?.map === pointed?.map) return
    setPointed(place)
    say(place && words(place))
    pointAt(store, place && unitOf(place), byKeys)
    const lit = place && family(network, layer.name, place.map, null)
    store.setState({ ...NOTHING_LIT, lit })
  }
  const unitOf = ({ map }: KernelPlace) => ({ plane: layer.name, map, row: 0, column: 0 })
  const under = (event: MouseEvent<HTMLElement>) => {
    const { left, top } = event.currentTarget.getBoundingClientRect()
    const { zoom } = layout
    const [x, y] = [(event.clientX - left) / zoom, (event.clientY - top) / zoom]
    return kernelAt(layout, x, y)
  }
  const followPointer = (event: PointerEvent<HTMLElement>) => show(under(event))
  const handlers = {
    onPointerMove: followPointer,
    onPointerDown: followPointer,
    onPointerLeave: () => show(null),
    onClick: (event: MouseEvent<HTMLElement>) => {
      const place = under(event)
      if (place !== null) unitPressed(store, unitOf(place), layer.side)
    },
    onBlur: () => show(null),
    onKeyDown: (event: KeyboardEvent) => {
      if (event.key === 'Enter' && shown !== null) unitChosen(store, unitOf(shown))
      const step = STEPS[event.key]
      if (step === undefined) return
      event.preventDefault()
      const next = shown === null ? FIRST : kernelBeside(layout, shown, ...step)
      show(next, true)
      unitKept(store, unitOf(next))
    },
  }
  return { shown, handlers }
}
