import { gzipSync } from 'node:zlib'
import type { Browser, Page, Request } from 'playwright'
import { measurePen, type PenMeasures } from '../frames'
import { median } from './statistics'

/** Bytes as a host that compresses sends them. */
export interface TransferredBytes {
  readonly javascriptBeforeFirstAnswer: number
  readonly weightsBeforeFirstAnswer: number
  /** Code of the trainer, TensorFlow.js and its wasm among it. */
  readonly trainer: number
  readonly mnist: number
}

export interface PageMeasures {
  /** Milliseconds from the start of the navigation. */
  readonly firstPaintMs: number
  /** To the first digit, a 7 being drawn as soon as the pad is there. */
  readonly firstAnswerMs: number
  readonly bytes: TransferredBytes
  readonly penAlone: PenMeasures
  readonly penWhileTraining: PenMeasures
  /** With the sum of a unit open, and then while training on simd, too. */
  readonly penInspecting: PenMeasures
  readonly penInspectingWhileTraining: PenMeasures
}

const OPENINGS = 5
const TRAINING = '?engine=wasm&epochs=1&batch=128&seed=7'
/** Longer than anything is measured. */
const TRAINING_ON_SIMD = '?engine=simd&epochs=200&batch=128&seed=7'

/** Measures the built app as a learner meets it. */
export async function measurePage(
  browser: Browser,
  address: string,
  seconds: number,
): Promise<PageMeasures> {
  const openings: { paint: number; answer: number }[] = []
  for (let opening = 0; opening < OPENINGS; opening++) {
    const page = await newPage(browser)
    openings.push(await open(page, address))
    await page.context().close()
  }
  const page = await newPage(browser)
  const requests: Request[] = []
  page.on('request', (request) => requests.push(request))
  await open(page, `${address}${TRAINING}`)
  const before = [...requests]
  const penAlone = await measurePen(page, seconds)
  await startTraining(page)
  const penWhileTraining = await measurePen(page, seconds)
  const shards = (request: Request) => /\/mnist\//.test(request.url())
  await waitForQuiet(page)
  const after = requests.filter((request) => !before.includes(request))
  const bytes: TransferredBytes = {
    javascriptBeforeFirstAnswer: await bytesOf(before.filter(isScript)),
    weightsBeforeFirstAnswer: await bytesOf(
      before.filter((request) => /\.safetensors$/.test(new URL(request.url()).pathname)),
    ),
    trainer: await bytesOf(after.filter((request) => !shards(request))),
    mnist: await bytesOf(after.filter(shards)),
  }
  await page.context().close()
  return {
    firstPaintMs: median(openings.map(({ paint }) => paint)),
    firstAnswerMs: median(openings.map(({ answer }) => answer)),
    bytes,
    penAlone,
    penWhileTraining,
    ...(await measureInspecting(browser, address, seconds)),
  }
}

/** The pen with the sum of a unit of C3 open: what repaints most with each drawing. */
async function measureInspecting(
  browser: Browser,
  address: string,
  seconds: number,
): Promise<Pick<PageMeasures, 'penInspecting' | 'penInspectingWhileTraining'>> {
  const page = await newPage(browser)
  await open(page, `${address}${TRAINING_ON_SIMD}`)
  await page.getByTestId('layer-C3').locator('canvas').click()
  await page.getByTestId('terms').waitFor()
  // The inspector scrolls itself into sight; the pad must be in sight, too.
  await page.getByTestId('draw-canvas').scrollIntoViewIfNeeded()
  const penInspecting = await measurePen(page, seconds)
  await startTraining(page)
  const penInspectingWhileTraining = await measurePen(page, seconds)
  await page.context().close()
  return { penInspecting, penInspectingWhileTraining }
}

/** Starts a run and waits for its first steps. */
async function startTraining(page: Page): Promise<void> {
  await page.getByTestId('train').click()
  await page.waitForFunction(
    () =>
      Number(document.querySelector('[data-testid="train-status"]')?.getAttribute('data-images')) >=
      1280,
    undefined,
    { timeout: 120_000 },
  )
  await page.getByTestId('draw-canvas').scrollIntoViewIfNeeded()
}

export async function newPage(browser: Browser): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width: 1440, height: 900 },
    serviceWorkers: 'block',
  })
  // tsx names functions by a call of its own, which the page that they are sent to does not have.
  await context.addInitScript('globalThis.__name = (value) => value')
  return context.newPage()
}

/**
 * Opens the page, lays a pen down on the pad as soon as it takes one, and gives the times of the
 * first paint and of the first digit. The pen moves inside the page: one moved from outside would
 * measure how long this program takes to hear of the pad.
 */
export async function open(
  page: Page,
  address: string,
): Promise<{ paint: number; answer: number }> {
  await page.addInitScript(() => {
    const pen = (type: string, x: number, y: number) => {
      const pad = document.querySelector('[data-testid="draw-canvas"]')
      const box = pad?.getBoundingClientRect()
      pad?.dispatchEvent(
        new PointerEvent(type, {
          bubbles: true,
          isPrimary: true,
          // The mouse, which is always there to be captured.
          pointerId: 1,
          pointerType: 'mouse',
          button: type === 'pointermove' ? -1 : 0,
          buttons: type === 'pointerup' ? 0 : 1,
          clientX: (box?.x ?? 0) + x * (box?.width ?? 0),
          clientY: (box?.y ?? 0) + y * (box?.height ?? 0),
        }),
      )
    }
    const look = () => {
      const answer = document.querySelector('[data-testid="prediction"]')?.textContent ?? ''
      if (/^\d$/.test(answer)) {
        performance.mark('first-answer')
        console.info('first-answer')
        return
      }
      pen('pointerdown', 0.5, 0.2)
      pen('pointermove', 0.5, 0.5)
      pen('pointermove', 0.45, 0.8)
      pen('pointerup', 0.45, 0.8)
      requestAnimationFrame(look)
    }
    look()
  })
  // Heard, not asked for: Playwright's questions bring 300 KB of code that the page must first take in.
  const answered = page.waitForEvent('console', (message) => message.text() === 'first-answer')
  await page.goto(address, { waitUntil: 'commit' })
  await answered
  return page.evaluate(() => ({
    paint: performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? Number.NaN,
    answer: performance.getEntriesByName('first-answer')[0]?.startTime ?? Number.NaN,
  }))
}

const isScript = (request: Request) => new URL(request.url()).pathname.endsWith('.js')

/** Training may start before the last shard has come. */
const waitForQuiet = (page: Page) => page.waitForLoadState('networkidle')

async function bytesOf(requests: readonly Request[]): Promise<number> {
  const sizes = await Promise.all(
    requests.map(async (request) => {
      const body = await (await request.response())?.body()
      if (body === undefined) return 0
      // What is compressed already is sent as it is.
      return Math.min(body.length, gzipSync(body, { level: 9 }).length)
    }),
  )
  return sizes.reduce((sum, size) => sum + size, 0)
}
