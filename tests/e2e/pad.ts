import type { CDPSession, Page } from '@playwright/test'
import { PAD_SIDE } from '../../src/core/ink/drawing'
import type { PadPoint, PadStroke } from './strokes'

/** A point of the pad in the page's own pixels. */
async function toPage(page: Page): Promise<(point: PadPoint) => { x: number; y: number }> {
  const box = await page.getByTestId('draw-canvas').evaluate((canvas) => {
    canvas.scrollIntoView({ block: 'nearest' })
    const { x, y, height } = canvas.getBoundingClientRect()
    return { x, y, height }
  })
  return ([x, y]) => ({
    // Pad units are as wide as high, on the wide pad too.
    x: box.x + (x / PAD_SIDE) * box.height,
    y: box.y + (y / PAD_SIDE) * box.height,
  })
}

/** Draws with the mouse, by the browser's own pointer events. */
export async function drawWithMouse(page: Page, strokes: readonly PadStroke[]): Promise<void> {
  const at = await toPage(page)
  for (const stroke of strokes) {
    const [first, ...rest] = stroke.map(at)
    if (first === undefined) continue
    await page.mouse.move(first.x, first.y)
    await page.mouse.down()
    for (const { x, y } of rest) await page.mouse.move(x, y)
    await page.mouse.up()
  }
}

/**
 * Draws with the mouse as fast as the browser takes it: the events go out in one burst, in order,
 * and none is waited for before the last.
 */
export async function drawAtOnce(page: Page, strokes: readonly PadStroke[]): Promise<void> {
  const session = await page.context().newCDPSession(page)
  const at = await toPage(page)
  const sent = strokes.flatMap((stroke) => [
    ...stroke.map((point, index) =>
      press(session, index === 0 ? 'mousePressed' : 'mouseMoved', at(point)),
    ),
    press(session, 'mouseReleased', at(stroke.at(-1)!)),
  ])
  await Promise.all(sent)
  await session.detach()
}

type PressType = 'mousePressed' | 'mouseMoved' | 'mouseReleased'

/** One event of a pointer that is down, or is lifted; with a force, of a pen. */
function press(
  session: CDPSession,
  type: PressType,
  place: { x: number; y: number },
  force?: number,
) {
  return session.send('Input.dispatchMouseEvent', {
    type,
    ...place,
    button: 'left',
    buttons: type === 'mouseReleased' ? 0 : 1,
    clickCount: 1,
    ...(force === undefined ? {} : { force, pointerType: 'pen' }),
  })
}

/**
 * Draws with one finger, through the browser's own touch input.
 *
 * @param end - `cancel` ends the last stroke as the system does when it takes the finger over.
 */
export async function drawWithTouch(
  page: Page,
  strokes: readonly PadStroke[],
  end: 'lift' | 'cancel' = 'lift',
): Promise<void> {
  const at = await toPage(page)
  const session = await page.context().newCDPSession(page)
  for (const [index, stroke] of strokes.entries()) {
    for (const [point, place] of stroke.map(at).entries()) {
      await touch(session, point === 0 ? 'touchStart' : 'touchMove', [place])
    }
    const isLast = index === strokes.length - 1
    await touch(session, isLast && end === 'cancel' ? 'touchCancel' : 'touchEnd', [])
  }
  await session.detach()
}

function touch(
  session: CDPSession,
  type: 'touchStart' | 'touchMove' | 'touchEnd' | 'touchCancel',
  touchPoints: { x: number; y: number }[],
) {
  return session.send('Input.dispatchTouchEvent', { type, touchPoints })
}

/** Draws with a pen that presses ever harder, through the browser's own pen input. */
export async function drawWithPen(page: Page, strokes: readonly PadStroke[]): Promise<void> {
  const at = await toPage(page)
  const session = await page.context().newCDPSession(page)
  for (const stroke of strokes) {
    for (const [index, point] of stroke.entries()) {
      const force = 0.2 + (0.7 * index) / stroke.length
      await press(session, index === 0 ? 'mousePressed' : 'mouseMoved', at(point), force)
    }
    await press(session, 'mouseReleased', at(stroke.at(-1)!), 0)
  }
  await session.detach()
}

/** Lays a pen on the pad and draws a stroke that has no end until it is lifted. */
export async function pressPen(page: Page, stroke: PadStroke): Promise<{ lift(): Promise<void> }> {
  const at = await toPage(page)
  const session = await page.context().newCDPSession(page)
  for (const [index, point] of stroke.entries()) {
    await press(session, index === 0 ? 'mousePressed' : 'mouseMoved', at(point), 0.5)
  }
  return {
    lift: async () => {
      await press(session, 'mouseReleased', at(stroke.at(-1)!), 0)
      await session.detach()
    },
  }
}

/** Lays the finger down and moves it, and lets the system take it away before it is lifted. */
export const loseTouch = (page: Page, strokes: readonly PadStroke[]) =>
  drawWithTouch(page, strokes, 'cancel')
