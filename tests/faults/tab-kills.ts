import { expect, type Lab } from '../e2e/lab'
import { expectTrainsOn, openLab, PATIENCE } from './fault-lab'

/** Ends the process of a tab, as a crash or a browser does that needs its memory. */
async function kill({ page }: Lab): Promise<void> {
  const session = await page.context().newCDPSession(page)
  const crashed = page.waitForEvent('crash')
  session.send('Page.crash').catch(() => {}) // it never answers
  await crashed
  await page.close()
}

/** Kills the tab and goes on with its run in a new one, as its page offers to. */
export async function killTab(lab: Lab, query: string): Promise<Lab> {
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
  return next
}
