import { expectAccessible, expectNoSidewaysScroll } from './accessible'
import { patchBrowser, WITHOUT_INDEXED_DB } from './faults'
import { expect, test } from './lab'

const RUN = 'engine=simd&epochs=50&batch=128&seed=7'

test('a run whose tab was closed is offered, shown, resumed in one tab and discarded', async ({
  lab,
  page,
  context,
}) => {
  test.setTimeout(240_000)
  await lab.open(RUN)
  await lab.train.click()
  await expect(lab.status).toHaveAttribute('data-kept-images', /\d/, { timeout: 60_000 })
  await page.close()

  const later = await context.newPage()
  await later.setViewportSize({ width: 320, height: 700 })
  await later.goto(`./?${RUN}&lang=zh-CN`)
  const offer = later.getByTestId('kept-run')
  await expect(offer).toHaveAttribute('data-epoch', '1', { timeout: 60_000 })
  const kept = Number(await offer.getAttribute('data-images'))
  const status = later.getByTestId('train-status')
  await expect(status).toHaveAttribute('data-phase', 'idle')
  await expect(status).toHaveAttribute('data-images', String(kept))
  await expectAccessible(later, 'a kept run')
  await expectNoSidewaysScroll(later)

  await later.getByTestId('resume-kept').click()
  await expect(status).toHaveAttribute('data-phase', 'running', { timeout: 60_000 })
  const trained = async () => Number(await status.getAttribute('data-images'))
  await expect.poll(trained).toBeGreaterThan(kept)
  await expect(later.getByTestId('answering-weights')).toHaveAttribute('data-source', 'trained')
  const beside = await context.newPage()
  await beside.goto(`./?${RUN}`)
  await expect(beside.getByTestId('training-elsewhere')).toBeVisible({ timeout: 60_000 })
  await expect(beside.getByTestId('kept-run')).toBeHidden()
  // It follows the other tab's run as it is kept, and trains nothing itself.
  const followed = async () =>
    Number(await beside.getByTestId('train-status').getAttribute('data-images'))
  await expect.poll(followed, { timeout: 20_000 }).toBeGreaterThan(kept)
  const seen = await followed()
  await expect.poll(followed, { timeout: 20_000 }).toBeGreaterThan(seen)
  await expect(beside.getByTestId('train-status')).toHaveAttribute('data-phase', 'idle')
  await beside.getByTestId('train').click()
  await expect(beside.getByTestId('training-failure')).toHaveAttribute('data-reason', 'elsewhere', {
    timeout: 30_000,
  })

  await later.getByTestId('stop').click()
  await expect(status).toHaveAttribute('data-phase', 'done')
  await expect(beside.getByTestId('training-elsewhere')).toBeHidden()
  await later.reload()
  await later.getByTestId('discard-kept').click()
  await expect(status).toHaveAttribute('data-images', '0')
  await later.reload()
  await expect(status).toHaveAttribute('data-phase', 'idle')
  await expect(later.getByTestId('hand')).toHaveAttribute('data-keeping', 'onDevice')
  await expect(offer).toBeHidden()
})

test('without IndexedDB a run trains, and the page says that it is not kept', async ({
  lab,
  page,
}) => {
  await patchBrowser(page, WITHOUT_INDEXED_DB)
  await lab.open(RUN)
  await lab.train.click()
  await lab.expectNotice('runNotKept', 60_000)
  const { images } = await lab.trainStatus()
  await lab.expectImages(images + 128)
  await lab.stop.click()
})
