import type { Page } from '@playwright/test'
import { exampleNumber } from '../../src/core/numbers/example-number'
import { expectAccessible, expectNoSidewaysScroll } from './accessible'
import { expect, type Lab, test } from './lab'
import { drawAtOnce, drawWithMouse } from './pad'
import { SEVEN } from './strokes'

const LAYERS = ['C1', 'S2', 'C3', 'S4', 'C5', 'output']

const numberRead = (page: Page) => page.getByTestId('number-reading')

async function openWidePad(lab: Lab, page: Page, query = ''): Promise<void> {
  await lab.open(query)
  await page.getByRole('radio', { name: /A number|一串数字/ }).check()
  await expect(numberRead(page)).toHaveText('–')
}

test.describe('a number', () => {
  test('is written by the example and read, every layer a ribbon under it', async ({
    lab,
    page,
  }) => {
    await openWidePad(lab, page)
    await page.getByTestId('number-example').click()
    await expect(numberRead(page)).toHaveText('2026')
    for (const layer of LAYERS) {
      await expect(page.getByTestId(`ribbon-${layer}`).locator('canvas')).toBeVisible()
    }
    // From the first 2 to the 6, and so the ink under which the ribbon lies.
    const pad = await lab.pad.boundingBox()
    const output = await page.getByTestId('ribbon-output').locator('canvas').boundingBox()
    expect(Math.abs(output!.x + output!.width / 2 - (pad!.x + pad!.width / 2))).toBeLessThan(10)
    expect(output!.width).toBeLessThan(pad!.width / 2)
    await page.getByTestId('undo').click()
    await expect(numberRead(page)).toHaveText('–')
  })

  test('is read while the mouse writes it, and cleared', async ({ lab, page }) => {
    await openWidePad(lab, page)
    const digits = exampleNumber(1000).map(({ points }) =>
      points.map(({ x, y }): readonly [number, number] => [x, y]),
    )
    for (const [index, digit] of digits.entries()) {
      await drawAtOnce(page, [digit])
      await expect(numberRead(page)).toHaveText('2026'.slice(0, index + 1))
    }
    await page.getByTestId('undo').click()
    await expect(numberRead(page)).toHaveText('202')
    await page.getByTestId('clear').click()
    await expect(numberRead(page)).toHaveText('–')
  })

  test('and a digit keep their pads: each comes back as it was', async ({ lab, page }) => {
    await lab.open()
    await drawWithMouse(page, SEVEN)
    await expect(lab.prediction).toHaveText('7')
    await page.getByRole('radio', { name: 'A number' }).check()
    await page.getByTestId('number-example').click()
    await expect(numberRead(page)).toHaveText('2026')
    await page.getByTestId('variant-select').selectOption('pytorch')
    await expect(numberRead(page)).toHaveText('2026')
    await page.getByRole('radio', { name: 'One digit' }).check()
    await expect(lab.prediction).toHaveText('7')
    await page.getByRole('radio', { name: 'A number' }).check()
    await expect(numberRead(page)).toHaveText('2026')
  })

  test('is begun by keys', async ({ lab, page }) => {
    await openWidePad(lab, page)
    await lab.pad.focus()
    for (const key of ['Space', ...Array<string>(9).fill('ArrowDown'), 'Space']) {
      await page.keyboard.press(key)
    }
    await expect(numberRead(page)).toHaveText(/^[\d?]$/)
  })

  for (const [device, width, height, theme, language] of [
    ['desktop', 1440, 900, 'light', 'en'],
    ['phone', 390, 844, 'dark', 'zh-CN'],
    ['small phone', 320, 640, 'light', 'en'],
  ] as const) {
    test(`has no barrier: ${device}, ${theme}, ${language}`, async ({ lab, page }) => {
      await page.setViewportSize({ width, height })
      await openWidePad(lab, page, `theme=${theme}&lang=${language}`)
      await expectAccessible(page, 'empty')
      await page.getByTestId('number-example').click()
      await expect(numberRead(page)).toHaveText('2026')
      await expectNoSidewaysScroll(page)
      await expectAccessible(page, 'read')
    })
  }
})
