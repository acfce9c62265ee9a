import { useEffect } from 'react'
import { shallow } from 'zustand/shallow'
import type { LabState } from '../store/lab-store'
import { useLabStore } from './use-lab'
import { useRestoredCanvases } from './use-restored-canvases'

/**
 * Paints a part of the state outside React: at once, then in the next frame after each change. The
 * pen changes the state up to some hundred times a second, too often to render components.
 *
 * @param part - Must be the same function on every render, else the state is subscribed to anew.
 * @param paint - Likewise; a new function paints again, so it may close over colours or words.
 */
export function usePainted<Part>(
  part: (state: LabState) => Part,
  paint: (part: Part) => void,
): void {
  const store = useLabStore()
  const restored = useRestoredCanvases()
  useEffect(() => {
    let painted = part(store.getState())
    let frame = 0
    paint(painted)
    const paintLatest = () => {
      frame = 0
      painted = part(store.getState())
      paint(painted)
    }
    const unsubscribe = store.subscribe((state) => {
      if (frame === 0 && !shallow(part(state), painted)) frame = requestAnimationFrame(paintLatest)
    })
    return () => {
      unsubscribe()
      cancelAnimationFrame(frame)
    }
  }, [store, part, paint, restored])
}
