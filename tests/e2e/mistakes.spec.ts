import type { Page } from '@playwright/test'
import { defaultSettings } from '../../src/core/recipe/settings'
import { initialCheckpoint } from '../../src/training/checkpoint'
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

/** Of 1,000 images of each digit 990 are read right, and the others as the next digit. */
const COUNTS = Array.from({ length: 100 }, (_, cell) => {
  const [truth, answer] = [Math.floor(cell / 10), cell % 10]
  return answer === truth ? 990 : answer === (truth + 1) % 10 ? 10 : 0
})

/** Keeps a run as the page wrote it before it noted images, frames and tables of connections. */
async function keepOlderRun(page: Page): Promise<void> {
  const { c3: _, ...settings } = defaultSettings('modern')
  const { weights } = initialCheckpoint(defaultSettings('modern'))
  const older = {
    settings,
    weights: Object.entries(weights).map(([name, values]) => [name, [...values]] as const),
    counts: COUNTS,
  }
  await page.evaluate(async ({ settings, weights, counts }) => {
    const arrays = weights.map(([name, values]) => [name, Float32Array.from(values)] as const)
    const record = {
      saved: Date.now(),
      checkpoint: { settings, step: 430, weights: Object.fromEntries(arrays), optimizer: null },
      engine: { name: 'simd', device: 'none', threads: 2 },
      epoch: 1,
      images: 55_000,
      totalImages: 275_000,
      curve: [],
      evaluations: [
        {
          epoch: 1,
          images: 55_000,
          validationError: 0.01,
          validationLoss: 0.04,
          testError: 0.01,
          testLoss: 0.04,
          confusion: { counts: Uint32Array.from(counts) },
          leastEvidence: null,
        },
      ],
    }
    await new Promise<void>((resolve, reject) => {
      const opening = indexedDB.open('lenet-lab')
      opening.onerror = () => reject(opening.error)
      opening.onsuccess = () => {
        const writing = opening.result.transaction('runs', 'readwrite')
        writing.objectStore('runs').put(record)
        writing.onerror = () => reject(writing.error)
        writing.oncomplete = () => {
          opening.result.close()
          resolve()
        }
      }
    })
  }, older)
}

test('a run from before single images were noted opens, and says what is missing', async ({
  lab,
  page,
}) => {
  await lab.open()
  // The database is there.
  await expect(page.getByTestId('hand')).toHaveAttribute('data-keeping', 'onDevice')
  await keepOlderRun(page)
  await page.reload()
  await expect(page.getByTestId('kept-run')).toHaveAttribute('data-epoch', '1', { timeout: 30_000 })
  await expect(table(page).locator('.confusion-wrong[data-count="10"]')).toHaveCount(10)
  const notNoted = /was kept before the page noted which images are which\. Test the weights/
  await page.getByTestId('all-mistakes').press('Enter')
  await expect(dialog(page)).toContainText(notNoted)
  await expect(images(page)).toHaveCount(0)
  await page.getByTestId('mistakes-truth').selectOption('3')
  await expect(dialog(page)).toContainText(notNoted)
  await expectAccessible(page, 'mistakes that were not noted')
  await page.keyboard.press('Escape')
  await expect(page.getByTestId('film')).toContainText('No film is kept of this run.')
  await expect(page.getByTestId('examples')).toContainText(
    'kept before the page noted which test images it misreads',
  )
  // The way out that it names: what answers is tested, and tells of its images.
  await page.getByTestId('test-answering').press('Enter')
  await expect(page.getByTestId('test-answering')).toBeHidden({ timeout: 60_000 })
  await page.getByTestId('all-mistakes').press('Enter')
  await expect(images(page).first()).toBeVisible()
})
