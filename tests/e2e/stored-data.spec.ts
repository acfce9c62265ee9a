import { readFileSync } from 'node:fs'
import type { Page } from '@playwright/test'
import { expectAccessible, expectNoSidewaysScroll, showAs } from './accessible'
import { patchBrowser, WITHOUT_INDEXED_DB } from './faults'
import { expect, Lab, test } from './lab'
import { drawAtOnce } from './pad'
import { SEVEN } from './strokes'

const openData = (page: Page) => page.getByTestId('data').locator('summary').click()
const records = (page: Page, store: string) => page.getByTestId(`data-${store}`)
const expectRecords = (page: Page, store: string, count: number) =>
  expect(records(page, store)).toHaveAttribute('data-records', String(count))

/** A drawing on the pad that is corrected, and a run that is kept. */
async function leaveSomething(lab: Lab): Promise<void> {
  const { page } = lab
  await lab.open('engine=simd&epochs=2&batch=128&seed=7')
  await drawAtOnce(page, SEVEN)
  await expect(lab.prediction).toHaveText('7')
  await page.getByTestId('correct-7').click()
  await expect(page.getByTestId('hand')).toHaveAttribute('data-count', '1')
  await lab.train.click()
  await expect(lab.status).toHaveAttribute('data-kept-images', /\d/, { timeout: 60_000 })
  await lab.stop.click()
  await lab.expectPhase('done')
  // Weights from a file, of another network than the run's.
  const weights = readFileSync('public/weights/pytorch.safetensors')
  const file = { name: 'theirs.safetensors', mimeType: '', buffer: weights }
  await page.getByTestId('open-weights-file').setInputFiles(file)
  await expect(page.getByTestId('answering-weights')).toContainText('theirs.safetensors')
  await page.getByTestId('variant-select').selectOption('modern')
  await expect(page.getByTestId('answering-weights')).toHaveAttribute('data-source', 'trained')
}

const STORES = ['drawings', 'corrections', 'weights', 'runs']

test('what is kept is counted, goes through a file to another browser, and is deleted', async ({
  lab,
  page,
  browser,
}) => {
  test.setTimeout(180_000)
  await leaveSomething(lab)
  await openData(page)
  for (const store of STORES) await expectRecords(page, store, 1)
  expect(Number(await records(page, 'runs').getAttribute('data-bytes'))).toBeGreaterThan(500_000)
  const saving = page.waitForEvent('download')
  await page.getByTestId('data-export').click()
  const path = await (await saving).path()

  const other = await browser.newContext({ serviceWorkers: 'block' })
  const there = new Lab(await other.newPage())
  await there.page.goto(page.url())
  await openData(there.page)
  await there.page.getByTestId('data-import-file').setInputFiles(path)
  await expect(there.page.getByTestId('data-added')).toContainText('1')
  for (const store of STORES) await expectRecords(there.page, store, 1)
  await expect(there.page.getByTestId('hand')).toHaveAttribute('data-count', '1')
  await expect(there.page.getByTestId('kept-run')).toBeVisible()
  await there.page.getByTestId('data-import-file').setInputFiles(path)
  await expectRecords(there.page, 'runs', 1)
  await there.page.reload()
  await expect(there.prediction).toHaveText('7')
  await there.page.getByTestId('variant-select').selectOption('pytorch')
  await expect(there.page.getByTestId('answering-weights')).toContainText('theirs.safetensors')
  await other.close()

  const answer = await lab.prediction.innerText()
  await page.getByTestId('data-delete-corrections').click()
  await page.getByTestId('data-delete-confirmed').click()
  await expectRecords(page, 'corrections', 0)
  await expect(page.getByTestId('hand')).toHaveAttribute('data-count', '0')
  await page.getByTestId('data-delete-all').click()
  await page.getByTestId('data-delete-confirmed').click()
  for (const store of STORES) await expectRecords(page, store, 0)
  // What is on the page is still there, read by the weights that were trained.
  await expect(lab.prediction).toHaveText(answer)
  await expect(page.getByTestId('answering-weights')).toHaveAttribute('data-source', 'trained')
  await page.reload()
  await expect(page.getByTestId('hand')).toHaveAttribute('data-keeping', 'onDevice')
  await expect(lab.prediction).toHaveText('–')
})

test('a file that is none, or damaged, is refused in a sentence and changes nothing', async ({
  lab,
  page,
}) => {
  await leaveSomething(lab)
  await openData(page)
  const saving = page.waitForEvent('download')
  await page.getByTestId('data-export').click()
  const sound = readFileSync(await (await saving).path())
  const open = (buffer: Buffer) =>
    page
      .getByTestId('data-import-file')
      .setInputFiles({ name: 'mine.lenet', mimeType: 'application/octet-stream', buffer })
  const refusal = page.getByTestId('data-refusal')
  const bent = Buffer.from(sound)
  bent[bent.length - 100]! ^= 1
  const newer = Buffer.from(sound)
  newer[8] = 9
  for (const [buffer, trouble] of [
    [Buffer.from('<script>alert(1)</script>'), 'notData'],
    [bent, 'damaged'],
    [sound.subarray(0, sound.length / 2), 'damaged'],
    [newer, 'newer'],
  ] as const) {
    await open(buffer)
    await expect(refusal).toHaveAttribute('data-trouble', trouble)
    await expect(refusal).toContainText('mine.lenet')
    for (const store of STORES) await expectRecords(page, store, 1)
    await page.getByTestId('data-refusal-dismiss').click()
  }
  await showAs(page, { width: 320, height: 700, theme: 'dark', language: 'zh-CN' })
  await page.getByTestId('data-delete-all').click()
  await expectAccessible(page, 'data on this device')
  await expectNoSidewaysScroll(page)
})

test('where storage is denied the page says what is not kept, and saves a run into a file', async ({
  lab,
  page,
}) => {
  await patchBrowser(page, WITHOUT_INDEXED_DB)
  await lab.open('engine=simd&epochs=2&batch=128&seed=7')
  await lab.train.click()
  await lab.expectNotice('runNotKept', 60_000)
  const saving = page.waitForEvent('download')
  await page.locator('[data-code="runNotKept"]').getByTestId('notice-offer').click()
  expect((await saving).suggestedFilename()).toMatch(/\.safetensors$/)
  const { images } = await lab.trainStatus()
  await lab.expectImages(images + 128)
  await lab.stop.click()
  await openData(page)
  await expect(page.getByTestId('data').getByRole('alert')).toBeVisible()
})
