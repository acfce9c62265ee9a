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
