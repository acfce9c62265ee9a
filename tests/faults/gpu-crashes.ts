import type { Browser } from '@playwright/test'
import { expect } from '../e2e/lab'
import { chooseWebgl, expectFellBack, trainOnWebgl } from './context-losses'
import { comesBack, expectTrainsOn, openContext, PATIENCE, padPicture } from './fault-lab'
import type { FaultTally } from './fault-report'

/** After more crashes than these Chromium gives no page WebGL any more. */
const CRASHES_FORGIVEN = 2

/**
 * Kills the graphics process while WebGL trains, again and again. From the third time on WebGL is asked for
 * in vain, and the run trains on without it.
 *
 * @param browser - Has no WebGL afterwards.
 */
export async function crashGraphics(
  browser: Browser,
  address: string,
  crashes: number,
  tally: FaultTally,
): Promise<void> {
  const context = await openContext(browser, address)
  const session = await browser.newBrowserCDPSession()
  try {
    const lab = await trainOnWebgl(context)
    const drawing = await padPicture(lab)
    for (let crash = 1; crash <= crashes; crash++) {
      const { images } = await lab.trainStatus()
      const recovered = await tally.strike(async () => {
        await session.send('Browser.crashGpuProcess')
        if (crash > CRASHES_FORGIVEN + 1) await expectTrainsOn(lab, images)
        else await expectFellBack(lab, images)
        if (crash <= CRASHES_FORGIVEN) await chooseWebgl(lab)
        else {
          await lab.engineSelect.selectOption('simd')
          await lab.engineSelect.selectOption('webgl')
          await lab.expectNotice('engineRefused', PATIENCE)
          await expect(lab.engine).not.toHaveAttribute('data-engine', 'webgl')
        }
      })
      // The browser gives canvases back, blank, once it has a graphics process again.
      tally.drawingCompared(await comesBack(lab, drawing))
      if (!recovered) {
        tally.runLost()
        return
      }
    }
  } finally {
    await context.close()
  }
}
