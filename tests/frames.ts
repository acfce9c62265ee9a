import type { Page } from '@playwright/test'
import { droppedFrames, median, quantile } from './bench/statistics'

/** How the page kept up with the pen. */
export interface PenMeasures {
  readonly frames: number
  readonly dropped: number
  /** From a pen movement to the frame that shows its answer, in milliseconds. */
  readonly latencyMedianMs: number
  readonly latencyP95Ms: number
}

/** Between two pen movements; a screen's frame. */
const PEN_INTERVAL_MS = 1000 / 60

/**
 * Watches frames and pen movements in the page: a movement is answered when the probabilities next
 * change, and seen when that frame has been handed to the screen. Movements answered together count
 * from the last of them.
 */
async function startWatching(page: Page): Promise<void> {
  await page.evaluate(() => {
    const seen = { frames: [] as number[], latencies: [] as number[], moved: 0, on: true }
    Object.assign(window, { penWatch: seen })
    const onFrame = (time: number) => {
      seen.frames.push(time)
      if (seen.on) requestAnimationFrame(onFrame)
    }
    requestAnimationFrame(onFrame)
    addEventListener(
      'pointermove',
      (event) => {
        if (event.buttons !== 0) seen.moved = event.timeStamp
      },
      true,
    )
    const probabilities = document.querySelector('[data-testid="probabilities"]')
    if (probabilities === null) throw new Error('startWatching: the page must show probabilities')
    new MutationObserver(() => {
      const { moved } = seen
      if (moved === 0) return
      seen.moved = 0
      // The page paints in a frame's callback; a task queued there runs once the frame is handed on.
      const { port1, port2 } = new MessageChannel()
      port1.onmessage = () => seen.latencies.push(performance.now() - moved)
      port2.postMessage(null)
    }).observe(probabilities, { subtree: true, attributes: true, attributeFilter: ['data-p'] })
  })
}

async function stopWatching(page: Page): Promise<{ frames: number[]; latencies: number[] }> {
  return page.evaluate(() => {
    const seen: { frames: number[]; latencies: number[]; on: boolean } = Reflect.get(
      window,
      'penWatch',
    )
    seen.on = false
    return { frames: seen.frames, latencies: seen.latencies }
  })
}

/** Draws circles for some seconds, a pen movement every sixtieth of a second, and measures. */
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
  await startWatching(page)
  const start = performance.now()
  await page.mouse.move(...at(0))
  await page.mouse.down()
  for (let move = 1; ; move++) {
    const now = performance.now() - start
    if (now > seconds * 1000) break
    await page.mouse.move(...at(now / 2500))
    const wait = move * PEN_INTERVAL_MS - (performance.now() - start)
    if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait))
  }
  await page.mouse.up()
  const { frames, latencies } = await stopWatching(page)
  return {
    frames: frames.length,
    dropped: droppedFrames(frames),
    latencyMedianMs: median(latencies),
    latencyP95Ms: quantile(latencies, 0.95),
  }
}
