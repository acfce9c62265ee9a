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
  /** As it is on the pad. */
  readonly stroke: Stroke
  /** Its points that are certain: the others came before their frame. */
  readonly certain: readonly StrokePoint[]
  /** All points that have come, as far as is known before the frame. */
  readonly ahead: readonly StrokePoint[]
  /** When a movement was shown before its frame, last. */
  readonly shownAt: number
  /** Where the canvas was in the newest frame: asked between two, the browser would lay out once more. */
  readonly box: DOMRect
}

/**
 * Turns pointer events into strokes: mouse, touch and pen, one pointer at a time. A second finger or
 * a second button never breaks the stroke under way.
 *
 * Browsers hold `pointermove` back until the screen's next frame, and an answer to it is seen one frame
 * later at the earliest. Where there is `pointerrawupdate`, which is not held back, a movement is read
 * while its frame is still to come, and answered in it. A busy browser may tell of it out of order, with
 * the next stroke's movements before this one's end, so that `pointermove` alone makes the stroke.
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
  const giveUp = () => {
    pen.current = null
    store.getState().penLost()
  }
  const lose = (event: PadEvent) => {
    if (owns(event)) giveUp()
  }
  const moved = (event: NativeEvent, canvas: HTMLCanvasElement, isRaw: boolean) => {
    if (!owns(event) || pen.current === null) return
    const held = pen.current
    const { stroke, certain, shownAt } = held
    if (store.getState().liveStroke !== stroke) {
      // Cleared under the pen, by a key or another finger: the rest of the stroke is not wanted.
      pen.current = null
      return
    }
    if (isRaw) {
      const ahead = pointsUpTo(event, held.ahead, held.box, width)
      // A mouse may tell a thousand movements a second: most are shown with others.
      const isDue = event.timeStamp >= shownAt + RAW_INTERVAL && ahead.length > stroke.points.length
      if (!isDue) pen.current = { ...held, ahead }
      else draw({ ...held, stroke: { ...stroke, points: ahead }, ahead, shownAt: event.timeStamp })
    } else {
      const box = canvas.getBoundingClientRect()
      const points = asShown(pointsUpTo(event, certain, box, width), stroke.points)
      const made = { ...held, certain: points, ahead: points, box }
      if (areSame(points, stroke.points)) pen.current = made
      else draw({ ...made, stroke: { ...stroke, points } })
    }
  }
  return {
    moved,
    onPointerDown: (event: PadEvent) => {
      const before = pen.current?.pointerId
      // A device that went away without a word must not keep the pad.
      if (before !== undefined && !event.currentTarget.hasPointerCapture(before)) giveUp()
      const erases = event.pointerType === 'pen' && (event.buttons & ERASER_BUTTON) !== 0
      if (!event.isPrimary || pen.current !== null || (event.button !== 0 && !erases)) return
      event.currentTarget.setPointerCapture(event.pointerId)
      const { tool, brush } = store.getState()
      const chosen = erases ? 'eraser' : tool
      const box = event.currentTarget.getBoundingClientRect()
      const points = [padPoint(event.nativeEvent, box, width)]
      draw({
        pointerId: event.pointerId,
        stroke: { tool: chosen, width: strokeWidth({ tool: chosen, brush }), points },
        certain: points,
        ahead: points,
        shownAt: Number.NEGATIVE_INFINITY,
        box,
      })
    },
    onPointerMove: (event: PadEvent) => moved(event.nativeEvent, event.currentTarget, false),
    onPointerUp: (event: PadEvent) => {
      if (!owns(event) || pen.current === null) return
      const { stroke, certain } = pen.current
      pen.current = null
      store
        .getState()
        .penLifted(areSame(certain, stroke.points) ? stroke : { ...stroke, points: certain })
    },
    onPointerCancel: lose,
    onLostPointerCapture: lose,
    onContextMenu: (event: { preventDefault(): void }) => {
      // A long press or a pen's barrel button must not open a menu over the drawing.
      event.preventDefault()
    },
  }
}

/** Points of a stroke, and then those of a movement and of others that the browser put together with it. */
function pointsUpTo(
  event: NativeEvent,
  points: readonly StrokePoint[],
  box: DOMRect,
  width: number,
): readonly StrokePoint[] {
  const coalesced = event.getCoalescedEvents?.() ?? []
  const events = coalesced.length > 0 ? coalesced : [event]
  let last = points.at(-1)
  const added = events.flatMap((each) => {
    const point = padPoint(each, box, width)
    if (last?.x === point.x && last.y === point.y) return []
    last = point
    return [point]
  })
  return [...points, ...added]
}

/** Points, of which those that are shown stay what they are: the pad then paints the others alone. */
const asShown = (points: readonly StrokePoint[], shown: readonly StrokePoint[]) =>
  points.map((point, index) => {
    const other = shown[index]
    return other?.x === point.x && other.y === point.y ? other : point
  })

const areSame = (some: readonly StrokePoint[], others: readonly StrokePoint[]): boolean =>
  some.length === others.length && some.every((point, index) => point === others[index])

/** A pointer's place in pad units, whatever the canvas measures on the screen. */
function padPoint(event: NativeEvent, box: DOMRect, width: number): StrokePoint {
  return {
    x: ((event.clientX - box.left) / box.width) * width,
    y: ((event.clientY - box.top) / box.height) * PAD_SIDE,
    pressure: event.pointerType === 'pen' ? event.pressure : NO_PRESSURE,
  }
}
