import { expectAccessible, expectNoSidewaysScroll } from './accessible'
import { expect, test } from './lab'
import { drawWithMouse } from './pad'
import { FOUR, SEVEN } from './strokes'

test('two drawings and two networks are compared, by mouse and keys', async ({ lab, page }) => {
  await lab.open()
  await drawWithMouse(page, SEVEN)
  await expect(lab.prediction).toHaveText('7')
  await page.getByTestId('compare').press('Enter')
  await expect(page.getByTestId('compare-view')).toHaveAttribute('data-pinned', 'true')
  const c3 = page.getByTestId('compare-C3')
  await expect(c3).toContainText('no difference')
  await page.getByTestId('clear').click()
  await drawWithMouse(page, FOUR)
  await expect(lab.prediction).toHaveText('4')
  const answers = page.getByTestId('compare-answers').locator('[data-row="answer"] td')
  await expect(answers.nth(0)).toHaveText('7')
  await expect(answers.nth(1)).toHaveText('4')
  await expect(c3).not.toContainText('no difference')
  await c3.getByRole('application', { name: 'C3, now less pinned' }).focus()
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('ArrowRight')
  await expect(page.getByTestId('compare-readout')).toContainText(
    /^C3 map 1 \(row 1, column 2\): pinned .+, now .+, difference/,
  )
  await page.getByTestId('compare-kept').selectOption('weights')
  await expect(answers.nth(0)).toHaveText('4')
  await expect(c3).toContainText('no difference')
  await page.getByTestId('compare-kept').selectOption('both')
  await page.getByTestId('variant-select').selectOption('pytorch')
  await expect(c3).toContainText('pinned 16 maps of 10×10, now 16 maps of 8×8')
  await expect(answers.nth(0)).toHaveText('7')
  await expectAccessible(page, 'a comparison')
  await page.setViewportSize({ width: 390, height: 844 })
  await expect(() => expectNoSidewaysScroll(page)).toPass()
  // What is pinned outlasts the panel.
  await page.getByTestId('inspector-close').click()
  await page.getByTestId('compare').click()
  await expect(answers.nth(0)).toHaveText('7')
  await page.getByTestId('pin').click()
  await expect(answers.nth(0)).toHaveText('4')
})

test('what a run reaches is compared while it goes on, and two epochs of its film afterwards', async ({
  lab,
  page,
}) => {
  test.setTimeout(240_000)
  const pinned = page.getByTestId('compare-pinned')
  const now = page.getByTestId('compare-now')
  const c3 = page.getByTestId('compare-C3')
  const slider = page.getByTestId('film-slider')
  // More epochs than anything here waits for: no page is so slow that the run is over before it is stopped.
  await lab.open('engine=simd&epochs=10&seed=7')
  await drawWithMouse(page, SEVEN)
  await expect(lab.prediction).toHaveText('7')
  await page.getByTestId('compare').press('Enter')
  await expect(pinned).toContainText('shipped weights')
  await expect(now).toContainText('shipped weights')

  // The run's weights take the place of those of now; the pin stays what it was.
  await lab.train.press('Enter')
  const reached = async () => {
    const step = /run 1: epoch \d+, step ([\d,]+)/.exec(await now.innerText())?.[1] ?? '0'
    return Number(step.replace(',', ''))
  }
  await expect.poll(reached).toBeGreaterThan(0)
  const early = await reached()
  await expect.poll(reached).toBeGreaterThan(early)
  await expect(pinned).toContainText('shipped weights')
  await expect(c3).not.toContainText('no difference')

  // A frame is pinned by its name, and the run goes on beside it.
  await slider.press('Home')
  await expect(now).toContainText('film of run 1: before the first step')
  await page.getByTestId('pin').press('Enter')
  await expect(pinned).toContainText('film of run 1: before the first step')
  await expect(c3).toContainText('no difference')
  await page.getByTestId('film-live').press('Enter')
  await expect(now).toContainText(/Now.* run 1: epoch \d+, step \d/s)
  await expect(pinned).toContainText('film of run 1: before the first step')
  await expect(c3).not.toContainText('no difference')

  await lab.expectImages(55_000 + 128 * 80, 150_000)
  await lab.stop.press('Enter')
  await lab.expectPhase('done')
  await slider.press('Home')
  await slider.press('PageUp')
  await expect(now).toContainText(/film of run 1: epoch 1, step [1-9]/)
  await page.getByTestId('pin').press('Enter')
  const epochOne = await pinned.innerText()
  expect(epochOne).toBe((await now.innerText()).replace('Now', 'Pinned'))
  await slider.press('End')
  await expect(now).toContainText(/film of run 1: epoch [2-9], step \d/)
  expect(await pinned.innerText()).toBe(epochOne)
  for (const layer of ['C1', 'C3', 'F6']) {
    await expect(page.getByTestId(`compare-${layer}`)).not.toContainText('no difference')
    await expect(page.getByTestId(`compare-${layer}`).locator('.compare-range')).toHaveText(/^±\d/)
  }
})
