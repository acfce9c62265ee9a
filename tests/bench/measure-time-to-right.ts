import type { Browser } from 'playwright'
import { median } from './statistics'

/** Shares of the test set read right, in percent, that a run is timed to. */
export const RIGHT_SHARES = [98, 99] as const

export interface TimeToRight {
  /** In the order of `RIGHT_SHARES`: milliseconds from the click, data loading and engine start included. */
  readonly milliseconds: readonly (number | null)[]
  /** Test error of each run at its end. */
  readonly finalErrorPercent: readonly number[]
}

/** Each with an order of images and initial weights of its own. */
const SEEDS = [1, 2, 3]
const TIME_LIMIT = 180_000

/** Clicks Train in the built app, with its default settings, and waits for its test error to fall. */
export async function measureTimeToRight(browser: Browser, address: string): Promise<TimeToRight> {
  const runs: Run[] = []
  for (const seed of SEEDS) runs.push(await timedRun(browser, `${address}?seed=${seed}`))
  return {
    milliseconds: RIGHT_SHARES.map((right) => {
      const times = runs.map(({ errors }) => errors.find(({ error }) => 100 - error >= right)?.at)
      return times.includes(undefined) ? null : median(times.map((at) => at ?? Number.NaN))
    }),
    finalErrorPercent: runs.map(({ errors }) => errors.at(-1)?.error ?? Number.NaN),
  }
}

interface Run {
  /** Test errors in percent as the page shows them, and when, in milliseconds since the click. */
  readonly errors: readonly { readonly error: number; readonly at: number }[]
}

async function timedRun(browser: Browser, address: string): Promise<Run> {
  const page = await browser.newPage({
    viewport: { width: 1440, height: 900 },
    serviceWorkers: 'block',
  })
  try {
    page.setDefaultTimeout(TIME_LIMIT)
    await page.goto(address)
    await page.getByTestId('train').waitFor()
    const errors = await page.evaluate(
      () =>
        new Promise<{ error: number; at: number }[]>((resolve) => {
          const status = document.querySelector<HTMLElement>('[data-testid="train-status"]')
          if (status === null) throw new Error('the page needs a training status')
          const errors: { error: number; at: number }[] = []
          const start = performance.now()
          new MutationObserver(() => {
            const { testError = '', phase } = status.dataset
            const error = Number.parseFloat(testError)
            if (Number.isFinite(error) && error !== errors.at(-1)?.error) {
              errors.push({ error, at: performance.now() - start })
            }
            if (phase === 'done' || phase === 'failed') resolve(errors)
          }).observe(status, { attributes: true })
          document.querySelector<HTMLElement>('[data-testid="train"]')?.click()
        }),
    )
    return { errors }
  } finally {
    await page.close()
  }
}
