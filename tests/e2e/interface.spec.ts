import type { Page } from '@playwright/test'
import { expectAccessible, expectNoSidewaysScroll } from './accessible'
import { expect, type Lab, test } from './lab'
import { drawAtOnce } from './pad'
import { SEVEN } from './strokes'

const PHONE = { width: 390, height: 844 }
const DESKTOP = { width: 1440, height: 900 }

test.describe('languages', () => {
  test('are switched in the page and named in its markup', async ({ lab, page }) => {
    await lab.open()
    await expect(page.locator('html')).toHaveAttribute('lang', 'en')
    // The last of the panels that come once the page can answer.
    for (const panel of ['train', 'film', 'data']) {
      await expect(page.getByTestId(panel)).toBeVisible()
    }
    const english = await page.getByRole('heading').allTextContents()
    await page.getByTestId('language-select').selectOption('zh-CN')
    await expect(page.locator('html')).toHaveAttribute('lang', 'zh-CN')
    await expect(lab.train).toHaveText(/\p{Script=Han}/u)
    // Names stay as they are: the app's own, a layer's, a data set's.
    const chinese = await page.getByRole('heading').allTextContents()
    const left = chinese.filter(
      (heading) => english.includes(heading) && !/^(LeNet Lab|[CSF]\d.*|MNIST)$/.test(heading),
    )
    expect(left).toEqual([])
    await page.getByTestId('language-select').selectOption('en')
    await expect(page.locator('html')).toHaveAttribute('lang', 'en')
    expect(await page.getByRole('heading').allTextContents()).toEqual(english)
  })

  test('are taken from the address', async ({ lab, page }) => {
    await lab.open('lang=zh-CN')
    await expect(page.locator('html')).toHaveAttribute('lang', 'zh-CN')
    await expect(page.getByRole('button', { name: /\p{Script=Han}/u }).first()).toBeVisible()
  })
})

test('a theme from the address or the page changes the colours', async ({ lab, page }) => {
  const ink = () => page.evaluate(() => getComputedStyle(document.body).color)
  await lab.open('theme=light')
  const light = await ink()
  await lab.open('theme=dark')
  const dark = await ink()
  expect(dark).not.toBe(light)
  // The button goes round the themes; the system's is light here.
  await page.getByTestId('theme-toggle').click()
  await expect.poll(ink).toBe(light)
})

test('the keyboard alone draws, is answered, and starts and stops a run', async ({ lab, page }) => {
  await lab.open('engine=wasm&epochs=50&seed=7')
  await tabUntil(page, 'draw-canvas')
  for (const key of ['Space', ...Array<string>(6).fill('ArrowDown'), 'Space']) {
    await page.keyboard.press(key)
  }
  await expect(lab.prediction).toHaveText(/^[\d?]$/)
  await expect(lab.train).toBeVisible()
  await tabUntil(page, 'train')
  await page.keyboard.press('Enter')
  await lab.expectPhase('running')
  await lab.stop.focus()
  await page.keyboard.press('Enter')
  await lab.expectPhase(/idle|done/)
})

/** Presses Tab until the control with this name has the focus. */
async function tabUntil(page: Page, name: string): Promise<void> {
  const names: string[] = []
  for (let press = 0; press < 120 && names.at(-1) !== name; press++) {
    await page.keyboard.press('Tab')
    names.push(
      await page.evaluate(
        () => document.activeElement?.closest('[data-testid]')?.getAttribute('data-testid') ?? '',
      ),
    )
  }
  expect(names.at(-1), `Tab reaches ${name}`).toBe(name)
}

test('a phone 390 or 320 pixels wide shows everything without sideways scrolling', async ({
  lab,
  page,
}) => {
  const expectToFit = async () => {
    for (const width of [390, 320]) {
      await page.setViewportSize({ width, height: 844 })
      // What is drawn to measure takes its new size a frame or two later.
      await expect(() => expectNoSidewaysScroll(page)).toPass({ timeout: 10_000 })
    }
  }
  await page.setViewportSize(PHONE)
  await lab.open()
  await expectNoSidewaysScroll(page)
  await expectToFit()
  await drawAtOnce(page, SEVEN)
  await expect(lab.prediction).toHaveText('7')
  await expect(lab.train).toBeVisible()
  await expectToFit()
})

test.describe('axe-core finds nothing', () => {
  for (const [theme, device, viewport] of [
    ['light', 'desktop', DESKTOP],
    ['dark', 'phone', PHONE],
  ] as const) {
    test(`${theme}, ${device}: empty, drawn, paused`, async ({ lab, page }) => {
      await page.setViewportSize(viewport)
      await lab.open(`theme=${theme}&engine=wasm&epochs=50&seed=7`)
      if (device === 'desktop') await expectAllInView(lab)
      await expectAccessible(page, 'empty')
      await drawAtOnce(page, SEVEN)
      await expect(lab.prediction).toHaveText('7')
      await expectAccessible(page, 'drawn')
      await pauseARun(lab)
      await expectAccessible(page, 'paused')
      await lab.stop.click()
    })
  }
})

/** Without scrolling. */
async function expectAllInView({ page }: Lab): Promise<void> {
  for (const name of ['draw-canvas', 'layer-C1', 'layer-F6', 'prediction', 'train']) {
    await expect(page.getByTestId(name)).toBeInViewport()
  }
}

async function pauseARun(lab: Lab): Promise<void> {
  await lab.train.click()
  await lab.expectImages(128 * 4)
  await lab.pause.click()
  await lab.expectPhase('paused')
}
