import type { CDPSession, Page } from '@playwright/test'
import { PAD_SIDE } from '../../src/core/ink/drawing'
import type { PadPoint, PadStroke } from './strokes'

/** A point of the pad in the page's own pixels. */
async function toPage(page: Page): Promise<(point: PadPoint) => { x: number; y: number }> {
  const canvas = page.getByTestId('draw-canvas')
  await canvas.scrollIntoViewIfNeeded()
  const box = await canvas.boundingBox()
  if (box === null) throw new Error('toPage: the pad must be visible')
  return ([x, y]) => ({
    x: box.x + (x / PAD_SIDE) * box.width,
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
  const send = (
    type: 'mousePressed' | 'mouseMoved' | 'mouseReleased',
    point: PadPoint,
    force: number,
  ) =>
    session.send('Input.dispatchMouseEvent', {
      type,
      ...at(point),
      force,
      button: 'left',
      buttons: type === 'mouseReleased' ? 0 : 1,
      clickCount: 1,
      pointerType: 'pen',
    })
  for (const stroke of strokes) {
    for (const [index, point] of stroke.entries()) {
      const force = 0.2 + (0.7 * index) / stroke.length
      await send(index === 0 ? 'mousePressed' : 'mouseMoved', point, force)
    }
    await send('mouseReleased', stroke.at(-1)!, 0)
  }
  await session.detach()
}

/** Lays the finger down and moves it, and lets the system take it away before it is lifted. */
export const loseTouch = (page: Page, strokes: readonly PadStroke[]) =>
  drawWithTouch(page, strokes, 'cancel')
