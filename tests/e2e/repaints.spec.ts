import type { Page } from '@playwright/test'
import { expect, test } from './lab'
import { drawAtOnce, drawWithMouse } from './pad'
import { FOUR, SEVEN } from './strokes'

/** Where something was painted, or the words or shape of something changed: names and how often. */
type Paints = Readonly<Record<string, number>>

const PANELS = '.kernels-picture, .stages, [data-layer], .inspector, .answer'

/** Counts what is painted on canvases and written in panels, by the panel or the picture. */
async function countPaints(page: Page, places = PANELS): Promise<void> {
  await page.addInitScript(`{
    const paints = {}
    const count = (element, what) => {
      const place = element?.closest?.('${places}')
      const layer = place?.dataset.layer
      const isLarge = place?.closest('.inspector') !== null
      const name = layer ? (isLarge ? 'large ' : '') + layer : place?.className
      if (name) paints[name + what] = (paints[name + what] ?? 0) + 1
    }
    const context = CanvasRenderingContext2D.prototype
    for (const method of ['putImageData', 'clearRect']) {
      const paint = context[method]
      context[method] = function (...given) {
        count(this.canvas, ' picture')
        return paint.apply(this, given)
      }
    }
    const watcher = new MutationObserver((changes) => {
      for (const { type, target, oldValue, addedNodes, removedNodes } of changes) {
        const element = target.nodeType === 1 ? target : target.parentElement
        count(element, ' words')
        const isSame = type === 'characterData'
          ? oldValue === target.data
          : addedNodes.length === 1 && removedNodes.length === 1 && addedNodes[0].nodeType === 3 &&
            addedNodes[0].data === removedNodes[0].data
        if (isSame) count(element, ' same words')
      }
    })
    addEventListener('DOMContentLoaded', () => watcher.observe(document.body, {
      childList: true, characterData: true, characterDataOldValue: true, subtree: true,
    }))
    globalThis.takePaints = () => {
      const taken = { ...paints }
      for (const name of Object.keys(paints)) delete paints[name]
      return taken
    }
  }`)
}

/** What was painted since it was asked last, once nothing more is. */
const paintsSince = (page: Page): Promise<Paints> =>
  page.evaluate(async () => {
    const taken: Record<string, number> = {}
    for (let isQuiet = false; !isQuiet; ) {
      await new Promise((resolve) => setTimeout(resolve, 500))
      // However slow the machine is, what was asked for is on the screen by then.
      await new Promise(requestAnimationFrame)
      const paints: Paints = Reflect.get(globalThis, 'takePaints')()
      for (const [name, times] of Object.entries(paints)) taken[name] = (taken[name] ?? 0) + times
      isQuiet = Object.keys(paints).length === 0
    }
    return taken
  })

/** Where nothing reacts to the mouse, whatever scrolls past under it: the page's margin. */
const parkMouse = (page: Page) => page.mouse.move(4, 450)

test('a panel is painted when its data changed, and only then', async ({ lab, page }) => {
  await countPaints(page)
  await lab.open()
  await drawAtOnce(page, SEVEN)
  await expect(lab.prediction).toHaveText('7')
  await page.getByTestId('layer-C3').getByRole('button', { name: 'C3' }).click()
  await expect(page.getByTestId('connections')).toBeVisible()
  // Half a digit, so that the other half is sure to change what is answered.
  await page.getByTestId('clear').click()
  await drawAtOnce(page, FOUR.slice(0, 1))
  await expect(lab.prediction).not.toHaveText(/[–4]/)
  await paintsSince(page)

  await drawWithMouse(page, FOUR.slice(1))
  await expect(lab.prediction).toHaveText('4')
  await parkMouse(page)
  const drawn = await paintsSince(page)
  for (const name of ['stages', 'C1', 'S4', 'F6', 'large C3']) {
    expect(drawn[`${name} picture`], `${name} follows the pen`).toBeGreaterThan(0)
  }
  expect(drawn['answer words']).toBeGreaterThan(0)
  // A browser lays out what is written, though it was there before.
  const same = Object.keys(drawn).filter((name) => name.endsWith(' same words'))
  expect(same, 'nothing is written that stands there').toEqual([])
  // The weights are the same as before, whatever is drawn.
  expect(drawn, 'the kernels').not.toHaveProperty('kernels-picture picture')

  await page.getByTestId('setting-epochs').fill('7')
  await page.getByTestId('more-settings').press('Enter')
  await page.getByTestId('setting-schedule').selectOption('constant')
  await page.keyboard.press('Escape')
  await expect(page.getByTestId('setting-schedule')).toBeHidden()
  expect(await paintsSince(page), 'settings paint no panel').toEqual({})

  const maps = page.getByTestId('layer-C1').locator('canvas')
  await maps.hover({ position: { x: 20, y: 20 } })
  await maps.hover({ position: { x: 60, y: 90 } })
  const pointed = Object.keys(await paintsSince(page))
  // Frames come and go; no picture is painted for them.
  expect(pointed.filter((name) => name.endsWith('picture'))).toEqual([])
  expect(pointed).not.toContain('answer words')
})

/** Writes down, in order, which readings are asked for and which movements the frames bring. */
const WATCH_ORDER = `{
  const order = globalThis.order = []
  const { postMessage } = Worker.prototype
  Worker.prototype.postMessage = function (...given) {
    if (given[0]?.path?.join('.') === 'read') order.push('read')
    return postMessage.apply(this, given)
  }
  addEventListener('pointermove', ({ buttons }) => buttons && order.push('moved'), true)
}`

test('a movement is read while its frame is still to come', async ({ lab, page }) => {
  await page.addInitScript(WATCH_ORDER)
  await lab.open()
  const takeOrder = () =>
    page.evaluate((): readonly string[] => Reflect.get(globalThis, 'order').splice(0))
  const box = await lab.pad.boundingBox()
  if (box === null) throw new Error('the pad must be visible')
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 4]
  await page.mouse.move(x, y)
  await page.mouse.down()
  for (let move = 1; move <= 3; move++) {
    // A reader that is busy is asked as soon as it has answered.
    await page.waitForTimeout(400)
    await takeOrder()
    await page.mouse.move(x, y + 20 * move)
    expect(await takeOrder()).toEqual(['read', 'moved'])
  }
  await page.mouse.up()
  await expect(lab.prediction).toHaveText('1')
})

const pictures = (paints: Paints) =>
  Object.keys(paints)
    .filter((name) => name.endsWith('picture'))
    .sort()

/** Settings of the next run: nothing that a panel shows of the drawing. */
async function changeSettings(page: Page, epochs: number): Promise<void> {
  await page.getByTestId('setting-epochs').fill(String(epochs))
  await page.getByTestId('setting-seed').fill(String(epochs))
}

test('what explains and compares an answer is painted when it changed, and only then', async ({
  lab,
  page,
}) => {
  await countPaints(page, '.why-group, .compare-layer, .compare-titles, .compare-answers')
  await lab.open()
  await drawAtOnce(page, SEVEN)
  await expect(lab.prediction).toHaveText('7')
  await page.getByTestId('why').press('Enter')
  const change = page.getByTestId('why-change-words')
  await expect(change).toHaveAttribute('data-found', /./, { timeout: 30_000 })
  await parkMouse(page)
  const all = ['why-group picture', 'why-group why-change picture']
  expect(pictures(await paintsSince(page))).toEqual(all)
  await changeSettings(page, 7)
  expect(await paintsSince(page), 'settings do not change why').toEqual({})
  const covering = page.getByTestId('why-covering-7')
  for (const key of ['ArrowRight', 'ArrowDown', 'ArrowDown']) await covering.press(key)
  expect(pictures(await paintsSince(page)), 'pointing paints no map').toEqual([])
  await drawWithMouse(page, FOUR.slice(0, 1))
  await parkMouse(page)
  // Once the pen has rested and the reader has tried every square.
  const followed = new Set<string>()
  const follow = async () => {
    for (const name of pictures(await paintsSince(page))) followed.add(name)
    return [...followed].sort()
  }
  await expect.poll(follow, { message: 'why follows the pen', timeout: 30_000 }).toEqual(all)
  await expect(change).toHaveAttribute('data-found', /./)
  await paintsSince(page)

  await page.getByTestId('compare').press('Enter')
  await expect(page.getByTestId('compare-view')).toHaveAttribute('data-pinned', 'true')
  await paintsSince(page)
  await changeSettings(page, 8)
  expect(await paintsSince(page), 'settings do not change what is compared').toEqual({})
  const c3 = page.getByTestId('compare-C3').getByRole('application').last()
  for (const key of ['ArrowRight', 'ArrowDown']) await c3.press(key)
  expect(pictures(await paintsSince(page)), 'pointing paints no map').toEqual([])
  await drawWithMouse(page, FOUR.slice(1))
  await parkMouse(page)
  const drawn = await paintsSince(page)
  expect(drawn['compare-layer picture'], 'what is compared follows the pen').toBeGreaterThan(0)
  // Other strokes, the same weights: no title has other words.
  expect(Object.keys(drawn)).not.toContain('compare-row compare-titles words')
})

test('what tells of a run is not painted for a drawing, nor curves and matrix for a frame', async ({
  lab,
  page,
}) => {
  test.setTimeout(120_000)
  const places = '.curve-chart, .confusion, .film, .film-examples, [data-testid=mistakes]'
  await countPaints(page, places)
  await lab.open('engine=simd&epochs=1')
  await drawAtOnce(page, SEVEN)
  await lab.train.press('Enter')
  await lab.expectImages(128 * 20)
  await lab.stop.press('Enter')
  await lab.expectPhase('done')
  await page.getByTestId('test-answering').press('Enter')
  await expect(page.getByTestId('confusion-matrix')).toBeVisible({ timeout: 60_000 })
  await page.getByTestId('all-mistakes').press('Enter')
  const images = page.getByTestId('mistakes').locator('[data-image]')
  await expect(images.first().locator('canvas')).toBeVisible()
  await parkMouse(page)
  expect(pictures(await paintsSince(page)).length, 'curves and mistakes were').toBeGreaterThan(0)
  await images.first().focus()
  for (const key of ['ArrowRight', 'ArrowDown']) await page.keyboard.press(key)
  expect(pictures(await paintsSince(page)), 'going along the mistakes').toEqual([])
  await page.keyboard.press('Escape')
  await expect(images).toHaveCount(0)
  await paintsSince(page)

  await drawWithMouse(page, [SEVEN[0]!.slice(0, 3)])
  await parkMouse(page)
  expect(await paintsSince(page), 'the pen').toEqual({})

  const slider = page.getByTestId('film-slider')
  await slider.press('Home')
  await expect(page.getByTestId('film-facts')).toHaveAttribute('data-step', '0')
  await paintsSince(page)
  await slider.press('PageUp')
  await expect(page.getByTestId('film-facts')).not.toHaveAttribute('data-step', '0')
  const scrubbed = await paintsSince(page)
  expect(Object.keys(scrubbed), 'from frame to frame').toEqual(['film words'])
})
