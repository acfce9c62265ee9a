import type { Page } from '@playwright/test'
import { droppedFrames, median, quantile } from './bench/statistics'

/** How the page kept up with the pen. */
export interface PenMeasures {
  readonly frames: number
  readonly dropped: number
  /** Movements with a frame of their own that shows their answer. */
  readonly answered: number
  /** From a pen movement to the frame that shows its answer, in milliseconds. */
  readonly latencyMedianMs: number
  readonly latencyP95Ms: number
}

/**
 * Between two pen movements: a little more than a screen's frame, so that they come at every moment of
 * one. In step with the screen they would all be lucky, or all unlucky.
 */
const PEN_INTERVAL_MS = 1000 / 57

/** What the page is watched for; it lies in the page. */
interface PenWatch {
  readonly frames: number[]
  readonly latencies: number[]
  on: boolean
}

/**
 * Watches frames and pen movements in the page. A movement is answered by the reading that was the first
 * to be asked for after it, and seen when that reading's probabilities were written and the frame with
 * them has been handed to the screen: what is painted in the meantime answers earlier movements.
 * Movements answered together count from the last of them.
 */
async function startWatching(page: Page): Promise<void> {
  await page.evaluate(() => {
    const watch: PenWatch = { frames: [], latencies: [], on: true }
    Object.assign(window, { penWatch: watch })
    /** When the pen moved last; 0 once a reading was asked for. */
    let moved = 0
    /** Calls of the reader that wait for their answer, and the movement that each answers. */
    const asked = new Map<unknown, number>()
    /** The movement that the newest reading on the page answers; 0 once it was written. */
    let answered = 0
    /** The movement whose answer was written since the frame before; 0 for none. */
    let written = 0
    /** Between a frame's first callback and whatever comes after it. */
    let isInFrame = false
    const tellSeen = () => {
      const movement = written
      if (movement === 0) return
      written = 0
      // A task that is queued in a frame's callback runs once the frame is handed on.
      const { port1, port2 } = new MessageChannel()
      port1.onmessage = () => watch.latencies.push(performance.now() - movement)
      port2.postMessage(null)
    }
    const onFrame = (time: number) => {
      watch.frames.push(time)
      isInFrame = true
      tellSeen()
      if (watch.on) requestAnimationFrame(onFrame)
    }
    requestAnimationFrame(onFrame)

    const onMove = (event: Event) => {
      if (event instanceof PointerEvent && event.buttons !== 0) moved = event.timeStamp
    }
    for (const type of ['pointerrawupdate', 'pointermove']) addEventListener(type, onMove, true)

    const watched = new WeakSet<Worker>()
    const { postMessage } = Worker.prototype
    Worker.prototype.postMessage = function (this: Worker, ...given: unknown[]) {
      const message: unknown = given[0]
      const [id, path] = [Reflect.get(Object(message), 'id'), Reflect.get(Object(message), 'path')]
      // A call as Comlink writes it.
      if (watch.on && Array.isArray(path) && path.join('.') === 'read' && moved !== 0) {
        asked.set(id, moved)
        moved = 0
        if (!watched.has(this)) {
          watched.add(this)
          const hear = ({ data }: MessageEvent) => {
            const movement = asked.get(data?.id)
            asked.delete(data?.id)
            if (movement === undefined) return
            answered = movement
            isInFrame = false
          }
          // Before the page hears of it.
          this.addEventListener('message', hear, { capture: true })
        }
      }
      Reflect.apply(postMessage, this, given)
    }

    const probabilities = document.querySelector('[data-testid="probabilities"]')
    if (probabilities === null) throw new Error('startWatching: the page must show probabilities')
    new MutationObserver(() => {
      if (answered === 0) return
      written = answered
      answered = 0
      if (isInFrame) tellSeen()
    }).observe(probabilities, { subtree: true, attributes: true, attributeFilter: ['data-p'] })
  })
}

async function stopWatching(page: Page): Promise<PenWatch> {
  return page.evaluate(() => {
    const watch: PenWatch = Reflect.get(window, 'penWatch')
    watch.on = false
    return watch
  })
}

/** Draws circles for some seconds, a pen movement nearly every frame, and measures. */
export async function measurePen(page: Page, seconds: number): Promise<PenMeasures> {
  const box = await page.getByTestId('draw-canvas').boundingBox()
  if (box === null) throw new Error('measurePen: the pad must be visible')
  const at = (turns: number) => {
    const angle = 2 * Math.PI * turns
    return [
      box.x + box.width * (0.5 + 0.3 * Math.sin(angle)),
      box.y + box.height * (0.5 - 0.3 * Math.cos(angle)),
    ] as const
  }
  // Straight through the protocol: Playwright's own mouse asks the page three questions with each movement.
  const session = await page.context().newCDPSession(page)
  const send = (type: 'mousePressed' | 'mouseMoved' | 'mouseReleased', turns: number) => {
    const [x, y] = at(turns)
    const buttons = type === 'mouseReleased' ? 0 : 1
    return session.send('Input.dispatchMouseEvent', { type, x, y, button: 'left', buttons })
  }
  await startWatching(page)
  const start = performance.now()
  const sent: Promise<unknown>[] = [send('mousePressed', 0)]
  for (let move = 1; ; move++) {
    const wait = move * PEN_INTERVAL_MS - (performance.now() - start)
    if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait))
    const now = performance.now() - start
    if (now > seconds * 1000) break
    sent.push(send('mouseMoved', now / 2500))
  }
  sent.push(send('mouseReleased', (seconds * 1000) / 2500))
  await Promise.all(sent)
  await session.detach()
  const { frames, latencies } = await stopWatching(page)
  return {
    frames: frames.length,
    dropped: droppedFrames(frames),
    answered: latencies.length,
    latencyMedianMs: median(latencies),
    latencyP95Ms: quantile(latencies, 0.95),
  }
}
