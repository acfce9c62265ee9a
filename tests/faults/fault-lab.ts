import type { Browser, BrowserContext, Page } from '@playwright/test'
import { expect, Lab } from '../e2e/lab'
import { drawAtOnce } from '../e2e/pad'
import { SEVEN } from '../e2e/strokes'

const VIEWPORT = { width: 1440, height: 900 }
/** A busy machine may take so many milliseconds for anything that a fault is followed by. */
export const PATIENCE = 60_000
/** A page has so many milliseconds to bring back what was on the pad. */
const DRAWING_PATIENCE = 15_000

/** A browser's storage of its own, as another visitor has it. */
export async function openContext(browser: Browser, address: string): Promise<BrowserContext> {
  const context = await browser.newContext({
    baseURL: address,
    locale: 'en-GB',
    viewport: VIEWPORT,
    // It would answer before a test can, and fetch the whole page on the side.
    serviceWorkers: 'block',
  })
  // What tsx puts around functions for their names, and leaves undefined where they are evaluated.
  await context.addInitScript('globalThis.__name = (value) => value')
  return context
}

/**
 * A new tab with the lab, its training panel there.
 *
 * @param prepare - Changes the tab before anything is loaded.
 */
export async function openLab(
  context: BrowserContext,
  query: string,
  prepare: (page: Page) => Promise<void> = async () => {},
): Promise<Lab> {
  const page = await context.newPage()
  await prepare(page)
  const lab = new Lab(page)
  await lab.open(query)
  await expect(lab.status).toBeVisible({ timeout: PATIENCE })
  return lab
}

/** Draws a 7 and waits for its answer. */
export async function drawSeven(lab: Lab): Promise<void> {
  await drawAtOnce(lab.page, SEVEN)
  await expect(lab.prediction).toHaveText('7', { timeout: PATIENCE })
}

/** What is painted on the pad, to be compared. */
export const padPicture = (lab: Lab): Promise<string> =>
  lab.pad.evaluate((canvas) => {
    if (!(canvas instanceof HTMLCanvasElement)) throw new Error('the pad must be a canvas')
    return canvas.toDataURL()
  })

/** Whether this drawing is on the pad, or is before long. */
export const comesBack = (lab: Lab, picture: string): Promise<boolean> =>
  expect
    .poll(() => padPicture(lab), { timeout: DRAWING_PATIENCE })
    .toBe(picture)
    .then(
      () => true,
      () => false,
    )

/** Clears the pad and brings the drawing back, so that both are read anew. */
export async function expectReads(lab: Lab): Promise<void> {
  await lab.page.getByTestId('clear').click()
  await expect(lab.prediction).toHaveText('–', { timeout: PATIENCE })
  await lab.page.getByTestId('undo').click()
  await expect(lab.prediction).not.toHaveText('–', { timeout: PATIENCE })
}

/** Trains as far as that at least, or to the end. */
export async function expectTrainsOn(lab: Lab, images: number): Promise<void> {
  await expect
    .poll(
      async () => {
        const status = await lab.trainStatus()
        if (status.phase === 'failed') throw new Error(await lab.failure.innerText())
        return status.phase === 'done' || status.images > images
      },
      { timeout: PATIENCE, intervals: [50], message: 'the run goes on' },
    )
    .toBe(true)
}

/**
 * Trains until more is kept, or to the end: what strikes earlier strikes where the fault before did, and the
 * page tells of that only once.
 */
export async function expectKeptOn(lab: Lab): Promise<void> {
  const kept = () => lab.status.getAttribute('data-kept-images')
  const before = await kept()
  await expect
    .poll(async () => (await lab.trainStatus()).phase === 'done' || (await kept()) !== before, {
      timeout: PATIENCE,
      intervals: [50],
      message: 'the run is kept again',
    })
    .toBe(true)
}

/** Reads a notice of this kind and puts it away, unless the run was over before it could be struck. */
export async function expectToldOnce(lab: Lab, code: Parameters<Lab['expectNotice']>[0]) {
  const over = lab.page.locator('[data-testid="train-status"][data-phase="done"]')
  await expect(lab.notices.or(over).first()).toBeVisible({ timeout: PATIENCE })
  if ((await lab.notices.count()) === 0) return
  await lab.expectNotice(code, PATIENCE)
  const codes = await lab.notices.evaluateAll((cards) => cards.map((card) => card.dataset.code))
  if (codes.length > 1) throw new Error(`one notice must tell of it, got ${codes.join(', ')}`)
  await lab.notices.getByRole('button').first().click()
  await expect(lab.notices).toHaveCount(0)
}
