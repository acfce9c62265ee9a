import type { Page } from '@playwright/test'
import { patchBrowser } from './faults'
import { expectKept } from './kept-strokes'
import { expect, Lab, test } from './lab'
import { drawAtOnce, drawWithTouch, pressPen } from './pad'
import { ONE, SEVEN } from './strokes'

const RUN = 'engine=simd&epochs=50&batch=128&seed=7'

/** Lets the origin have so many bytes on this device; null as many as the browser gives. */
async function limitStorage(page: Page, quotaSize: number | null): Promise<void> {
  const session = await page.context().newCDPSession(page)
  const { origin } = new URL(page.url())
  const limit = quotaSize === null ? {} : { quotaSize }
  await session.send('Storage.overrideQuotaForOrigin', { origin, ...limit })
  // A limit ends with its session.
  if (quotaSize === null) await session.detach()
}

test('on a full device the page says what is not kept, goes on, and keeps again once there is room', async ({
  lab,
  page,
}) => {
  test.setTimeout(120_000)
  await lab.open(RUN)
  // Before anything is written: the browser remembers for a while how much room there was.
  await limitStorage(page, 1)
  await drawAtOnce(page, ONE)
  await lab.expectNotice('drawingNotKept')
  const weights = page.getByTestId('open-weights-file')
  await weights.setInputFiles('public/weights/pytorch.safetensors')
  await lab.expectNotice('weightsNotKept')
  await page.getByTestId('variant-select').selectOption('modern')
  await lab.train.click()
  await lab.expectNotice('runNotKeptFull', 60_000)
  const { images } = await lab.trainStatus()
  await lab.expectImages(images + 128)
  await lab.stop.click()
  await lab.expectPhase('done')

  await limitStorage(page, null)
  await weights.setInputFiles('public/weights/modern.safetensors')
  const data = page.getByTestId('data-weights')
  await page.getByTestId('data').locator('summary').click()
  await expect(data).toHaveAttribute('data-records', '1')
  await page.reload()
  await expect(page.getByTestId('answering-weights')).toContainText('modern.safetensors')
})

test('a database that is cleared under an open page is made anew, and loses only what was in it', async ({
  lab,
  page,
}) => {
  await lab.open()
  await drawAtOnce(page, SEVEN)
  await expectKept(page, SEVEN.length)
  const session = await page.context().newCDPSession(page)
  const { origin } = new URL(page.url())
  await session.send('Storage.clearDataForOrigin', { origin, storageTypes: 'indexeddb' })
  await expect(lab.prediction).toHaveText('7')
  await drawAtOnce(page, ONE)
  await expectKept(page, SEVEN.length + ONE.length)
  await expect(lab.notices).toHaveCount(0)
  await page.reload()
  await expect(page.getByTestId('undo')).toHaveAttribute('aria-disabled', 'false')
})

test('a clock that jumps years ahead and back stops no run and loses nothing', async ({
  lab,
  page,
}) => {
  test.setTimeout(120_000)
  await patchBrowser(
    page,
    `{
      const { now } = Date
      let looks = 0
      Date.now = () => now() + (looks++ % 2 === 0 ? 1e11 : -1e11)
    }`,
  )
  await lab.open(RUN)
  await drawAtOnce(page, SEVEN)
  await lab.train.click()
  await expect(lab.status).toHaveAttribute('data-kept-images', /\d/, { timeout: 60_000 })
  const { images } = await lab.trainStatus()
  await lab.expectImages(images + 128 * 50)
  await expectKept(page, SEVEN.length)
  await expect(lab.notices).toHaveCount(0)
  const context = page.context()
  await page.close()
  const later = new Lab(await context.newPage())
  await later.open()
  await expect(later.page.getByTestId('kept-run')).toBeVisible()
  await expect(later.page.getByTestId('undo')).toHaveAttribute('aria-disabled', 'false')
})

test.describe('a device', () => {
  test.use({ hasTouch: true })

  test('that is taken away in mid-stroke leaves its stroke, and the pad to the next', async ({
    lab,
    page,
  }) => {
    await lab.open()
    const pen = await pressPen(page, SEVEN[0]!)
    // A palm beside the pen draws nothing.
    await drawWithTouch(page, ONE)
    await expect(lab.prediction).not.toHaveText('–')
    // The pen is gone, and no event has told of it.
    await page.getByTestId('draw-canvas').evaluate((canvas) => {
      addEventListener('lostpointercapture', (event) => event.stopImmediatePropagation(), true)
      for (let id = 0; id < 100; id++) {
        if (canvas.hasPointerCapture(id)) canvas.releasePointerCapture(id)
      }
    })
    await drawWithTouch(page, ONE)
    await expectKept(page, 1 + ONE.length)
    await pen.lift()
    await drawWithTouch(page, ONE)
    await expectKept(page, 1 + 2 * ONE.length)
  })
})

test('where the browser gives an engine no more memory another one trains, and the page says so', async ({
  lab,
  page,
}) => {
  test.setTimeout(120_000)
  await patchBrowser(
    page,
    `if (/trainer/.test(self.name)) {
      let refused = 0
      const { grow } = WebAssembly.Memory.prototype
      WebAssembly.Memory.prototype.grow = function (pages) {
        if (refused++ < 1) throw new RangeError('WebAssembly.Memory.grow(): failed to grow memory')
        return grow.call(this, pages)
      }
    }`,
  )
  await lab.open('engine=simd&epochs=1&batch=1024&seed=7')
  await drawAtOnce(page, SEVEN)
  await lab.train.click()
  await lab.expectImages(1024, 100_000)
  const codes = await lab.notices.evaluateAll((all) =>
    all.map((notice) => notice.getAttribute('data-code')),
  )
  expect(codes.some((code) => code === 'engineRefused' || code === 'engineLost')).toBe(true)
  await expect(lab.engine).not.toHaveAttribute('data-engine', 'simd')
  await lab.stop.click()
  await lab.expectPhase('done')
  await expect(page.getByTestId('undo')).toHaveAttribute('aria-disabled', 'false')
})
