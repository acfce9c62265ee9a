import { setTimeout as wait } from 'node:timers/promises'
import { median } from '../bench/statistics'
import { type Look, passingTime } from './passing-time'
import { PipedBrowser } from './piped-browser'

/** A hidden tab must train so many times as fast as a visible one. */
export const LEAST_HIDDEN_SPEED = 0.9

/** Epochs that the tab stays as it is; each with its evaluation. */
const EPOCHS_AT_A_TIME = 2
const LOOK_INTERVAL = 100
/** Milliseconds that anything may take that the tab does next. */
const PATIENCE = 60_000

/** Training images a second, evaluations in their time, for each time that the tab was as it says. */
export interface TabSpeeds {
  readonly visible: readonly number[]
  readonly hidden: readonly number[]
}

export const hiddenSpeed = ({ visible, hidden }: TabSpeeds): number =>
  median(hidden) / median(visible)

/**
 * Trains on our kernels in a tab that is visible and hidden in turn, behind another tab of its window.
 *
 * @param turns - How often it is hidden.
 * @param epochImages - Trained in an epoch.
 */
export async function tabSpeeds(
  display: string,
  address: string,
  turns: number,
  epochImages: number,
): Promise<TabSpeeds> {
  const browser = new PipedBrowser(display)
  try {
    const tab = await Tab.open(browser)
    const epochs = 2 * turns * EPOCHS_AT_A_TIME + 1
    await tab.train(`${address}?engine=simd&epochs=${epochs}&batch=128&seed=7`)
    const speeds = { visible: [] as number[], hidden: [] as number[] }
    // From the middle of one epoch to that of another, so that each time has as many evaluations.
    const middle = (epoch: number) => (epoch + 0.5) * epochImages
    let began = await tab.passes(middle(0))
    for (let turn = 0; turn < 2 * turns; turn++) {
      const kind = turn % 2 === 0 ? 'visible' : 'hidden'
      await tab.become(kind)
      const ended = await tab.passes(middle((turn + 1) * EPOCHS_AT_A_TIME))
      speeds[kind].push((EPOCHS_AT_A_TIME * epochImages * 1000) / (ended - began))
      began = ended
    }
    return speeds
  } finally {
    await browser.close()
  }
}

/** The tab that trains, and one that can stand before it. */
class Tab {
  readonly #browser: PipedBrowser
  readonly #session: string
  readonly #looks: Look[] = []
  #before: string | null = null

  private constructor(browser: PipedBrowser, session: string) {
    this.#browser = browser
    this.#session = session
  }

  static async open(browser: PipedBrowser): Promise<Tab> {
    const { targetId } = await browser.send('Target.createTarget', { url: 'about:blank' })
    const attach = { targetId, flatten: true }
    const { sessionId } = await browser.send('Target.attachToTarget', attach)
    return new Tab(browser, String(sessionId))
  }

  async train(address: string): Promise<void> {
    await this.#browser.send('Page.navigate', { url: address }, this.#session)
    const train = `document.querySelector('[data-testid="train"]')`
    await this.#until(`${train} !== null && document.readyState === 'complete'`)
    await this.#evaluate(`${train}.click()`)
    await this.#until(`document.querySelector('[data-testid="train-status"]') !== null`)
  }

  async become(state: 'visible' | 'hidden'): Promise<void> {
    const before = this.#before
    if (state === 'visible' && before !== null) {
      await this.#browser.send('Target.closeTarget', { targetId: before })
      this.#before = null
    } else if (state === 'hidden') {
      const { targetId } = await this.#browser.send('Target.createTarget', { url: 'about:blank' })
      this.#before = String(targetId)
    }
    await this.#until(`document.visibilityState === '${state}'`)
  }

  /** When so many images had been trained, by the page's clock. @throws {Error} If the run ends first. */
  async passes(images: number): Promise<number> {
    for (;;) {
      const { phase, ...look } = (await this.#evaluate(`(() => {
        const { phase, images } = document.querySelector('[data-testid="train-status"]').dataset
        return { phase, images: Number(images), time: performance.now() }
      })()`)) as Look & { phase: string }
      this.#looks.push(look)
      const time = passingTime(this.#looks, images)
      if (time !== null) return time
      if (phase === 'done' || phase === 'failed') {
        throw new Error(`Tab: the run must reach ${images} images, ${phase} at ${look.images}`)
      }
      await wait(LOOK_INTERVAL)
    }
  }

  async #until(condition: string): Promise<void> {
    const patienceEnds = performance.now() + PATIENCE
    while ((await this.#evaluate(condition)) !== true) {
      if (performance.now() > patienceEnds) throw new Error(`Tab: waited for ${condition}`)
      await wait(LOOK_INTERVAL)
    }
  }

  async #evaluate(expression: string): Promise<unknown> {
    const asked = { expression, returnByValue: true }
    const { result } = await this.#browser.send('Runtime.evaluate', asked, this.#session)
    return (result as { readonly value?: unknown }).value
  }
}
