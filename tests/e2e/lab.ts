import { isDeepStrictEqual } from 'node:util'
import { test as base, expect, type Locator, type Page, type Request } from '@playwright/test'
import type { NoticeCode } from '../../src/store/notice-slice'
import type { FailureReason } from '../../src/worker/protocol'
import { violationIn } from './violations'

/** What the page says of a run, read from `train-status`. */
export interface TrainStatus {
  readonly phase: string
  readonly epoch: number
  readonly images: number
  readonly imagesPerSecond: number
  /** Mean of the last steps; null before the first. */
  readonly loss: number | null
  /** Percent; null before the first evaluation. */
  readonly testError: number | null
}

/** The page as a learner uses it, by the names that DESIGN.md promises to other programs. */
export class Lab {
  readonly page: Page
  readonly pad: Locator
  readonly prediction: Locator
  readonly engine: Locator
  readonly engineSelect: Locator
  readonly train: Locator
  readonly pause: Locator
  readonly stop: Locator
  readonly status: Locator
  readonly notices: Locator
  /** Why a run failed; its `retry` goes on from the last good step. */
  readonly failure: Locator

  constructor(page: Page) {
    this.page = page
    this.pad = page.getByTestId('draw-canvas')
    this.prediction = page.getByTestId('prediction')
    this.engine = page.getByTestId('engine')
    this.engineSelect = page.getByTestId('engine-select')
    this.train = page.getByTestId('train')
    this.pause = page.getByTestId('pause')
    this.stop = page.getByTestId('stop')
    this.status = page.getByTestId('train-status')
    this.notices = page.getByTestId('notice')
    this.failure = page.getByTestId('training-failure')
  }

  /** Opens the page with a query such as `engine=wasm&epochs=1`, and waits for the pad. */
  async open(query = ''): Promise<void> {
    await this.page.goto(query === '' ? './' : `./?${query}`)
    await expect(this.pad).toBeVisible()
  }

  /** The ten probabilities that the page shows. */
  async probabilities(): Promise<number[]> {
    const shown = this.page.getByTestId('probabilities').locator('[data-p]')
    const values = await shown.evaluateAll((elements) =>
      elements.map((element) => Number(element.getAttribute('data-p'))),
    )
    return values
  }

  /** The ten probabilities of the whole drawing, by weights that no longer change. */
  probabilitiesAtRest(): Promise<number[]> {
    return atRest(this.page, () => this.probabilities())
  }

  async trainStatus(): Promise<TrainStatus> {
    const data = await this.status.evaluate((element) => {
      const read = (name: string) => element.getAttribute(name) ?? ''
      return {
        phase: read('data-phase'),
        epoch: read('data-epoch'),
        images: read('data-images'),
        imagesPerSecond: read('data-images-per-second'),
        loss: read('data-loss'),
        testError: read('data-test-error'),
      }
    })
    return {
      phase: data.phase,
      epoch: Number(data.epoch),
      images: Number(data.images),
      imagesPerSecond: Number(data.imagesPerSecond),
      loss: data.loss === '' ? null : Number(data.loss),
      testError: data.testError === '' ? null : Number(data.testError),
    }
  }

  async expectPhase(phase: string | RegExp, timeout = 60_000): Promise<void> {
    await expect(this.status).toHaveAttribute('data-phase', phase, { timeout })
  }

  /** Waits until at least so many images have trained. */
  async expectImages(least: number, timeout = 60_000): Promise<void> {
    await expect
      .poll(async () => (await this.trainStatus()).images, { timeout, message: 'images trained' })
      .toBeGreaterThanOrEqual(least)
  }

  /** Waits for a notice of this kind; its words are the catalogue's. */
  async expectNotice(code: NoticeCode, timeout = 20_000): Promise<void> {
    const notice = this.notices.and(this.page.locator(`[data-code="${code}"]`)).first()
    await expect(notice).toBeVisible({ timeout })
    await expectSentence(notice)
  }

  /** Waits for the run to fail for this reason, and for the page to say so. */
  async expectFailure(reason: FailureReason, timeout = 60_000): Promise<void> {
    await this.expectPhase('failed', timeout)
    await expect(this.failure).toHaveAttribute('data-reason', reason)
    await expectSentence(this.failure)
  }
}

/** What can be read of the page once it stays: what is on its way has arrived, on a slow machine too. */
export async function atRest<Value>(page: Page, read: () => Promise<Value>): Promise<Value> {
  for (let before = await read(); ; ) {
    await page.waitForTimeout(400)
    await page.evaluate(() => new Promise(requestAnimationFrame))
    const now = await read()
    if (isDeepStrictEqual(now, before)) return now
    before = now
  }
}

/** Words, and no key of the catalogue or hole in them. */
async function expectSentence(place: Locator): Promise<void> {
  await expect(place).toHaveText(/\S \S/)
  await expect(place).not.toHaveText(/(notice|failure)\.[a-z]|\{\{|undefined|\[object/)
}

/** What went wrong in the page, as a test may look it up and clear it. */
export interface Watch {
  /** Errors that nobody caught. */
  readonly pageErrors: string[]
  /** Every request, in order. */
  readonly requests: Request[]
  /** What the security policy refused, in the page and in its workers. */
  readonly violations: string[]
}

interface Fixtures {
  readonly lab: Lab
  readonly watch: Watch
}

/**
 * Fails a test whose page threw an uncaught error, asked any other origin for anything or did what its
 * security policy refuses.
 */
export const test = base.extend<Fixtures>({
  watch: [
    async ({ context, baseURL }, use) => {
      const watch: Watch = { pageErrors: [], requests: [], violations: [] }
      context.on('weberror', (error) => watch.pageErrors.push(error.error().message))
      context.on('request', (request) => {
        watch.requests.push(request)
        const violation = violationIn(request)
        if (violation !== null) watch.violations.push(violation)
      })
      await use(watch)
      const origin = new URL(baseURL ?? 'http://127.0.0.1').origin
      const foreign = watch.requests
        .map((request) => request.url())
        .filter((url) => !/^(data|blob):/.test(url) && new URL(url).origin !== origin)
      expect(foreign, 'requests to other origins').toEqual([])
      expect(watch.violations, 'refused by the security policy').toEqual([])
      expect(watch.pageErrors, 'uncaught errors').toEqual([])
    },
    { auto: true },
  ],
  lab: async ({ page }, use) => {
    await use(new Lab(page))
  },
})

/** Prints what a test measured, and keeps it in its report. */
export function report(description: string): void {
  test.info().annotations.push({ type: 'measured', description })
  console.log(`      ${description}`)
}

export { expect }
