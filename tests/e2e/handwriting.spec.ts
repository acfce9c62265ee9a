import type { Page } from '@playwright/test'
import { expectAccessible, expectNoSidewaysScroll, showAs } from './accessible'
import { expect, Lab, test } from './lab'
import { drawAtOnce } from './pad'
import { along, ONE, SEVEN } from './strokes'

/** Two beams that no digit of MNIST has, so that nothing learnt before speaks for any. */
const ANGLE = [
  along([
    [70, 60],
    [74, 220],
    [220, 216],
  ]),
]

const hand = (page: Page) => page.getByTestId('hand')
const cards = (page: Page) => page.getByTestId('correction')

async function openHand(page: Page): Promise<void> {
  await hand(page).locator('summary').click()
  await expect(hand(page)).toHaveAttribute('open', '')
}

async function correct(page: Page, label: string): Promise<void> {
  await page.getByTestId(`correct-${label}`).click()
  await expect(page.getByTestId('correction-kept')).toContainText(/\S/)
}

test('a corrected drawing is kept over a reload, relabelled, drawn again and deleted', async ({
  lab,
  page,
}) => {
  await lab.open()
  await expect(hand(page)).toHaveAttribute('data-keeping', 'onDevice')
  await drawAtOnce(page, SEVEN)
  await expect(lab.prediction).toHaveText('7')
  await correct(page, '7')
  // A second press corrects the first; undo takes it back, and it can be told again.
  await correct(page, '1')
  await expect(hand(page)).toHaveAttribute('data-count', '1')
  await page.getByTestId('correct-undo').click()
  await expect(hand(page)).toHaveAttribute('data-count', '0')
  await correct(page, '1')
  await page.reload()
  await expect(hand(page)).toHaveAttribute('data-count', '1')
  await openHand(page)
  await expect(cards(page)).toHaveAttribute('data-label', '1')
  await expect(page.getByTestId('correction-answer')).toHaveAttribute('data-right', 'false')
  await page.getByTestId('correction-label').selectOption('7')
  await expect(page.getByTestId('correction-answer')).toHaveAttribute('data-right', 'true')
  await page.getByTestId('clear').click()
  await expect(lab.prediction).toHaveText('–')
  await page.getByTestId('correction-place').click()
  await expect(lab.prediction).toHaveText('7')
  await page.reload()
  await openHand(page)
  await expect(cards(page)).toHaveAttribute('data-label', '7')
  await page.getByTestId('correction-delete').click()
  await expect(cards(page)).toHaveCount(0)
  await page.reload()
  await expect(hand(page)).toHaveAttribute('data-count', '0')
})

test('two tabs show the same corrections at once', async ({ lab, page, context }) => {
  await lab.open()
  const beside = new Lab(await context.newPage())
  await beside.open()
  await expect(hand(beside.page)).toHaveAttribute('data-keeping', 'onDevice')
  await drawAtOnce(page, SEVEN)
  await correct(page, '1')
  await expect(hand(beside.page)).toHaveAttribute('data-count', '1')
  await openHand(beside.page)
  await beside.page.getByTestId('correction-label').selectOption('7')
  await openHand(page)
  await expect(cards(page)).toHaveAttribute('data-label', '7')
  await page.getByTestId('correction-delete').click()
  await expect(hand(beside.page)).toHaveAttribute('data-count', '0')
  // Deleted with everything, past the tab's own shelf.
  await correct(page, '7')
  await expect(hand(beside.page)).toHaveAttribute('data-count', '1')
  await page.getByTestId('data').locator('summary').click()
  await page.getByTestId('data-delete-all').click()
  await page.getByTestId('data-delete-confirmed').click()
  await expect(hand(beside.page)).toHaveAttribute('data-count', '0')
})

test('what is learnt becomes the answer, beside MNIST, and can be taken back', async ({
  lab,
  page,
}) => {
  test.setTimeout(240_000)
  await lab.open('engine=simd')
  await drawAtOnce(page, ANGLE)
  await expect(lab.prediction).not.toHaveText('–')
  const before = await lab.prediction.textContent()
  expect(before).not.toBe('4')
  await correct(page, '4')
  await openHand(page)
  await page.getByTestId('learn-hand').click()
  await expect(page.getByTestId('stop-hand')).toBeVisible()
  const scores = page.getByTestId('hand-scores')
  await expect(scores).toBeVisible({ timeout: 200_000 })
  await expect(lab.prediction).toHaveText('4')
  await expect(scores.getByRole('row').nth(1)).toContainText(/0 of 1.*1 of 1/)
  const [was, is] = (await scores.getByRole('row').nth(2).getByRole('cell').allTextContents()).map(
    (text) => Number.parseFloat(text),
  )
  expect(is! - was!).toBeLessThan(0.5)
  await expect(page.getByTestId('answering-weights')).toHaveAttribute('data-source', 'hand')
  await expect(page.getByTestId('download-weights')).toBeVisible()

  // What has learnt the hand answers after a reload too, with its scores and what it can go back to.
  const answering = page.getByTestId('answering-weights')
  await page.reload()
  await expect(answering).toHaveAttribute('data-source', 'hand')
  await expect(lab.prediction).toHaveText('4')
  await openHand(page)
  await expect(scores.getByRole('row').nth(1)).toContainText(/0 of 1.*1 of 1/)
  await page.getByTestId('take-hand-back').click()
  await expect(lab.prediction).toHaveText(before!)
  await expect(answering).toHaveAttribute('data-source', 'shipped')
  await page.reload()
  await expect(page.getByTestId('hand')).toHaveAttribute('data-count', '1')
  await expect(lab.prediction).toHaveText(before!)
  await expect(answering).toHaveAttribute('data-source', 'shipped')
})

test('drawings go into a file and come back; any other file is refused', async ({ lab, page }) => {
  await lab.open()
  await drawAtOnce(page, ONE)
  await correct(page, '1')
  await openHand(page)
  const download = page.waitForEvent('download')
  await page.getByTestId('hand-export').click()
  const file = await (await download).path()
  await page.getByTestId('hand-delete-all').click()
  await page.getByTestId('hand-delete-confirmed').click()
  await expect(cards(page)).toHaveCount(0)
  await page.getByTestId('hand-import-file').setInputFiles(file)
  await expect(cards(page)).toHaveAttribute('data-label', '1')
  await lab.expectNotice('handRead')
  await page.getByTestId('hand-import-file').setInputFiles({
    name: 'other.json',
    mimeType: 'application/json',
    buffer: Buffer.from('{"format":"something else"}'),
  })
  await expect(page.getByTestId('hand-refusal')).toHaveAttribute('data-trouble', 'notHandwriting')
  await expect(cards(page)).toHaveCount(1)
})

test('without IndexedDB the page says so and goes on', async ({ lab, page }) => {
  await page.addInitScript(() => {
    Object.defineProperty(window, 'indexedDB', {
      get: () => {
        throw new DOMException('denied', 'SecurityError')
      },
    })
  })
  await lab.open()
  await lab.expectNotice('handNotKept')
  await page.getByTestId('open-weights-file').setInputFiles('public/weights/pytorch.safetensors')
  await lab.expectNotice('weightsNotKept')
  await expect(page.getByTestId('answering-weights')).toHaveAttribute('data-source', 'opened')
  await drawAtOnce(page, SEVEN)
  await correct(page, '7')
  await expect(hand(page)).toHaveAttribute('data-keeping', 'untilClosed')
  await openHand(page)
  await expect(cards(page)).toHaveCount(1)
})

test('an MNIST test image cannot be corrected: it only measures', async ({ lab, page }) => {
  await lab.open()
  await page.getByTestId('sample').click()
  await expect(lab.prediction).not.toHaveText('–')
  await expect(hand(page)).toBeVisible()
  await expect(page.getByTestId('correct-1')).toBeHidden()
  await drawAtOnce(page, ONE)
  await expect(page.getByTestId('correct-1')).toBeHidden()
  await page.getByTestId('clear').click()
  await drawAtOnce(page, ONE)
  await expect(page.getByTestId('correct-1')).toBeVisible()
})

test('is accessible and fits a phone, light and dark', async ({ lab, page }) => {
  const phone = { width: 320, height: 700, language: 'zh-CN' } as const
  await page.setViewportSize(phone)
  await lab.open('lang=zh-CN')
  await drawAtOnce(page, SEVEN)
  await correct(page, '7')
  await openHand(page)
  await expect(page.getByTestId('correction-answer')).toBeVisible()
  await page.getByTestId('hand-delete-all').click()
  for (const theme of ['light', 'dark'] as const) {
    await showAs(page, { ...phone, theme })
    await expectAccessible(page, `listed, ${theme}`)
    await expectNoSidewaysScroll(page)
  }
})
