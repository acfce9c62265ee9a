import type { Page } from '@playwright/test'
import { expectAccessible, expectNoSidewaysScroll, showAs } from './accessible'
import { expect, type Lab, test } from './lab'

const table = (page: Page) => page.getByTestId('confusion-matrix')
const dialog = (page: Page) => page.getByTestId('mistakes')
const images = (page: Page) => dialog(page).locator('[data-image]')

/** Opens the page and measures the shipped weights. */
async function testedLab(lab: Lab): Promise<void> {
  await lab.open()
  await lab.page.getByTestId('test-answering').click()
  await expect(table(lab.page)).toBeVisible({ timeout: 60_000 })
}

test('the shipped weights are tested, and a mistake is opened, drawn and explained', async ({
  lab,
  page,
}) => {
  await testedLab(lab)
  const card = await page.evaluate(async () => (await fetch('./weights/modern.json')).json())
  const wrong = table(page).locator('.confusion-wrong')
  const counts = await wrong.evaluateAll((cells) =>
    cells.map((cell) => Number(cell.getAttribute('data-count'))),
  )
  const mistakes = counts.reduce((sum, count) => sum + count, 0)
  expect(mistakes).toBe(Math.round(card.testError * 10_000))

  await page.getByTestId('all-mistakes').click()
  await expect(images(page)).toHaveCount(Math.min(mistakes, 48))
  await expect(images(page).first().locator('canvas')).toBeVisible()
  const shares = await images(page)
    .locator('.quiet')
    .evaluateAll((shown) => shown.map((share) => Number.parseFloat(share.textContent ?? '')))
  expect(shares).toEqual([...shares].sort((one, other) => other - one))
  await page.keyboard.press('Escape')
  await expect(page.getByTestId('all-mistakes')).toBeFocused()

  // The cell with most mistakes, by keyboard: its first image goes to pad and inspector.
  const most = Math.max(...counts)
  const cell = wrong.nth(counts.indexOf(most)).getByRole('button')
  await cell.focus()
  await page.keyboard.press('Enter')
  await expect(images(page)).toHaveCount(most)
  const first = images(page).first()
  const answer = (await first.getAttribute('data-answer')) ?? ''
  await expect(page.getByTestId('mistakes-answer')).toHaveValue(answer)
  await expectAccessible(page, 'mistakes')
  await first.focus()
  await page.keyboard.press('ArrowRight')
  await expect(images(page).nth(1)).toBeFocused()
  await page.keyboard.press('Home')
  await page.keyboard.press('Enter')
  await expect(dialog(page)).toBeHidden()
  await expect(lab.prediction).toHaveText(answer)
  await expect(page.getByTestId('inspector')).toHaveAttribute('data-depth', 'unit')
  await expect(lab.pad).toBeFocused()
})

test('what was read right opens with the least certain first, on a phone and in Chinese', async ({
  lab,
  page,
}) => {
  await testedLab(lab)
  await showAs(page, { width: 360, height: 740, theme: 'dark', language: 'zh-CN' })
  await table(page).locator('.confusion-right').nth(3).getByRole('button').click()
  await expect(images(page)).toHaveCount(48)
  await expect(page.getByTestId('mistakes-truth')).toHaveValue('3')
  const first = Number.parseFloat((await images(page).first().locator('.quiet').innerText()) ?? '')
  const last = Number.parseFloat((await images(page).last().locator('.quiet').innerText()) ?? '')
  expect(first).toBeLessThan(last)
  await page.getByTestId('mistakes-answer').selectOption('any')
  await expect(dialog(page)).toContainText('被认作其他数字')
  await expectNoSidewaysScroll(page)
  await expectAccessible(page, 'mistakes on a phone')
})
