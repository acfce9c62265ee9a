import { type PointerEvent, type RefObject, useEffect, useMemo, useRef } from 'react'
import { PAD_SIDE, type Stroke, type StrokePoint } from '../../core/ink/drawing'
import { strokeWidth } from '../../store/drawing-slice'
import { type PadStore, usePad } from './use-pad'

/** Pressure of devices that have none. */
export const NO_PRESSURE = 0.5

/** Bit of `buttons` that a pen's own eraser sets. */
const ERASER_BUTTON = 32

/** Milliseconds between two movements that are taken before the screen's next frame: two a frame. */
const RAW_INTERVAL = 8

type PadEvent = PointerEvent<HTMLCanvasElement>
type NativeEvent = globalThis.PointerEvent

interface Pen {
  readonly pointerId: number
  readonly stroke: Stroke
  /** Time of the newest movement that was taken before its frame. */
  readonly rawUntil: number
}

/**
 * Turns pointer events into strokes: mouse, touch and pen, one pointer at a time. A second finger or
 * a second button never breaks the stroke under way.
 *
 * Browsers hold `pointermove` back until the screen's next frame, and an answer to it is seen one frame
 * later at the earliest. Where there is `pointerrawupdate`, which is not held back, a movement is read
 * while its frame is still to come, and answered in it.
 *
 * @returns What the canvas listens to through React.
 */
export function usePen(canvas: RefObject<HTMLCanvasElement | null>) {
  const { store, width } = usePad()
  const pen = useRef<Pen | null>(null)
  const { moved, ...handlers } = useMemo(() => penHandlers(store, width, pen), [store, width])
  useEffect(() => {
    const element = canvas.current
    const takeRaw = (event: Event) => {
      if (event instanceof globalThis.PointerEvent && element !== null) moved(event, element, true)
    }
    element?.addEventListener('pointerrawupdate', takeRaw)
    return () => element?.removeEventListener('pointerrawupdate', takeRaw)
  }, [canvas, moved])
  return handlers
}

function penHandlers(store: PadStore, width: number, pen: { current: Pen | null }) {
  const owns = ({ pointerId }: NativeEvent | PadEvent) => pen.current?.pointerId === pointerId
  const draw = (drawn: Pen) => {
    pen.current = drawn
    store.getState().penMoved(drawn.stroke)
  }
  const lose = (event: PadEvent) => {
    if (!owns(event)) return
    pen.current = null
    store.getState().penLost()
  }
  const moved = (event: NativeEvent, canvas: HTMLCanvasElement, isRaw: boolean) => {
    if (!owns(event) || pen.current === null) return
    const { stroke, rawUntil, pointerId } = pen.current
    if (store.getState().liveStroke !== stroke) {
      // Cleared under the pen, by a key or another finger: the rest of the stroke is not wanted.
      pen.current = null
      return
    }
    // A mouse may tell a thousand movements a second: what is left comes with the frame.
    if (isRaw && event.timeStamp < rawUntil + RAW_INTERVAL) return
    const points = addedPoints(pen.current, event, canvas, width)
    if (points.length === 0) return
    draw({
      pointerId,
      stroke: { ...stroke, points: [...stroke.points, ...points] },
      rawUntil: isRaw ? event.timeStamp : rawUntil,
    })
  }
  return {
    moved,
    onPointerDown: (event: PadEvent) => {
      const erases = event.pointerType === 'pen' && (event.buttons & ERASER_BUTTON) !== 0
      if (!event.isPrimary || pen.current !== null || (event.button !== 0 && !erases)) return
      event.currentTarget.setPointerCapture(event.pointerId)
      const { tool, brush } = store.getState()
      const chosen = erases ? 'eraser' : tool
      draw({
        pointerId: event.pointerId,
        stroke: {
          tool: chosen,
          width: strokeWidth({ tool: chosen, brush }),
          points: [padPoint(event.nativeEvent, event.currentTarget, width)],
        },
        rawUntil: Number.NEGATIVE_INFINITY,
      })
    },
    onPointerMove: (event: PadEvent) => moved(event.nativeEvent, event.currentTarget, false),
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

/** The points not yet taken, those of the movements that the browser put together among them. */
function addedPoints(
  { stroke, rawUntil }: Pen,
  event: NativeEvent,
  canvas: HTMLCanvasElement,
  width: number,
): readonly StrokePoint[] {
  const coalesced = event.getCoalescedEvents?.() ?? []
  const events = coalesced.length > 0 ? coalesced : [event]
  let last = stroke.points.at(-1)
  return events.flatMap((each) => {
    if (each.timeStamp <= rawUntil) return []
    const point = padPoint(each, canvas, width)
    if (last?.x === point.x && last.y === point.y) return []
    last = point
    return [point]
  })
}

/** A pointer's place in pad units, whatever the canvas measures on the screen. */
function padPoint(event: NativeEvent, canvas: HTMLCanvasElement, width: number): StrokePoint {
  const box = canvas.getBoundingClientRect()
  return {
    x: ((event.clientX - box.left) / box.width) * width,
    y: ((event.clientY - box.top) / box.height) * PAD_SIDE,
    pressure: event.pointerType === 'pen' ? event.pressure : NO_PRESSURE,
  }
}
