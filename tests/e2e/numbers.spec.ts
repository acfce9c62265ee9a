import type { Page } from '@playwright/test'
import { exampleNumber } from '../../src/core/numbers/example-number'
import { expectAccessible, expectNoSidewaysScroll, showAs, type View } from './accessible'
import { expect, type Lab, test } from './lab'
import { drawAtOnce } from './pad'
import { SEVEN } from './strokes'

const LAYERS = ['C1', 'S2', 'C3', 'S4', 'C5', 'output']

const VIEWS: readonly View[] = [
  { width: 1440, height: 900, theme: 'light', language: 'en' },
  { width: 390, height: 844, theme: 'dark', language: 'zh-CN' },
  { width: 320, height: 640, theme: 'light', language: 'en' },
]

const numberRead = (page: Page) => page.getByTestId('number-reading')

async function openWidePad(lab: Lab, page: Page): Promise<void> {
  await lab.open()
  await page.getByRole('radio', { name: 'A number' }).check()
  await expect(numberRead(page)).toHaveText('–')
}

test.describe('a number', () => {
  test('is written by the example or begun by keys, every layer a ribbon under it', async ({
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
    // By keys, the first digit at least.
    await lab.pad.focus()
    for (const key of ['Space', ...Array<string>(9).fill('ArrowDown'), 'Space']) {
      await page.keyboard.press(key)
    }
    await expect(numberRead(page)).toHaveText(/^[\d?]$/)
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
    await drawAtOnce(page, SEVEN)
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

  test('has no barrier, empty and read, on a desktop and on phones, light and dark', async ({
    lab,
    page,
  }) => {
    test.setTimeout(180_000)
    await openWidePad(lab, page)
    for (const view of VIEWS) {
      await showAs(page, view)
      await expectAccessible(page, `empty, ${JSON.stringify(view)}`)
    }
    await page.getByTestId('number-example').click()
    await expect(numberRead(page)).toHaveText('2026')
    for (const view of VIEWS) {
      await showAs(page, view)
      await expectNoSidewaysScroll(page)
      await expectAccessible(page, `read, ${JSON.stringify(view)}`)
    }
  })
})
