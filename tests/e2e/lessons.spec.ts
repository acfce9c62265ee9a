import type { Page } from '@playwright/test'
import { expectAccessible, expectNoSidewaysScroll } from './accessible'
import { expect, test } from './lab'
import { drawWithMouse } from './pad'
import { FOUR, SEVEN } from './strokes'

const link = (page: Page) => page.getByTestId('share-link').inputValue()

test('a link brings network, settings, drawing and panels to another page', async ({
  lab,
  page,
  context,
}) => {
  await lab.open('variant=pytorch&seed=7&epochs=2&lang=zh-CN')
  await drawWithMouse(page, FOUR)
  await expect(lab.prediction).toHaveText('4')
  const shares = await lab.probabilitiesAtRest()
  await page.getByTestId('share').click()
  for (const panel of ['training', 'hand']) await page.getByTestId(`share-panel-${panel}`).click()
  await expectAccessible(page, 'share')
  const other = await context.newPage()
  await other.goto(await link(page))
  await expect(other.getByTestId('prediction')).toHaveText('4')
  await expect(other.locator('html')).toHaveAttribute('lang', 'zh-CN')
  await expect(other.getByTestId('variant-select')).toHaveValue('pytorch')
  const shown = other.getByTestId('probabilities').locator('[data-p]')
  const values = await shown.evaluateAll((bars) =>
    bars.map((bar) => Number(bar.getAttribute('data-p'))),
  )
  // The address rounds to quarters of a pad unit, of which a pixel of the network has ten.
  for (const [digit, share] of values.entries()) expect(share).toBeCloseTo(shares[digit]!, 1)
  await expect(other.getByTestId('train')).toHaveCount(0)
  const line = other.getByTestId('hidden-panels')
  await expect(line).toBeVisible()
  await line.getByRole('button').click()
  await expect(line).toHaveCount(0)
  await expect(other.getByTestId('train')).toBeVisible()
  await expect(other.locator('[data-setting="seed"]')).toHaveValue('7')
  await expect(other.locator('[data-setting="epochs"]')).toHaveValue('2')
})

test('a test image travels by its number, and a broken drawing is told of and harms nothing', async ({
  lab,
  page,
}) => {
  await page.setViewportSize({ width: 320, height: 640 })
  await lab.open('mnist=0&drawing=2rubbish&hide=network')
  await expect(lab.prediction).toHaveText('7') // the first of MNIST's test images
  await lab.expectNotice('badUrlParameter')
  await expect(page.getByTestId('layer-C1')).toHaveCount(0)
  await page.getByTestId('share').click()
  await expect(page.getByTestId('share-dialog')).toBeVisible()
  expect(await link(page)).toMatch(/[?&]mnist=0&hide=network$/)
  await expectNoSidewaysScroll(page)
  await page.keyboard.press('Escape')
  await expect(page.getByTestId('share')).toBeFocused()
  await drawWithMouse(page, SEVEN)
  await page.getByTestId('share').click()
  expect(await link(page)).toMatch(/&mnist=0&drawing=1[\w-]+&/)
})

const tour = (page: Page) => page.getByTestId('tour')

/** What the stop frames is on the screen, and neither the card nor a head that stays lies over it. */
const expectFramedInSight = (page: Page) =>
  expect(async () => {
    const covers = await page.evaluate(() => {
      const framed = document.querySelector('[data-tour]')!
      const { left, right, top, bottom } = framed.getBoundingClientRect()
      const x = (Math.max(0, left) + Math.min(innerWidth, right)) / 2
      const heights = [top + 4, (top + bottom) / 2, bottom - 4]
      const columns = [Math.max(0, left) + 4, x, Math.min(innerWidth, right) - 20]
      const seen = heights.flatMap((y) => columns.map((at) => document.elementFromPoint(at, y)))
      return seen.filter((element) => !framed.contains(element)).length
    })
    expect(covers).toBe(0)
  }).toPass()

test('the tour waits for a 7, opens what it tells of, and is gone through by keyboard', async ({
  lab,
  page,
}) => {
  await lab.open('variant=lenet5-1998')
  await page.getByTestId('tour-open').focus()
  await page.keyboard.press('Enter')
  await expect(page.locator('#tour-title')).toBeFocused()
  await expect(page.getByTestId('tour-next')).toBeDisabled()
  await drawWithMouse(page, FOUR)
  await expect(lab.prediction).toHaveText('4')
  await expect(page.getByTestId('tour-next')).toBeDisabled()
  await page.getByTestId('clear').click()
  await drawWithMouse(page, SEVEN)
  await expect(tour(page)).toContainText('It reads a 7.')
  const next = async (stop: string) => {
    await page.getByTestId('tour-next').focus()
    await page.keyboard.press('Enter')
    await expect(tour(page)).toHaveAttribute('data-stop', stop)
    await expect(page.locator('#tour-title')).toBeFocused()
  }
  await next('pixels')
  await expect(tour(page)).toContainText('32×32 = 1,024 numbers: −0.1 for bare paper')
  await next('C1')
  await expect(page.getByTestId('inspector')).toHaveAttribute('data-depth', 'unit')
  await expect(page.getByTestId('inspector')).toContainText('map 3 of 6')
  await expectAccessible(page, 'tour')
  await next('C3')
  await expect(tour(page)).toContainText('60 of 96 boxes')
  await expect(page.locator('.kernels-picture[data-tour]')).toBeVisible()
  await expectFramedInSight(page)
  await expect(page.getByTestId('inspector')).toHaveAttribute('data-depth', 'layer')
  await page.keyboard.press('Escape')
  await expect(tour(page)).toHaveCount(0)
  await expect(page.getByTestId('tour-open')).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(tour(page)).toHaveAttribute('data-stop', 'C3')
  await next('F6')
  await next('output')
  await expect(tour(page)).toContainText('a bitmap of 7×12')
  await expect(tour(page)).toContainText('Most probable here: 7')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Tab')
  await expect(page.getByTestId('tour-next')).toBeFocused()
  await page.keyboard.press('Tab')
  await expect(page.getByTestId('share')).toBeFocused()
})

test('the tour draws its own 7 for every network, on a phone too', async ({ lab, page }) => {
  await page.setViewportSize({ width: 320, height: 640 })
  for (const variant of ['modern', 'lenet5-1998', 'pytorch']) {
    await lab.open(`variant=${variant}&hide=network`)
    await page.getByTestId('tour-open').click()
    await page.getByTestId('tour-sample').click()
    await expect(tour(page)).toContainText('It reads a 7.')
    await expectNoSidewaysScroll(page)
  }
  await page.getByTestId('tour-next').click()
  await expect(tour(page)).toContainText('28×28 = 784 numbers')
  await expect(page.getByTestId('layer-C1')).toHaveCount(1)
  for (const stop of ['C1', 'C3']) {
    await page.getByTestId('tour-next').click()
    await expect(tour(page)).toHaveAttribute('data-stop', stop)
  }
  await expect(page.locator('.kernels-picture[data-tour]')).toBeVisible()
  await expectFramedInSight(page)
  // A page with room for neither beside the other.
  await page.setViewportSize({ width: 1024, height: 768 })
  await expectFramedInSight(page)
  await expect(page.getByTestId('tour-next')).toBeInViewport({ ratio: 1 })
})
