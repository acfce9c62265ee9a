import { type PointerEvent, useEffect, useRef } from 'react'
import { useLab } from '../use-lab'

/** Milliseconds that a pointer or the focus stays before it tells of an intent; what passes by does not. */
const DWELL = 100

/**
 * Handlers for an element whose controls are touched by whoever is about to train: the trainer is made
 * ready once the pointer moves there for a moment, or the focus stays. A finger that scrolls does not count.
 */
export function useTrainingIntent() {
  const intended = useLab((state) => state.trainingIntended)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const leave = () => {
    clearTimeout(timer.current)
    timer.current = undefined
  }
  const come = () => {
    timer.current ??= setTimeout(() => {
      timer.current = undefined
      if (navigator.onLine && !savesData()) void intended()
    }, DWELL)
  }
  useEffect(() => leave, [])
  return {
    onFocus: come,
    onBlur: leave,
    // Not its entering: a page that scrolls under a resting mouse would be entered by it.
    onPointerMove: ({ pointerType, buttons }: PointerEvent) => {
      if (pointerType !== 'touch' && buttons === 0) come()
    },
    onPointerLeave: leave,
  }
}

/** Whether the learner told the browser to save data, where it can be told. */
function savesData(): boolean {
  const connection: unknown = Reflect.get(navigator, 'connection')
  return typeof connection === 'object' && connection !== null && 'saveData' in connection
    ? connection.saveData === true
    : false
}
