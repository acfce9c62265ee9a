import { expectAccessible, expectNoSidewaysScroll } from './accessible'
import { atRest, expect, test } from './lab'

test('the curves of two runs are drawn in one chart, the earlier one chosen from those kept', async ({
  lab,
  page,
}) => {
  await lab.open('engine=simd&epochs=2&seed=3')
  await lab.train.click()
  await lab.expectImages(128 * 20)
  await lab.stop.click()
  await lab.expectPhase('done')
  await page.getByTestId('compare-runs').click()
  await expect(page.getByText('No other run is kept on this device.')).toBeVisible()
  await lab.train.click()
  await lab.expectImages(128 * 20)
  await lab.stop.click()
  await lab.expectPhase('done')
  const loss = page.locator('.curve-chart canvas').first()
  const picture = () => loss.evaluate((canvas: HTMLCanvasElement) => canvas.toDataURL())
  const select = page.getByTestId('compared-run')
  await expect(select.locator('option')).toHaveCount(2)
  // The chart is painted a while after the last step.
  const alone = await atRest(page, picture)
  await select.selectOption({ index: 1 })
  await expect.poll(picture).not.toBe(alone)
  await expect(select.locator('option:checked')).toContainText('LeNet-5 modern, 2 epochs')
  await expectAccessible(page, 'two runs compared')
  await page.setViewportSize({ width: 390, height: 844 })
  await expect(() => expectNoSidewaysScroll(page)).toPass()
  await page.setViewportSize({ width: 1440, height: 900 })
  await select.selectOption({ index: 0 })
  await expect.poll(picture).toBe(alone)
})
