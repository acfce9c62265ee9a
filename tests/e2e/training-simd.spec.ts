import type { Request } from '@playwright/test'
import { expect, type Lab, report, test, type Watch } from './lab'

/** Of the 10,000 test images, after one epoch on the whole training set. */
const ONE_EPOCH_TEST_ERROR = 3
const SHORT_RUN = 'epochs=1&batch=128&seed=7'
/** All images but those kept for validation, in whole batches. */
const EPOCH_IMAGES = 55_000

const isTfjs = (request: Request) => /tfjs/.test(new URL(request.url()).pathname)

/** Trains on our kernels alone, one epoch to its end; gives the test error in percent. */
async function trainToEnd(lab: Lab, watch: Watch, choice: string): Promise<number> {
  watch.requests.length = 0
  await lab.open(`engine=${choice}&${SHORT_RUN}`)
  // Nothing is left of a run before: what is done later is this one.
  await lab.expectPhase('idle')
  expect((await lab.trainStatus()).images).toBe(0)
  const clicked = performance.now()
  await lab.train.click()
  await lab.expectPhase('done', 90_000)
  const seconds = (performance.now() - clicked) / 1000
  await expect(lab.engine).toHaveAttribute('data-engine', 'simd')
  const { testError, images, imagesPerSecond } = await lab.trainStatus()
  expect(images).toBe(EPOCH_IMAGES)
  expect(testError).toBeGreaterThan(0)
  expect(testError).toBeLessThanOrEqual(ONE_EPOCH_TEST_ERROR)
  report(
    `test error ${testError} % after one epoch on ${choice}, ${seconds.toFixed(1)} s from the ` +
      `click, the page says ${imagesPerSecond} images/s`,
  )
  expect(watch.requests.filter(isTfjs).map((request) => request.url())).toEqual([])
  expect(watch.requests.some((request) => /simd-helper/.test(request.url()))).toBe(true)
  return testError!
}

test('simd, asked for or chosen, reaches 3 % test error in an epoch, the same with the same seed', async ({
  lab,
  watch,
}) => {
  test.setTimeout(240_000)
  const asked = await trainToEnd(lab, watch, 'simd')
  await lab.page.reload()
  await lab.page.getByTestId('discard-kept').click()
  await expect(lab.status).toHaveAttribute('data-images', '0')
  expect(await trainToEnd(lab, watch, 'auto')).toBe(asked)
})

test('the engine is switched from tfjs to simd in the middle of a run, which is paused and resumed', async ({
  lab,
}) => {
  test.setTimeout(180_000)
  await lab.open('engine=wasm&epochs=50&batch=128&seed=7')
  await lab.train.click()
  await lab.expectPhase('running')
  await lab.expectImages(128 * 5)
  await lab.engineSelect.selectOption('simd')
  await expect(lab.engine).toHaveAttribute('data-engine', 'simd', { timeout: 60_000 })
  const switched = (await lab.trainStatus()).images
  await lab.expectImages(switched + 128 * 100)

  await lab.pause.click()
  await lab.expectPhase('paused')
  const paused = (await lab.trainStatus()).images
  await lab.page.waitForTimeout(1000)
  expect((await lab.trainStatus()).images).toBe(paused)

  await lab.pause.click()
  await lab.expectPhase('running')
  await lab.expectImages(paused + 128 * 20)
  await lab.stop.click()
  await lab.expectPhase(/idle|done/)
})
