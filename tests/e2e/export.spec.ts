import { readFile } from 'node:fs/promises'
import type { Page } from '@playwright/test'
import { expectAccessible } from './accessible'
import { expect, test } from './lab'
import { drawWithMouse } from './pad'
import { SEVEN } from './strokes'

/** Saves a panel by its menu; resolves with the file. */
async function saved(page: Page, subject: string, format: string) {
  await page.getByTestId(`save-${subject}`).click()
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByTestId(`save-as-${format}`).click(),
  ])
  expect(file.suggestedFilename()).toBe(`lenet-lab-${subject}.${format}`)
  return readFile(await file.path())
}

/** What an SVG file holds, as the browser reads it; the app's own page may not parse anything. */
async function pictureOf(page: Page, svg: Buffer) {
  const blank = await page.context().newPage()
  const picture = await blank.evaluate((source) => {
    const { documentElement } = new DOMParser().parseFromString(source, 'image/svg+xml')
    return {
      root: documentElement.tagName,
      images: documentElement.querySelectorAll('image').length,
      words: [...documentElement.querySelectorAll('text')]
        .map(({ textContent }) => textContent)
        .join(' '),
    }
  }, svg.toString())
  await blank.close()
  return picture
}

test('layers, a unit, the matrix and the curves are saved as pictures and tables', async ({
  lab,
  page,
}) => {
  await lab.open('epochs=50&engine=simd')
  await drawWithMouse(page, SEVEN)
  await expect(lab.prediction).toHaveText('7')
  const layers = await pictureOf(page, await saved(page, 'layers', 'svg'))
  expect(layers).toMatchObject({ root: 'svg', images: 6 })
  expect(layers.words).toContain('6 maps of 28×28')

  const png = await saved(page, 'layers', 'png')
  expect([...png.subarray(0, 4)]).toEqual([0x89, 0x50, 0x4e, 0x47])
  const { width } = (await page.locator('.network').boundingBox())!
  // Two pixels of the image for each of the page, and its margins.
  expect(Math.abs(png.readUInt32BE(16) - 2 * (width + 32))).toBeLessThanOrEqual(2)

  await page.getByTestId('test-answering').click()
  await expect(page.getByTestId('confusion-matrix')).toBeVisible({ timeout: 60_000 })
  const rows = (await saved(page, 'confusion', 'csv')).toString().trim().split('\r\n')
  expect(rows).toHaveLength(11)
  const sevens = rows[8]!.split(',').map(Number)
  expect(sevens.slice(1, 11).reduce((sum, count) => sum + count, 0)).toBe(1028) // in the test set
  const matrix = await pictureOf(page, await saved(page, 'confusion', 'svg'))
  expect(matrix.words).toContain(`${sevens[8]}`)

  await lab.train.click()
  await expect(page.getByTestId('save-curves')).toBeVisible({ timeout: 60_000 })
  await lab.stop.click()
  const curves = (await saved(page, 'curves', 'csv')).toString().split('\r\n')
  expect(curves[0]).toBe('series,images_trained,epochs,loss,error,learning_rate')
  expect(curves[1]).toMatch(/^training,\d+,[\d.e-]+,[\d.]+,[\d.]+,[\d.e-]+$/)
  expect(await pictureOf(page, await saved(page, 'curves', 'svg'))).toMatchObject({ root: 'svg' })

  await page.getByTestId('layer-C1').locator('canvas').press('Enter')
  await page.getByTestId('save-unit-C1').focus()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('menuitem').first()).toBeFocused()
  await expectAccessible(page, 'save menu')
  await page.keyboard.press('Escape')
  const unit = await pictureOf(page, await saved(page, 'unit-C1', 'svg'))
  expect(unit.images).toBeGreaterThan(1)
  expect(unit.words).not.toContain('Save')
})

test('on paper the page is what it shows, without its controls', async ({ lab, page }) => {
  await lab.open('theme=dark')
  await drawWithMouse(page, SEVEN)
  await expect(lab.prediction).toHaveText('7')
  await expect(lab.train).toBeVisible()
  await page.emulateMedia({ media: 'print' })
  for (const hidden of ['train', 'clear', 'variant-select', 'share', 'tour-open']) {
    await expect(page.getByTestId(hidden)).toBeHidden()
  }
  for (const shown of ['draw-canvas', 'prediction', 'layer-C1', 'layer-output']) {
    await expect(page.getByTestId(shown)).toBeVisible()
  }
  const paper = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor)
  expect(await paper()).toBe('rgb(255, 255, 255)')
})
