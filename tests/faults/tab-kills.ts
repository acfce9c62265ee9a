import { expect, type Lab } from '../e2e/lab'
import { comesBack, expectTrainsOn, openLab, PATIENCE, padPicture } from './fault-lab'
import type { FaultTally } from './fault-report'
import type { Strike } from './struck-runs'

/** Ends the process of a tab, as a crash or a browser does that needs its memory. */
async function kill({ page }: Lab): Promise<void> {
  const session = await page.context().newCDPSession(page)
  const crashed = page.waitForEvent('crash')
  session.send('Page.crash').catch(() => {}) // it never answers
  await crashed
  await page.close()
}

/** Kills the tab and goes on with its run in a new one, as its page offers to; the drawing comes back by itself. */
export const killTab =
  (tally: FaultTally): Strike =>
  async (lab, query) => {
    const before = await padPicture(lab)
    const kept = Number(await lab.status.getAttribute('data-kept-images'))
    const context = lab.page.context()
    await kill(lab)
    const next = await openLab(context, query)
    const offer = next.page.getByTestId('kept-run')
    await expect(offer).toBeVisible({ timeout: PATIENCE })
    const offered = Number(await offer.getAttribute('data-images'))
    if (offered < kept) throw new Error(`the page had kept ${kept} images and offers ${offered}`)
    await next.page.getByTestId('resume-kept').click()
    await expectTrainsOn(next, offered)
    tally.drawingCompared(await comesBack(next, before))
    return next
  }
