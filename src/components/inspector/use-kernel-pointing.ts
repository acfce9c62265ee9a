import { type KeyboardEvent, type PointerEvent, useState } from 'react'
import type { Layer, Network } from '../../core/network/description'
import { NOTHING_LIT, unitChosen, useInspectionStore } from '../inspect/inspection'
import { STEPS } from '../inspect/use-unit-pointing'
import { family } from './family'
import { type KernelLayout, type KernelPlace, kernelAt, kernelBeside } from './kernel-layout'
import { useKernelWords } from './use-kernel-words'

/**
 * Points at kernels on their picture, by pointer and by arrow keys; Enter or a click opens the sum of
 * the unit where a map is one.
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
  const show = (place: KernelPlace | null) => {
    if (place?.map === shown?.map && place?.from === shown?.from) return
    setShown(place)
    say(place && words(place))
    const lit = place && family(network, layer.name, place.map, place.from)
    store.setState({ ...NOTHING_LIT, lit })
  }
  const choose = (place: KernelPlace | null) => {
    if (place === null || layer.side > 1) return
    unitChosen(store, { plane: layer.name, map: place.map, row: 0, column: 0 })
  }
  const under = (event: PointerEvent<HTMLElement>) => {
    const { left, top } = event.currentTarget.getBoundingClientRect()
    const { zoom } = layout
    return kernelAt(layout, (event.clientX - left) / zoom, (event.clientY - top) / zoom)
  }
  const followPointer = (event: PointerEvent<HTMLElement>) => show(under(event))
  const handlers = {
    onPointerMove: followPointer,
    onPointerDown: followPointer,
    onPointerLeave: () => show(null),
    onPointerUp: (event: PointerEvent<HTMLElement>) => choose(under(event)),
    onBlur: () => show(null),
    onKeyDown: (event: KeyboardEvent) => {
      if (event.key === 'Enter') choose(shown)
      const step = STEPS[event.key]
      if (step === undefined) return
      event.preventDefault()
      const first = { map: 0, from: layout.byInput ? 0 : null }
      show(shown === null ? first : kernelBeside(layout, shown, ...step))
    },
  }
  return { shown, handlers }
}
