import type { Page } from '@playwright/test'
import { CHROMIUM_ARGUMENTS } from '../chromium-arguments'
import { findOrInstallChromium } from '../find-chromium'
import { expectKept } from './kept-strokes'
import { expect, Lab, test } from './lab'
import { drawAtOnce } from './pad'
import { ONE, SEVEN } from './strokes'

const RUN = 'engine=simd&epochs=50&batch=128&seed=7'

// A browser of this file's own, which keeps pages that were left as browsers do: whole, and frozen.
test.use({
  launchOptions: {
    executablePath: findOrInstallChromium(),
    args: [...CHROMIUM_ARGUMENTS],
    ignoreDefaultArgs: ['--disable-back-forward-cache'],
  },
})
test.setTimeout(180_000)

/** Leaves a run and a drawing by a link; how many images it had trained by then. */
async function leaveInMidRun(lab: Lab): Promise<number> {
  const { page } = lab
  await lab.open(RUN)
  await drawAtOnce(page, SEVEN)
  await lab.train.click()
  await expect(lab.status).toHaveAttribute('data-kept-images', /\d/, { timeout: 60_000 })
  await expectKept(page, SEVEN.length)
  await page.evaluate(() =>
    addEventListener('pageshow', () => document.documentElement.setAttribute('data-is-back', '')),
  )
  const { images } = await lab.trainStatus()
  await page.goto('licences.json')
  return images
}

/** By the browser's button; no load ends it, since a page from the cache is loaded already. */
async function goBack(page: Page): Promise<void> {
  await page.evaluate(() => void setTimeout(() => history.back()))
  await expect(page.getByTestId('draw-canvas')).toBeVisible()
}

const trainingLocks = (page: Page) =>
  page.evaluate(async () => {
    const { held = [] } = await navigator.locks.query()
    return held.filter(({ name }) => name === 'lenet-lab training').length
  })

test('a page that comes back from the cache goes on with its run, its drawing and its pen', async ({
  lab,
  page,
}) => {
  const images = await leaveInMidRun(lab)
  await goBack(page)
  await expect(page.locator('html[data-is-back]')).toBeAttached()
  await lab.expectPhase('running')
  await lab.expectImages(images + 128 * 20)
  expect(await trainingLocks(page)).toBe(1)
  await drawAtOnce(page, ONE)
  await expectKept(page, SEVEN.length + ONE.length)
  await expect(lab.notices).toHaveCount(0)
  await page.getByTestId('clear').click()
  await drawAtOnce(page, ONE)
  await lab.stop.click()
  await lab.expectPhase('done')
  await expect(lab.prediction).not.toHaveText('–')
})

test('a page in the cache keeps no other from its run and its drawing, and says so when it is back', async ({
  lab,
  page,
  context,
}) => {
  await leaveInMidRun(lab)
  const beside = new Lab(await context.newPage())
  await beside.open(RUN)
  await expect(beside.page.getByTestId('undo')).toHaveAttribute('aria-disabled', 'false')
  await beside.page.getByTestId('resume-kept').click()
  await beside.expectPhase('running')
  await goBack(page)
  await expect(page.getByTestId('training-elsewhere')).toBeVisible({ timeout: 60_000 })
  // It was loaded anew, and begins bare: its drawing is on the other page now.
  await expect(page.locator('html[data-is-back]')).toHaveCount(0)
  await expect(lab.prediction).toHaveText('–')
  const { images } = await beside.trainStatus()
  await beside.expectImages(images + 128)
  expect(await trainingLocks(page)).toBe(1)
  await beside.stop.click()
  await beside.expectPhase('done')
})
