import { type KeyboardEvent, useMemo, useState } from 'react'
import { PAD_SIDE, type Stroke } from '../../core/ink/drawing'
import { strokeWidth } from '../../store/drawing-slice'
import { usePad } from './use-pad'
import { NO_PRESSURE } from './use-pen'

/** Pad units that one press of an arrow key moves; with Shift, the fine step. */
const STEP = 10
const FINE_STEP = 2

const ARROWS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
}

export interface PadCursor {
  /** Pad units. */
  readonly x: number
  readonly y: number
  /** The stroke being drawn, or null while the pen is up. */
  readonly stroke: Stroke | null
}

/** The middle of the pad for one digit, where a number begins too. */
const MIDDLE: PadCursor = { x: PAD_SIDE / 2, y: PAD_SIDE / 2, stroke: null }

/**
 * Drawing by keys: arrows move a cursor, Space or Enter puts the pen down and lifts it, Escape lifts
 * it, Delete clears.
 */
export function usePadKeys() {
  const { store, width } = usePad()
  const [cursor, setCursor] = useState<PadCursor>(MIDDLE)
  const lift = useMemo(
    () => (at: PadCursor) => {
      const { liveStroke, penLifted } = store.getState()
      if (at.stroke !== null && liveStroke === at.stroke) penLifted(at.stroke)
      setCursor({ ...at, stroke: null })
    },
    [store],
  )
  const move = (dx: number, dy: number) => {
    const held = (value: number, most: number) => Math.min(most, Math.max(0, value))
    const [x, y] = [held(cursor.x + dx, width), held(cursor.y + dy, PAD_SIDE)]
    const point = { x, y, pressure: NO_PRESSURE }
    const { stroke: under } = cursor
    const goesOn = under !== null && store.getState().liveStroke === under
    const stroke = goesOn ? { ...under, points: [...under.points, point] } : null
    if (stroke !== null) store.getState().penMoved(stroke)
    setCursor({ x, y, stroke })
  }
  const lower = () => {
    const { tool, brush } = store.getState()
    const point = { x: cursor.x, y: cursor.y, pressure: NO_PRESSURE }
    const stroke = { tool, width: strokeWidth({ tool, brush }), points: [point] }
    store.getState().penMoved(stroke)
    setCursor({ ...cursor, stroke })
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const arrow = ARROWS[event.key]
    if (arrow !== undefined) {
      const step = event.shiftKey ? FINE_STEP : STEP
      move(arrow[0] * step, arrow[1] * step)
    } else if (event.key === ' ' || event.key === 'Enter') {
      if (cursor.stroke === null) lower()
      else lift(cursor)
    } else if (event.key === 'Escape' && cursor.stroke !== null) lift(cursor)
    else if (event.key === 'Delete' || event.key === 'Backspace') {
      setCursor({ ...cursor, stroke: null })
      store.getState().padCleared()
    } else return
    event.preventDefault()
  }
  return { cursor, onKeyDown, onBlur: () => lift(cursor) }
}
