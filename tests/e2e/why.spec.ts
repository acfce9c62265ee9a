import { expectAccessible, expectNoSidewaysScroll } from './accessible'
import { expect, test } from './lab'
import { drawWithMouse } from './pad'
import { LETTER_M, SEVEN } from './strokes'

test('why a 7 is a 7, by mouse and keys, and which pixels would make it another digit', async ({
  lab,
  page,
}) => {
  await lab.open()
  const why = page.getByTestId('why-view')
  await page.getByTestId('why').click()
  await expect(why).toContainText('Draw a digit')
  await drawWithMouse(page, SEVEN)
  await expect(lab.prediction).toHaveText('7')
  await expect(why).toHaveAttribute('data-explained', 'true')
  await expect(page.getByTestId('why-title')).toHaveText(/^Why 7, and not \d\?$/)
  await expect(page.getByTestId('why-change-words')).toContainText(/and it reads \d \(/)
  // The stem of the 7, and the free paper beside it.
  const covering = page.getByTestId('why-covering-7')
  await covering.hover({ position: { x: 96, y: 96 } })
  await expect(page.getByTestId('why-readout')).toContainText('3×3 covered: 7 from')
  await covering.focus()
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('ArrowDown')
  await expect(page.getByTestId('why-readout')).toContainText('row')
  const before = await page.getByTestId('why-readout').textContent()
  await page.keyboard.press('ArrowDown')
  await expect(page.getByTestId('why-readout')).not.toHaveText(before ?? '')
  await page.getByTestId('rival-4').focus()
  await page.keyboard.press('Space')
  await expect(page.getByTestId('why-title')).toHaveText('Why 7, and not 4?')
  await expect(page.getByTestId('why-covering-4')).toBeVisible()
  await expect(page.getByTestId('why-change-words')).toHaveAttribute('data-found', /true|false/)
  await page.getByTestId('why-patch').selectOption('5')
  await expect(why).toContainText('5×5 pixels around each pixel')
  await expectAccessible(page, 'why an answer')
  await page.setViewportSize({ width: 390, height: 844 })
  await expect(() => expectNoSidewaysScroll(page)).toPass()
  await page.getByTestId('clear').click()
  await expect(why).toHaveAttribute('data-explained', 'false')
  await page.getByTestId('why').press('Enter')
  await expect(page.getByTestId('inspector')).toHaveCount(0)
})

test('a refused letter is explained by its evidence, in the dark and in Chinese', async ({
  lab,
  page,
}) => {
  await lab.open('theme=dark&lang=zh-CN')
  await drawWithMouse(page, LETTER_M)
  await expect(lab.prediction).toHaveText('?')
  await page.getByTestId('why').press('Enter')
  await expect(page.getByTestId('why-view')).toHaveAttribute('data-explained', 'true')
  await expect(page.getByTestId('why-title')).toContainText('不是数字')
  await expect(page.getByTestId('rival-10')).toBeDisabled()
  await page.getByTestId('why-covering-10').focus()
  await page.keyboard.press('ArrowDown')
  await expect(page.getByTestId('why-readout')).toContainText('证据')
  await expect(page.getByTestId('why-change-words')).toHaveAttribute('data-found', 'true')
  await expectAccessible(page, 'why an answer is no digit')
})
