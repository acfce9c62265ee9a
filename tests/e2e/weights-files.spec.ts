import { readFileSync } from 'node:fs'
import type { Download, Page } from '@playwright/test'
import { expectAccessible, expectNoSidewaysScroll, showAs } from './accessible'
import { expect, Lab, test } from './lab'
import { drawAtOnce } from './pad'
import { SEVEN } from './strokes'

/** Presses a download button of the panel; resolves with so many files, in order. */
async function downloaded(page: Page, testId: string, count: number): Promise<Download[]> {
  const files: Download[] = []
  page.on('download', (file) => files.push(file))
  await page.getByTestId('download-weights').click()
  await page.getByTestId(testId).click()
  await expect.poll(() => files.length).toBe(count)
  await page.keyboard.press('Escape')
  return files
}

async function openedWithSeven(lab: Lab, query = ''): Promise<number[]> {
  await lab.open(query)
  await drawAtOnce(lab.page, SEVEN)
  await expect(lab.prediction).toHaveText('7')
  return lab.probabilitiesAtRest()
}

/** Waits until so many sets of weights are kept, as the page itself tells. */
async function expectKeptWeights(page: Page, count: number): Promise<void> {
  const data = page.getByTestId('data')
  await data.locator('summary').click()
  await expect(page.getByTestId('data-weights')).toHaveAttribute('data-records', String(count))
}

const source = (page: Page) => page.getByTestId('answering-weights')

test('safetensors are downloaded, opened again after another network, and tested', async ({
  lab,
  page,
}) => {
  const before = await openedWithSeven(lab)
  const [file] = await downloaded(page, 'download-safetensors', 1)
  expect(file!.suggestedFilename()).toBe('lenet-modern.safetensors')
  await page.getByTestId('variant-select').selectOption('pytorch')
  await expect.poll(() => lab.probabilities()).not.toEqual(before)
  await page.getByTestId('open-weights-file').setInputFiles({
    name: 'mine.safetensors',
    mimeType: '',
    buffer: await bytesOf(file!),
  })
  await expect(source(page)).toHaveAttribute('data-source', 'opened')
  await expect(source(page)).toContainText('mine.safetensors')
  await expect(page.getByTestId('variant-select')).toHaveValue('modern')
  await expect.poll(() => lab.probabilities()).toEqual(before)
  await page.getByTestId('test-weights').click()
  // The shipped weights' own, by their model card.
  const card = await page.evaluate(async () => (await fetch('./weights/modern.json')).json())
  const percent = `${(card.testError * 100).toFixed(2)}%`
  await expect(page.getByTestId('opened-test-error')).toContainText(percent, { timeout: 60_000 })

  // They answer again after a reload, also of a page that was at another network meanwhile.
  await page.reload()
  await expect(source(page)).toContainText('mine.safetensors')
  await expect.poll(() => lab.probabilities()).toEqual(before)
  await page.getByTestId('variant-select').selectOption('pytorch')
  await expect(source(page)).toHaveAttribute('data-source', 'shipped')
  await page.getByTestId('variant-select').selectOption('modern')
  await expect(source(page)).toContainText('mine.safetensors')
  await page.getByTestId('use-shipped').click()
  await expect(source(page)).toHaveAttribute('data-source', 'shipped')
  await expectKeptWeights(page, 0)
  await page.reload()
  await expectKeptWeights(page, 0)
  await expect(source(page)).toHaveAttribute('data-source', 'shipped')
})

test('a TensorFlow.js model is downloaded and dropped again as its two files', async ({
  lab,
  page,
}) => {
  const before = await openedWithSeven(lab, 'variant=pytorch')
  const files = await downloaded(page, 'download-tensorflowjs', 2)
  const names = files.map((file) => file.suggestedFilename())
  expect(names).toEqual(['lenet-pytorch.json', 'lenet-pytorch.weights.bin'])
  const contents = await Promise.all(files.map(async (file) => [...(await bytesOf(file))]))
  await page.evaluate(
    ({ names, contents }) => {
      const dataTransfer = new DataTransfer()
      for (const [index, name] of names.entries()) {
        dataTransfer.items.add(new File([new Uint8Array(contents[index]!)], name))
      }
      document.body.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true }))
    },
    { names, contents },
  )
  await expect(source(page)).toContainText('lenet-pytorch.json')
  await expect.poll(() => lab.probabilities()).toEqual(before)
})

test('of two tabs with weights of their own each keeps its answer, and the one whose are kept no more says so', async ({
  lab,
  page,
  context,
}) => {
  const other = await context.newPage()
  const open = (tab: Page, name: string) =>
    tab.getByTestId('open-weights-file').setInputFiles({
      name,
      mimeType: '',
      buffer: readFileSync('public/weights/modern.safetensors'),
    })
  await lab.open()
  await open(page, 'mine.safetensors')
  await expectKeptWeights(page, 1)
  await new Lab(other).open()
  await expect(source(other)).toContainText('mine.safetensors')
  await open(other, 'theirs.safetensors')
  await lab.expectNotice('weightsReplaced')
  await expect(source(page)).toContainText('mine.safetensors')
  const saving = page.waitForEvent('download')
  await page.locator('[data-code="weightsReplaced"]').getByTestId('notice-offer').click()
  await saving
  await expect(other.locator('[data-code="weightsReplaced"]')).toHaveCount(0)
  await page.reload()
  await expect(source(page)).toContainText('theirs.safetensors')
})

test('a file cut short is refused in either language, and the answer stays', async ({
  lab,
  page,
}) => {
  const before = await openedWithSeven(lab)
  const [file] = await downloaded(page, 'download-safetensors', 1)
  const whole = await bytesOf(file!)
  await page.getByTestId('open-weights-file').setInputFiles({
    name: 'cut.safetensors',
    mimeType: '',
    buffer: whole.subarray(0, 100_000),
  })
  const refusal = page.getByTestId('weights-refusal')
  await expect(refusal).toHaveAttribute('data-trouble', 'damaged')
  await expect(source(page)).toHaveAttribute('data-source', 'shipped')
  expect(await lab.probabilities()).toEqual(before)
  for (const [language, sentence] of [
    ['en', /“cut\.safetensors” was not taken.*Tensor conv\.6\.weight/],
    ['zh-CN', /没有采用“cut\.safetensors”.*张量 conv\.6\.weight/],
  ] as const) {
    await page.getByTestId('language-select').selectOption(language)
    await expect(refusal).toHaveText(sentence)
    await expectAccessible(page, `refused, ${language}`)
  }
  await refusal.getByRole('button').click()
  await expect(refusal).toBeHidden()
})

test.describe('on a small phone, by keyboard', () => {
  const phone = { width: 320, height: 640 }
  test.use({ viewport: phone, permissions: ['clipboard-read', 'clipboard-write'] })

  test('the downloads fit and the program is copied, light and dark', async ({ lab, page }) => {
    await lab.open()
    for (const theme of ['light', 'dark'] as const) {
      await showAs(page, { ...phone, theme, language: 'en' })
      await page.getByTestId('download-weights').focus()
      await page.keyboard.press('Enter')
      const program = page.getByTestId('python-snippet')
      await expect(program).toContainText('load_file("lenet-modern.safetensors")')
      await expectAccessible(page, `downloads, ${theme}`)
      await expectNoSidewaysScroll(page)
      await page.evaluate(() => navigator.clipboard.writeText('nothing yet'))
      await page.getByTestId('copy-python').focus()
      await page.keyboard.press('Enter')
      await expect
        .poll(() => page.evaluate(() => navigator.clipboard.readText()))
        .toBe(await program.textContent())
      await page.keyboard.press('Escape')
      await expect(page.getByTestId('download-weights')).toBeFocused()
    }
  })
})

async function bytesOf(file: Download): Promise<Buffer> {
  const stream = await file.createReadStream()
  const parts: Buffer[] = []
  for await (const part of stream) parts.push(part)
  return Buffer.concat(parts)
}
