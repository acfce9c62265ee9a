import { type KeyboardEvent, type PointerEvent, useState } from 'react'
import type { Layer, Network } from '../../core/network/description'
import { NOTHING_LIT, pointAt, unitChosen, useInspectionStore } from '../inspect/inspection'
import { STEPS } from '../inspect/use-unit-pointing'
import { family } from './family'
import { type KernelLayout, type KernelPlace, kernelAt, kernelBeside } from './kernel-layout'
import { useKernelWords } from './use-kernel-words'

const FIRST: KernelPlace = { map: 0, from: null }

/**
 * Points at the tiles of units on the picture of their kernels, by pointer and by arrow keys; the unit
 * is pointed at with them. Enter or a click opens its sum; a finger, which cannot point without, only
 * points.
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
  const [shown, setShown] = useState<KernelPlace | null>(null)
  const show = (place: KernelPlace | null, byKeys = false) => {
    if (place?.map === shown?.map) return
    setShown(place)
    say(place && words(place))
    pointAt(store, place && unitOf(place), byKeys)
    const lit = place && family(network, layer.name, place.map, null)
    store.setState({ ...NOTHING_LIT, lit })
  }
  const unitOf = ({ map }: KernelPlace) => ({ plane: layer.name, map, row: 0, column: 0 })
  const choose = (place: KernelPlace | null) => {
    if (place !== null) unitChosen(store, unitOf(place))
  }
  const under = (event: PointerEvent<HTMLElement>) => {
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
    onPointerUp: (event: PointerEvent<HTMLElement>) => {
      if (event.pointerType !== 'touch') choose(under(event))
    },
    onBlur: () => show(null),
    onKeyDown: (event: KeyboardEvent) => {
      if (event.key === 'Enter') choose(shown)
      const step = STEPS[event.key]
      if (step === undefined) return
      event.preventDefault()
      const next = shown === null ? FIRST : kernelBeside(layout, shown, ...step)
      show(next, true)
    },
  }
  return { shown, handlers }
}
