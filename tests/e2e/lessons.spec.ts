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
  const shares = await lab.probabilities()
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
