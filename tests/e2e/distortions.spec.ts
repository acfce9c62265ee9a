import type { Page } from '@playwright/test'
import { expectAccessible, showAs } from './accessible'
import { expect, test } from './lab'
import { drawAtOnce } from './pad'
import { SEVEN } from './strokes'

/** What the preview shows, canvas by canvas. */
const previewed = (page: Page): Promise<string[]> =>
  page
    .getByTestId('distortion-preview')
    .locator('canvas')
    .evaluateAll((canvases) => canvases.map((canvas) => (canvas as HTMLCanvasElement).toDataURL()))

const differentIn = async (page: Page) => new Set(await previewed(page)).size

test('shows MNIST digits, or the one on the pad, as a run would distort them, and draws anew', async ({
  lab,
  page,
}) => {
  await lab.open()
  await page.getByTestId('more-settings').click()
  await expect.poll(() => previewed(page)).toHaveLength(8)
  await expect.poll(() => differentIn(page)).toBe(8)
  await page.keyboard.press('Escape')
  await drawAtOnce(page, SEVEN)
  await expect(lab.prediction).toHaveText('7')
  await page.getByTestId('more-settings').click()
  await expect.poll(() => previewed(page)).toHaveLength(8)
  await expect.poll(() => differentIn(page)).toBe(1)
  await page.getByTestId('distortion-rotation').check()
  await expect.poll(() => differentIn(page)).toBe(8)
  const first = await previewed(page)
  await page.getByTestId('distortion-draw').click()
  await expect.poll(async () => (await previewed(page))[0]).not.toBe(first[0])
  // By keyboard: one degree less, then off again with Space.
  await page.getByTestId('distortion-rotation-strength').focus()
  await page.keyboard.press('ArrowLeft')
  await expect(page.getByTestId('distortion-rotation-strength')).toHaveValue('9')
  await page.getByTestId('distortion-rotation').focus()
  await page.keyboard.press('Space')
  await expect.poll(() => differentIn(page)).toBe(1)
})

test('are taken from the address, trained with, and fixed while a run is on', async ({
  lab,
  page,
}) => {
  await lab.open('engine=simd&epochs=50&distort=elastic:1.5,shear')
  await lab.train.click()
  await lab.expectImages(128 * 20)
  await page.getByTestId('more-settings').click()
  await expect(page.getByTestId('distortion-elastic')).toBeChecked()
  await expect(page.getByTestId('distortion-elastic-strength')).toHaveValue('1.5')
  await expect(page.getByTestId('distortion-shear-strength')).toHaveValue('0.2')
  await expect(page.getByTestId('distortion-rotation')).not.toBeChecked()
  await expect(page.getByTestId('distortion-elastic')).toBeDisabled()
  await page.keyboard.press('Escape')
  await lab.stop.click()
})

test('fit pages of three widths and keep axe-core quiet, light and dark', async ({ lab, page }) => {
  await lab.open('distort=usual')
  await drawAtOnce(page, SEVEN)
  for (const [theme, width, language] of [
    ['light', 1440, 'en'],
    ['dark', 390, 'en'],
    ['light', 320, 'zh-CN'],
  ] as const) {
    await showAs(page, { width, height: 844, theme, language })
    await page.getByTestId('more-settings').click()
    await expect.poll(() => differentIn(page)).toBe(8)
    await expectAccessible(page, `distorted, ${theme}, ${width}`)
    const group = page.getByTestId('distortions')
    const overflow = await group.evaluate(
      ({ scrollWidth, clientWidth }) => scrollWidth - clientWidth,
    )
    expect(overflow).toBeLessThanOrEqual(0)
    await group.scrollIntoViewIfNeeded()
    await page.keyboard.press('Escape')
  }
})
