import { readFile } from 'node:fs/promises'
import type { Locator, Page } from '@playwright/test'
import { expectAccessible, showAs } from './accessible'
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
    const gradients = documentElement.querySelectorAll('linearGradient stop').length
    const legends = documentElement.querySelectorAll('rect[fill^="url(#"]').length
    const strokes = [...documentElement.querySelectorAll('path[stroke], rect[stroke]')].map(
      (mark) => mark.getAttribute('stroke'),
    )
    // How wide its letters are drawn, for the height of their font.
    const widths = [...documentElement.querySelectorAll('text[textLength]')].map((words) => {
      const [length, size] = ['textLength', 'font-size'].map((name) =>
        Number.parseFloat(words.getAttribute(name) ?? ''),
      )
      return length! / size! / (words.textContent?.length ?? 0)
    })
    return {
      root: documentElement.tagName,
      widest: Math.max(...widths),
      gradients,
      legends,
      strokes,
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
  expect(layers).toMatchObject({ root: 'svg', images: 6, legends: 1, gradients: 17 })
  expect(layers.words).toContain('6 maps of 28×28')
  // The legend's ends, and what the marks mean; no control.
  expect(layers.words).toContain('−100% 0 +100%')
  expect(layers.words).toContain('saturated')
  expect(layers.words).not.toContain('Scale')

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
  expect(unit).toMatchObject({ images: 2, legends: 1 })
  expect(unit.words).not.toContain('Save')
  expect(unit.words).not.toContain('All layers')
  expect(unit.words).toContain('map 1 of 6, row 1, column 1')
  // What the unit sees is framed on the drawing, in the colour of its line on the page.
  const frame = page.getByTestId('unit-view').locator('.image-plane .field-seen .field-line')
  const colour = await frame.evaluate((line) => getComputedStyle(line).stroke)
  expect(unit.strokes.filter((stroke) => stroke === colour).length).toBeGreaterThan(1)

  // Chinese breaks its lines between any two letters: none is stretched over two of them.
  await showAs(page, { width: 390, height: 844, theme: 'dark', language: 'zh-CN' })
  await expect(page.getByTestId('unit-check')).toContainText('重新计算')
  const chinese = await pictureOf(page, await saved(page, 'unit-C1', 'svg'))
  expect(chinese.words.replaceAll(' ', '')).toContain('重新计算')
  expect(chinese.widest).toBeLessThan(1.1)
})

test('on paper the page is what it shows, without its controls, in light colours', async ({
  lab,
  page,
}) => {
  await lab.open('theme=dark')
  await drawWithMouse(page, SEVEN)
  await expect(lab.prediction).toHaveText('7')
  await expect(lab.train).toBeVisible()
  await page.getByTestId('layer-C3').locator('canvas').press('Enter')
  const terms = page.getByTestId('terms')
  await expect(page.getByTestId('unit-check')).toHaveAttribute('data-agrees', 'true')
  await expect.poll(() => lightness(terms), 'words on the dark page').toBeGreaterThan(140)
  await page.emulateMedia({ media: 'print' })
  for (const hidden of ['train', 'clear', 'variant-select', 'share', 'tour-open']) {
    await expect(page.getByTestId(hidden)).toBeHidden()
  }
  for (const shown of ['draw-canvas', 'prediction', 'layer-C1', 'layer-output', 'unit-view']) {
    await expect(page.getByTestId(shown)).toBeVisible()
  }
  const paper = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor)
  expect(await paper()).toBe('rgb(255, 255, 255)')
  await expect.poll(() => lightness(terms), 'words on paper').toBeLessThan(120)
  const mapFilter = () =>
    page
      .getByTestId('layer-C1')
      .locator('canvas')
      .evaluate((map) => getComputedStyle(map).filter)
  expect(await mapFilter()).toBe('none')
  await page.emulateMedia({ media: 'screen' })
  await expect.poll(() => lightness(terms), 'words on the dark page again').toBeGreaterThan(140)
})

/** How light the words over a sum's terms are, 0..255: their pixel that is most opaque. */
const lightness = (terms: Locator) =>
  terms.evaluate((canvas) => {
    if (!(canvas instanceof HTMLCanvasElement)) return Number.NaN
    const context = canvas.getContext('2d')!
    // The first line of the picture is a name, in words alone.
    const { data } = context.getImageData(0, 0, 40, Math.round(16 * devicePixelRatio))
    let [opacity, light] = [0, Number.NaN]
    for (let at = 0; at < data.length; at += 4) {
      if (data[at + 3]! <= opacity) continue
      opacity = data[at + 3]!
      light = data[at + 1]!
    }
    return light
  })
