import { expect, report, test } from './lab'
import { drawAtOnce, drawWithMouse } from './pad'
import { SEVEN, ZERO } from './strokes'

/** Of the 10,000 test images, after one epoch on the whole training set. */
const ONE_EPOCH_TEST_ERROR = 3
const SHORT_RUN = 'engine=wasm&epochs=1&batch=128&seed=7'
/** Longer than any test looks at it; its rate rises over more steps. */
const LONG_RUN = 'engine=wasm&epochs=50&batch=128&seed=7'

test('one epoch reaches 3 % test error', async ({ lab }) => {
  test.setTimeout(300_000)
  await lab.open(SHORT_RUN)
  await lab.train.click()
  await lab.expectPhase('done', 240_000)
  const { testError, images } = await lab.trainStatus()
  expect(images).toBeGreaterThanOrEqual(54_900)
  await expect(lab.engine).toHaveAttribute('data-engine', 'wasm')
  expect(testError).toBeGreaterThan(0)
  expect(testError).toBeLessThanOrEqual(ONE_EPOCH_TEST_ERROR)
  report(`test error ${testError} % after one epoch on wasm`)
})

test('a run is paused, stepped, resumed and stopped', async ({ lab }) => {
  test.setTimeout(180_000)
  await lab.open(LONG_RUN)
  await lab.expectPhase('idle')
  await lab.train.click()
  await lab.expectPhase('running')
  await lab.expectImages(128 * 10)

  await lab.pause.click()
  await lab.expectPhase('paused')
  const paused = (await lab.trainStatus()).images
  await lab.page.waitForTimeout(1500)
  expect((await lab.trainStatus()).images).toBe(paused)

  await lab.page.getByTestId('step').click()
  await lab.expectImages(paused + 128)
  await lab.page.waitForTimeout(1000)
  expect((await lab.trainStatus()).images).toBe(paused + 128)
  await lab.expectPhase('paused')

  await lab.pause.click()
  await lab.expectPhase('running')
  await lab.expectImages(paused + 128 * 11)

  await lab.stop.click()
  await lab.expectPhase(/idle|done/)
  const stopped = (await lab.trainStatus()).images
  await lab.page.waitForTimeout(1000)
  expect((await lab.trainStatus()).images).toBe(stopped)
})

test('the pen is answered while training, by the weights that are learning', async ({
  lab,
  page,
}) => {
  test.setTimeout(180_000)
  await lab.open(LONG_RUN)
  await drawAtOnce(page, SEVEN)
  await expect(lab.prediction).toHaveText('7')
  const shipped = await lab.probabilitiesAtRest()
  await lab.train.click()
  await lab.expectPhase('running')
  await lab.expectImages(128 * 40)
  // Its own drawing is read again by the weights in training.
  await expect.poll(() => lab.probabilities()).not.toEqual(shipped)
  await page.getByTestId('clear').click()
  await expect(lab.prediction).toHaveText('–')
  await drawWithMouse(page, ZERO)
  // How well it reads by now depends on how fast the machine is.
  await expect(lab.prediction).toHaveText(/^[\d?]$/)
  const early = await lab.probabilities()
  await lab.expectImages((await lab.trainStatus()).images + 128 * 40)
  await expect.poll(() => lab.probabilities()).not.toEqual(early)
  await lab.expectPhase('running')
  await lab.stop.click()
})

test('the engine is switched in the middle of a run, and the run goes on', async ({ lab }) => {
  test.setTimeout(240_000)
  await lab.open(LONG_RUN)
  await lab.train.click()
  await lab.expectPhase('running')
  await lab.expectImages(128 * 10)
  await lab.engineSelect.selectOption('cpu')
  await expect(lab.engine).toHaveAttribute('data-engine', 'cpu', { timeout: 60_000 })
  await lab.expectPhase('running')
  const switched = (await lab.trainStatus()).images
  expect(switched).toBeGreaterThanOrEqual(128 * 10)
  await lab.expectImages(switched + 128 * 2, 60_000)
  await lab.engineSelect.selectOption('wasm')
  await expect(lab.engine).toHaveAttribute('data-engine', 'wasm', { timeout: 60_000 })
  await lab.expectImages(switched + 128 * 10)
  await lab.stop.click()
})

test('a run that diverges stops with a clear sentence, and the pad still answers', async ({
  lab,
  page,
}) => {
  test.setTimeout(180_000)
  await lab.open(`${SHORT_RUN}&lr=10`)
  await page.getByTestId('more-settings').click()
  await page.getByTestId('setting-optimizer').selectOption('sgd')
  await page.keyboard.press('Escape')
  await drawAtOnce(page, SEVEN)
  await expect(lab.prediction).toHaveText('7')
  await lab.train.click()
  await lab.expectFailure('diverged', 90_000)
  await expect(lab.prediction).toHaveText(/^[\d?]$/)
  await page.getByTestId('clear').click()
  await drawAtOnce(page, ZERO)
  await expect(lab.prediction).toHaveText(/^[\d?]$/)
})
