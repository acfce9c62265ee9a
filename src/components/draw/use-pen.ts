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
  /** As far as it is on the pad. */
  readonly stroke: Stroke
  /** Points that have come since. */
  readonly waiting: readonly StrokePoint[]
  /** When points went to the pad before their frame, last; null where only `pointermove` tells of any. */
  readonly rawAt: number | null
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
  const isOnPad = ({ stroke }: Pen) => store.getState().liveStroke === stroke
  const draw = (drawn: Pen) => {
    pen.current = drawn
    store.getState().penMoved(drawn.stroke)
  }
  /** Puts what waits on the pad. */
  const flush = () => {
    const held = pen.current
    if (held === null || held.waiting.length === 0 || !isOnPad(held)) return
    const points = [...held.stroke.points, ...held.waiting]
    draw({ ...held, stroke: { ...held.stroke, points }, waiting: [] })
  }
  const lose = (event: PadEvent) => {
    if (!owns(event)) return
    flush()
    pen.current = null
    store.getState().penLost()
  }
  const moved = (event: NativeEvent, canvas: HTMLCanvasElement, isRaw: boolean) => {
    if (!owns(event) || pen.current === null) return
    const held = pen.current
    if (!isOnPad(held)) {
      // Cleared under the pen, by a key or another finger: the rest of the stroke is not wanted.
      pen.current = null
      return
    }
    // A frame's event tells again what has come before it.
    const isNews = isRaw || held.rawAt === null
    const added = isNews ? addedPoints(held, event, canvas, width) : []
    // A mouse may tell a thousand movements a second: most go to the pad with others.
    const isDue = !isRaw || held.rawAt === null || event.timeStamp >= held.rawAt + RAW_INTERVAL
    const rawAt = isRaw && isDue ? event.timeStamp : held.rawAt
    pen.current = { ...held, waiting: [...held.waiting, ...added], rawAt }
    if (isDue) flush()
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
        waiting: [],
        rawAt: null,
      })
    },
    onPointerMove: (event: PadEvent) => moved(event.nativeEvent, event.currentTarget, false),
    onPointerUp: (event: PadEvent) => {
      if (!owns(event) || pen.current === null) return
      flush()
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

/** The points of a movement, those of others that the browser put together with it among them. */
function addedPoints(
  { stroke, waiting }: Pen,
  event: NativeEvent,
  canvas: HTMLCanvasElement,
  width: number,
): readonly StrokePoint[] {
  const coalesced = event.getCoalescedEvents?.() ?? []
  const events = coalesced.length > 0 ? coalesced : [event]
  let last = waiting.at(-1) ?? stroke.points.at(-1)
  return events.flatMap((each) => {
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
