import { type PointerEvent, useMemo, useRef } from 'react'
import { PAD_SIDE, type Stroke, type StrokePoint } from '../../core/ink/drawing'
import { strokeWidth } from '../../store/drawing-slice'
import { type PadStore, usePad } from './use-pad'

/** Pressure of devices that have none. */
export const NO_PRESSURE = 0.5

/** Bit of `buttons` that a pen's own eraser sets. */
const ERASER_BUTTON = 32

type PadEvent = PointerEvent<HTMLCanvasElement>

interface Pen {
  readonly pointerId: number
  readonly stroke: Stroke
}

/**
 * Turns pointer events into strokes: mouse, touch and pen, one pointer at a time. A second finger or
 * a second button never breaks the stroke under way.
 */
export function usePen() {
  const { store, width } = usePad()
  const pen = useRef<Pen | null>(null)
  return useMemo(() => penHandlers(store, width, pen), [store, width])
}

function penHandlers(store: PadStore, width: number, pen: { current: Pen | null }) {
  const owns = ({ pointerId }: PadEvent) => pen.current?.pointerId === pointerId
  const draw = (pointerId: number, stroke: Stroke) => {
    pen.current = { pointerId, stroke }
    store.getState().penMoved(stroke)
  }
  const lose = (event: PadEvent) => {
    if (!owns(event)) return
    pen.current = null
    store.getState().penLost()
  }
  return {
    onPointerDown: (event: PadEvent) => {
      const erases = event.pointerType === 'pen' && (event.buttons & ERASER_BUTTON) !== 0
      if (!event.isPrimary || pen.current !== null || (event.button !== 0 && !erases)) return
      event.currentTarget.setPointerCapture(event.pointerId)
      const { tool, brush } = store.getState()
      const chosen = erases ? 'eraser' : tool
      draw(event.pointerId, {
        tool: chosen,
        width: strokeWidth({ tool: chosen, brush }),
        points: [padPoint(event.nativeEvent, event.currentTarget, width)],
      })
    },
    onPointerMove: (event: PadEvent) => {
      if (!owns(event) || pen.current === null) return
      const { stroke } = pen.current
      if (store.getState().liveStroke !== stroke) {
        // Cleared under the pen, by a key or another finger: the rest of the stroke is not wanted.
        pen.current = null
        return
      }
      const points = addedPoints(stroke, event, width)
      if (points.length > 0) {
        draw(event.pointerId, { ...stroke, points: [...stroke.points, ...points] })
      }
    },
    onPointerUp: (event: PadEvent) => {
      if (!owns(event) || pen.current === null) return
      const { stroke } = pen.current
      pen.current = null
      store.getState().penLifted(stroke)
    },
    onPointerCancel: lose,
    onLostPointerCapture: lose,
    onContextMenu: (event: { preventDefault(): void }) => {
      // A long press or a pen's barrel button must not open a menu over the drawing.
      event.preventDefault()
    },
  }
}

/** The points since the last event, the ones that the browser put together among them. */
function addedPoints({ points }: Stroke, event: PadEvent, width: number): readonly StrokePoint[] {
  const coalesced = event.nativeEvent.getCoalescedEvents?.() ?? []
  const events = coalesced.length > 0 ? coalesced : [event.nativeEvent]
  let last = points.at(-1)
  return events.flatMap((each) => {
    const point = padPoint(each, event.currentTarget, width)
    if (last?.x === point.x && last.y === point.y) return []
    last = point
    return [point]
  })
}

/** A pointer's place in pad units, whatever the canvas measures on the screen. */
function padPoint(
  event: globalThis.PointerEvent,
  canvas: HTMLCanvasElement,
  width: number,
): StrokePoint {
  const box = canvas.getBoundingClientRect()
  return {
    x: ((event.clientX - box.left) / box.width) * width,
    y: ((event.clientY - box.top) / box.height) * PAD_SIDE,
    pressure: event.pointerType === 'pen' ? event.pressure : NO_PRESSURE,
  }
}
