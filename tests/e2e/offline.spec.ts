import type { Page } from '@playwright/test'
import { test as base, expect, Lab } from './lab'
import { drawAtOnce } from './pad'
import { type PlainHost, plainHost } from './plain-host'
import { SEVEN } from './strokes'

const RUN = 'engine=simd&epochs=50&batch=128&seed=7'
const MNIST_FILES = 21

/** A folder of a host that sends no headers, and a browser that may install the service worker. */
const test = base.extend<{ host: PlainHost }>({
  // Playwright reads from the braces what a fixture needs; this one needs nothing.
  host: async ({ locale: _ }, use) => {
    const host = await plainHost('/some/where/')
    await use(host)
    host.close()
  },
  baseURL: async ({ host }, use) => use(host.address),
})
test.use({ serviceWorkers: 'allow' })

/** Names of the files that a cache of the app holds. */
const cached = (page: Page, which: 'app' | 'mnist') =>
  page.evaluate(async (kind) => {
    const name = (await caches.keys()).find((key) => key.startsWith(`lenet-lab ${kind}`))
    if (name === undefined) return []
    const requests = await (await caches.open(name)).keys()
    return requests.map(({ url }) => url)
  }, which)

const expectAllKept = (page: Page) =>
  expect
    .poll(async () => (await cached(page, 'mnist')).length, { timeout: 60_000 })
    .toBe(MNIST_FILES)

test('after one visit the page draws, answers and trains on every kind of engine offline', async ({
  lab,
  page,
  host,
  context,
}) => {
  test.setTimeout(240_000)
  await lab.open()
  await expectAllKept(page)
  host.close()
  const failed: string[] = []
  context.on('requestfailed', (request) => {
    // A page that is left takes back what it had asked for.
    if (request.failure()?.errorText !== 'net::ERR_ABORTED') failed.push(request.url())
  })

  await lab.open(RUN)
  await drawAtOnce(page, SEVEN)
  await expect(lab.prediction).toHaveText('7')
  await lab.train.click()
  await lab.expectImages(128)
  // Untrained, ten digits are equally likely: ln 10 = 2.3.
  await expect
    .poll(async () => (await lab.trainStatus()).loss, { timeout: 60_000 })
    .toBeLessThan(0.5)
  await lab.stop.click()
  await lab.expectPhase('done')
  await page.getByTestId('hand').locator('summary').click()
  await page.getByTestId('pick').click()
  await expect(page.getByRole('dialog')).toBeVisible()
  await page.keyboard.press('Escape')
  for (const engine of ['wasm', 'cpu', 'webgl', 'webgpu']) {
    await lab.open(`engine=${engine}&epochs=50&batch=8&seed=7`)
    await lab.train.click()
    await lab.expectImages(8, 100_000)
    await expect(lab.engine).toHaveAttribute('data-engine', engine)
    await lab.stop.click()
    await lab.expectPhase('done')
  }
  expect(failed).toEqual([])
})

test('a newer version is offered when no tab trains, waits for the press, and the old one goes', async ({
  lab,
  page,
  host,
  context,
}) => {
  test.setTimeout(180_000)
  await lab.open(RUN)
  await expectAllKept(page)
  const before = await cached(page, 'app')
  await lab.train.click()
  await lab.expectImages(128)
  await page.evaluate(() => Object.assign(globalThis, { isOldPage: true }))

  const build = '<meta name="build" content="2">'
  await host.change('index.html', (text) => text.replace('</title>', `</title>${build}`))
  const revision = /index\.html\?__WB_REVISION__=(\w+)/.exec(before.join(' '))![1]!
  await host.change('service-worker.js', (text) => text.replace(revision, '0123456789abcdef'))
  const waits = page.evaluate(async () => {
    const registration = await navigator.serviceWorker.ready
    await registration.update()
    while (registration.waiting === null) await new Promise((resume) => setTimeout(resume, 50))
  })
  await waits
  // In mid-run nobody is asked, and a second tab is the old version's too.
  const { images } = await lab.trainStatus()
  await lab.expectImages(images + 128 * 50)
  await expect(lab.notices).toHaveCount(0)
  const beside = new Lab(await context.newPage())
  const afterwards = beside.page.waitForResponse(/\/afterwards-/)
  await beside.open()
  await afterwards
  expect(await beside.page.locator('meta[name="build"]').count()).toBe(0)

  await lab.stop.click()
  await lab.expectNotice('updated')
  expect(await page.evaluate(() => Reflect.get(globalThis, 'isOldPage'))).toBe(true)
  await page.getByTestId('notice-offer').click()
  await expect(page.locator('meta[name="build"]')).toHaveCount(1)
  await expect(lab.pad).toBeVisible()
  const after = await cached(page, 'app')
  expect(after).toHaveLength(before.length)
  expect(after.join()).not.toContain(revision)
  expect(await cached(page, 'mnist')).toHaveLength(MNIST_FILES)
  // The other tab was not touched, and hears of it.
  await beside.expectNotice('updated')
})

test('the app can be installed', async ({ lab, page, context }) => {
  await lab.open()
  await page.evaluate(() => navigator.serviceWorker.ready)
  const session = await context.newCDPSession(page)
  const { errors, data } = await session.send('Page.getAppManifest')
  expect(errors).toEqual([])
  const manifest = JSON.parse(data!)
  expect(manifest.name_localized['zh-CN'].value).toMatch(/[一-鿿]/)
  for (const { src, sizes } of manifest.icons) {
    const side = await page.evaluate(async (address) => {
      const image = new Image()
      image.src = address
      await image.decode()
      return image.naturalWidth
    }, src)
    if (sizes !== 'any') expect(`${side}x${side}`).toBe(sizes)
  }
  const { installabilityErrors } = await session.send('Page.getInstallabilityErrors')
  // Each test has a private window of its own.
  const hard = installabilityErrors.filter(({ errorId }) => errorId !== 'in-incognito')
  expect(hard).toEqual([])
})

test.describe('with scripts blocked', () => {
  test.use({ javaScriptEnabled: false })
  test('the page says what it needs', async ({ page }) => {
    await page.goto('./')
    const words = page.locator('noscript p')
    await expect(words).toHaveText([/needs JavaScript/, /需要 JavaScript/])
    await expect(words.first()).toBeVisible()
  })
})
