import { expectAccessible, expectNoSidewaysScroll } from './accessible'
import { expect, test } from './lab'
import { drawAtOnce } from './pad'
import { SEVEN } from './strokes'

test('the table of C3 is edited by mouse and keyboard, and trained', async ({ lab, page }) => {
  await lab.open('variant=lenet5-1998&engine=simd&epochs=100&seed=7')
  await drawAtOnce(page, SEVEN)
  await page.getByTestId('more-settings').click()
  const table = page.getByTestId('connection-settings')
  const counts = page.getByTestId('connection-counts')
  await expect(counts).toContainText('60,000 parameters, 340,908 connections')
  const link = (map: number, from: number) =>
    table.getByRole('checkbox', { name: `C3 map ${map} reads S2 map ${from}` })
  await link(1, 4).check()
  await expect(counts).toContainText('61 of 96 links · C3: 1,541 parameters')
  await expect(counts).toContainText('60,025 parameters, 343,408 connections')
  await expect(page.getByTestId('setting-c3')).toHaveValue('own')
  // From map 1's fourth link to map 2's, which is there, and up to all others that it has.
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('Space')
  await expect(link(2, 4)).not.toBeChecked()
  await page.keyboard.press('ArrowUp')
  await page.keyboard.press('Space')
  await page.keyboard.press('ArrowUp')
  await page.keyboard.press('Space')
  await expect(link(2, 2)).toBeChecked()
  await expect(table).toContainText('C3 map 2 must read at least one map')
  await expect(table).toHaveAttribute('data-c3', /^0f02[0-9a-f]{28}$/)
  await expectAccessible(page, 'the table')
  await page.keyboard.press('Escape')
  // What answers keeps its own table until a run has weights.
  await page.getByTestId('layer-C3').getByRole('button', { name: 'C3' }).click()
  const cell = page.getByRole('gridcell', { name: /^C3 map 1 .* S2 map 4$/ })
  await expect(cell).toHaveAccessibleName('C3 map 1 does not read S2 map 4')
  await lab.train.click()
  await lab.expectImages(128)
  await expect(cell).toHaveAccessibleName('C3 map 1 reads S2 map 4')
  await page.getByTestId('next-connections').locator('summary').click()
  await expect(table.getByRole('checkbox').first()).toBeDisabled()
  await lab.stop.click()
  await lab.expectPhase('done')
  await page
    .getByTestId('layer-C3')
    .locator('canvas')
    .click({ position: { x: 20, y: 20 } })
  await expect(page.getByTestId('unit-check')).toHaveAttribute('data-agrees', 'true')
})

test('the table of C3 fits a phone, its maps going down', async ({ lab, page }) => {
  await page.setViewportSize({ width: 320, height: 844 })
  await lab.open('theme=dark&c3=1998')
  await page.getByTestId('more-settings').click()
  const table = page.getByTestId('connection-settings')
  await expect(table).toHaveAttribute('data-c3', '1998')
  await table.getByRole('checkbox', { name: 'C3 map 1 reads S2 map 1' }).focus()
  await page.keyboard.press('ArrowDown')
  await expect(table.locator(':focus')).toHaveAccessibleName('C3 map 2 reads S2 map 1')
  await expect(table.locator(':focus')).not.toBeChecked()
  await expectNoSidewaysScroll(page)
  await expectAccessible(page, 'the table on a phone')
})
