import type { Locator, Page } from '@playwright/test'
import { expectAccessible, expectNoSidewaysScroll } from './accessible'
import { expect, type Lab, test } from './lab'
import { drawAtOnce } from './pad'
import { SEVEN } from './strokes'

async function openDrawn({ page, ...lab }: Lab, open: () => Promise<void>): Promise<void> {
  await open()
  await drawAtOnce(page, SEVEN)
  await expect(lab.prediction).toHaveText('7')
  await expect(lab.train).toBeVisible()
}

test('the keyboard walks through every control in the order of the page, and shows where it is', async ({
  lab,
  page,
}) => {
  await openDrawn(lab, () => lab.open())
  // From where Tab gets to first.
  await page.locator('.skip-link').focus()
  const stops = await walk(page)
  const unnamed = stops.filter(({ name }) => name === '')
  expect(unnamed, 'controls without a name').toEqual([])
  const unmarked = stops.filter(({ isMarked }) => !isMarked).map(({ name }) => name)
  expect(unmarked, 'controls whose focus cannot be seen').toEqual([])
  const hidden = stops.filter(({ isOnScreen }) => !isOnScreen).map(({ name }) => name)
  expect(hidden, 'controls that have the focus where nobody sees them').toEqual([])
  const order = ['variant-select', 'engine-select', 'draw-canvas', 'clear', 'train'].map((testId) =>
    stops.findIndex((stop) => stop.testId === testId),
  )
  expect(order, 'places in the order').not.toContain(-1)
  expect(order).toEqual([...order].sort((one, other) => one - other))
})

test('in a window zoomed to 200 % nothing is cut off or scrolled sideways', async ({
  lab,
  page,
}) => {
  // What zooming does: 1440×900 are 720×450 then.
  await page.setViewportSize({ width: 720, height: 450 })
  await openDrawn(lab, () => lab.open())
  await expectNoSidewaysScroll(page)
  expect(await cutTexts(page)).toEqual([])
  await expectAccessible(page, 'zoomed to 200 %')
})

test('forced colours leave the pad its edge, brushes their size and what is chosen a mark', async ({
  lab,
  page,
}) => {
  await page.emulateMedia({ forcedColors: 'active' })
  await openDrawn(lab, () => lab.open())
  const backgroundOf = (place: Locator) =>
    place.evaluate((element) => getComputedStyle(element).backgroundColor)
  const paper = await backgroundOf(page.locator('body'))
  const segment = (testId: string) =>
    page.locator('.segment').filter({ has: page.getByTestId(testId) })
  expect(await backgroundOf(segment('pen'))).not.toBe(await backgroundOf(segment('eraser')))
  expect(await backgroundOf(segment('thick').locator('.brush-dot'))).not.toBe(paper)
  await expect(page.locator('.pad')).not.toHaveCSS('outline-style', 'none')
  await expect(page.locator('.train-progress')).not.toHaveCSS('border-top-style', 'none')
  await expectAccessible(page, 'forced colours')
})

test('who asks for less motion sees none', async ({ lab, page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await openDrawn(lab, () => lab.open('engine=simd&epochs=50'))
  await lab.train.click()
  await lab.expectImages(128)
  const moving = await page.evaluate(() =>
    document
      .getAnimations()
      .filter((animation) => Number(animation.effect?.getComputedTiming().duration ?? 0) > 10)
      .map((animation) => String(animation.effect?.getComputedTiming().duration)),
  )
  expect(moving).toEqual([])
  await lab.stop.click()
})

interface Stop {
  readonly name: string
  readonly testId: string
  /** Whether the focused control, or what it labels, looks otherwise than without the focus. */
  readonly isMarked: boolean
  readonly isOnScreen: boolean
}

/** Presses Tab from the top until the focus leaves the page, and notes each control. */
async function walk(page: Page): Promise<Stop[]> {
  const stops: Stop[] = []
  for (let press = 0; press < 200; press++) {
    await page.keyboard.press('Tab')
    const stop = await page.evaluate(() => {
      const focused = document.activeElement
      if (!(focused instanceof HTMLElement || focused instanceof SVGElement)) return null
      if (focused === document.body) return null
      const marks = (element: Element) => {
        const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(element)
        return (outlineStyle !== 'none' && outlineWidth !== '0px') || boxShadow !== 'none'
      }
      const box = focused.getBoundingClientRect()
      const label = focused.id === '' ? null : document.querySelector(`label[for="${focused.id}"]`)
      const name =
        focused.getAttribute('aria-label') ??
        (focused.hasAttribute('aria-labelledby') ? 'labelled' : null) ??
        (focused.closest('label') ?? label)?.textContent ??
        focused.textContent ??
        ''
      return {
        name: name.trim(),
        testId: focused.getAttribute('data-testid') ?? '',
        isMarked: [focused, focused.parentElement].some((part) => part !== null && marks(part)),
        isOnScreen:
          box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
      }
    })
    if (stop === null) break
    stops.push(stop)
  }
  expect(stops.length).toBeGreaterThan(20)
  return stops
}

/** Words that do not fit into the box that clips them. */
const cutTexts = (page: Page) =>
  page.evaluate(() =>
    [...document.querySelectorAll('button, label, h1, h2, h3, p, th, td, select, output')]
      .filter((element) => {
        const { overflowX, visibility } = getComputedStyle(element)
        const isClipped = overflowX !== 'visible' && visibility === 'visible'
        return isClipped && element.clientWidth > 1 && element.scrollWidth > element.clientWidth + 1
      })
      .map((element) => element.textContent?.trim().slice(0, 40)),
  )
