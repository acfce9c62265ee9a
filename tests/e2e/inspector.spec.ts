import { expectAccessible, expectNoSidewaysScroll } from './accessible'
import { expect, test } from './lab'
import { drawWithMouse } from './pad'
import { SEVEN } from './strokes'

test('a click on a unit opens its sum, which agrees with the engine while one draws on', async ({
  lab,
  page,
}) => {
  await lab.open()
  await drawWithMouse(page, SEVEN)
  await expect(lab.prediction).toHaveText('7')
  await page
    .getByTestId('layer-C3')
    .locator('canvas')
    .click({ position: { x: 60, y: 60 } })
  await expect(page.getByTestId('unit-check')).toHaveAttribute('data-agrees', 'true')
  const first = await page.getByTestId('unit-check').textContent()
  await page.getByTestId('terms').focus()
  await page.keyboard.press('ArrowRight')
  await expect(page.getByTestId('term-readout')).toContainText('row')
  await expect(page.getByTestId('term-readout')).toContainText('×')
  await expectAccessible(page, 'a sum')
  await page.getByTestId('clear').click()
  await expect(page.getByTestId('unit-check')).not.toHaveAttribute('data-agrees')
  await drawWithMouse(page, [SEVEN[0]!.slice(0, 3)])
  await expect(page.getByTestId('unit-check')).toHaveAttribute('data-agrees', 'true')
  expect(await page.getByTestId('unit-check').textContent()).not.toBe(first)
})

test('the keyboard opens a sum, steps on, goes up to the layer and its table of connections', async ({
  lab,
  page,
}) => {
  await lab.open('variant=lenet5-1998&theme=dark')
  await drawWithMouse(page, SEVEN)
  await expect(lab.prediction).toHaveText('7')
  await page.getByTestId('layer-C3').locator('canvas').focus()
  await page.keyboard.press('Enter')
  await expect(page.getByTestId('unit-name')).toHaveText('map 1 of 16, row 1, column 1')
  await page.keyboard.press('ArrowRight')
  await expect(page.getByTestId('unit-name')).toHaveText('map 1 of 16, row 1, column 2')
  await expect(page.getByTestId('unit-check')).toHaveAttribute('data-agrees', 'true')
  await page.getByTestId('inspector').getByRole('button', { name: 'C3' }).press('Enter')
  const connections = page.getByTestId('connections')
  await connections.getByRole('columnheader', { name: 'C3 map 1:' }).focus()
  await page.keyboard.press('ArrowDown')
  await expect(page.getByTestId('kernel-readout')).toHaveText('C3 map 1 reads S2 map 1')
  for (let step = 0; step < 3; step++) await page.keyboard.press('ArrowDown')
  await expect(page.getByTestId('kernel-readout')).toHaveText('C3 map 1 does not read S2 map 4')
  await expectAccessible(page, 'a layer')
  await page.setViewportSize({ width: 390, height: 844 })
  // The pictures take their new size a frame later.
  await expect(() => expectNoSidewaysScroll(page)).toPass()
  await page.keyboard.press('Escape')
  await expect(page.getByTestId('inspector')).toHaveCount(0)
})
