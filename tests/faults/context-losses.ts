import type { Browser, BrowserContext } from '@playwright/test'
import type { RandomSource } from '../../src/core/random'
import { patchBrowser } from '../e2e/faults'
import { expect, type Lab } from '../e2e/lab'
import {
  drawSeven,
  expectToldOnce,
  expectTrainsOn,
  openContext,
  openLab,
  padPicture,
} from './fault-lab'
import type { FaultTally } from './fault-report'
import { workerOf } from './worker-faults'

/** Longer than any test looks at it, in small batches: software WebGL is slow. */
const RUN = 'engine=webgl&epochs=50&batch=16&seed=7'
/** Software WebGL compiles its shaders for so many milliseconds at most. */
const COMPILES = 180_000

/** Lets a test reach the graphics contexts: the engine's own, and the one that TensorFlow.js asks. */
const REMEMBERS_CONTEXTS = `if (globalThis.OffscreenCanvas !== undefined) {
  globalThis.graphicsContexts = []
  const { getContext } = OffscreenCanvas.prototype
  OffscreenCanvas.prototype.getContext = function (kind, ...rest) {
    const context = getContext.call(this, kind, ...rest)
    if (kind === 'webgl2') globalThis.graphicsContexts.push(context)
    return context
  }
}`

interface Graphics {
  readonly graphicsContexts: readonly WebGL2RenderingContext[]
}

/** A run that trains on WebGL, with a drawing on the pad. */
export async function trainOnWebgl(context: BrowserContext): Promise<Lab> {
  const lab = await openLab(context, RUN, (page) => patchBrowser(page, REMEMBERS_CONTEXTS))
  await drawSeven(lab)
  await lab.train.click()
  await expectWebgl(lab)
  return lab
}

async function expectWebgl(lab: Lab): Promise<void> {
  await expect(lab.engine).toHaveAttribute('data-engine', 'webgl', { timeout: COMPILES })
  const { images } = await lab.trainStatus()
  await lab.expectImages(images + 1, COMPILES)
}

/** The engine that took over trains, was named once, and the drawing is there. */
export async function expectFellBack(lab: Lab, images: number): Promise<void> {
  await expectToldOnce(lab, 'engineLost')
  await expectTrainsOn(lab, images)
  await expect(lab.engine).not.toHaveAttribute('data-engine', 'webgl')
}

/** Goes back to WebGL by the page's own choice of engines. */
export async function chooseWebgl(lab: Lab): Promise<void> {
  await lab.engineSelect.selectOption('simd')
  await lab.engineSelect.selectOption('webgl')
  await expectWebgl(lab)
}

/** Loses the graphics context in training again and again; every second time it is given back at once. */
export async function loseContexts(
  browser: Browser,
  address: string,
  losses: number,
  random: RandomSource,
  tally: FaultTally,
): Promise<void> {
  const context = await openContext(browser, address)
  try {
    const lab = await trainOnWebgl(context)
    for (;;) {
      await lab.page.waitForTimeout(random() * 1000)
      const before = await padPicture(lab)
      const { images } = await lab.trainStatus()
      const recovered = await tally.strike(async () => {
        await workerOf(lab.page, 'trainer').evaluate(
          (givenBack) => {
            const { graphicsContexts } = globalThis as unknown as Graphics
            for (const context of graphicsContexts.filter((gl) => !gl.isContextLost())) {
              const extension = context.getExtension('WEBGL_lose_context')
              extension?.loseContext()
              if (givenBack) setTimeout(() => extension?.restoreContext())
            }
          },
          tally.struck % 2 === 0,
        )
        await expectFellBack(lab, images)
      })
      tally.drawingCompared((await padPicture(lab)) === before)
      if (!recovered) tally.runLost()
      if (!recovered || tally.struck >= losses) return
      await chooseWebgl(lab)
    }
  } finally {
    await context.close()
  }
}
