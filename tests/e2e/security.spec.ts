import { headersReportingTo } from '../../src/programs/page-security'
import { expect, test } from './lab'
import { drawAtOnce } from './pad'
import { plainHost } from './plain-host'
import { probePage, probeWorker } from './probes'
import { SEVEN } from './strokes'
import { VIOLATIONS } from './violations'

const refused = (probes: Record<string, boolean>) =>
  Object.fromEntries(Object.keys(probes).map((name) => [name, false]))

test('every response has the headers: page, script, worker, wasm, style, weights, and what is not there', async ({
  lab,
  page,
  watch,
}) => {
  await lab.open()
  const asked = (kind: RegExp) =>
    watch.requests.map((one) => one.url()).find((url) => kind.test(url))
  await expect.poll(() => asked(/\.wasm$/), { timeout: 40_000 }).toBeDefined()
  const kinds = [
    /\/$/,
    /\/first-screen-[^/]*\.js$/,
    /reader\.worker-[^/]*\.js$/,
    /\.wasm$/,
    /\.css$/,
    /\.safetensors$/,
  ]
  const ofEachKind = kinds.map((kind) => asked(kind) ?? `no request for ${kind}`)
  for (const address of [...ofEachKind, 'assets/not-there.js']) {
    const headers = (await page.request.get(address)).headers()
    for (const [name, value] of Object.entries(headersReportingTo(VIOLATIONS))) {
      expect(headers[name.toLowerCase()], `${name} of ${address}`).toBe(value)
    }
    // No browser guesses one.
    if (!address.endsWith('not-there.js')) {
      expect(headers['content-type'], `type of ${address}`).toMatch(/^\w+\/\S/)
    }
  }
})

test('nothing that a foreign script would try comes through, in the page or in a worker', async ({
  lab,
  page,
  watch,
}) => {
  await lab.open('engine=simd&epochs=1')
  const inPage = await probePage(page)
  expect(inPage).toEqual(refused(inPage))
  await lab.train.click()
  await lab.expectImages(1)
  // Isolated from other origins, which lets the threads of the engine share memory.
  expect(await page.evaluate(() => crossOriginIsolated)).toBe(true)
  const workers = page.workers()
  expect(workers.map((worker) => worker.url()).join()).toMatch(/reader.*trainer|trainer.*reader/)
  for (const worker of workers) {
    const inWorker = await probeWorker(worker)
    expect(inWorker, worker.url()).toEqual(refused(inWorker))
    expect(await worker.evaluate(() => crossOriginIsolated), worker.url()).toBe(true)
  }
  // What was refused is reported, from each: otherwise no other test could see it.
  const reported = (place: string) => watch.violations.filter((words) => words.includes(place))
  await expect.poll(() => reported('reader.worker').length).toBeGreaterThanOrEqual(2)
  await expect.poll(() => reported('trainer.worker').length).toBeGreaterThanOrEqual(2)
  expect(watch.violations.join()).toMatch(/trusted-types: .*connect-src: /)
  watch.violations.length = 0
})

const onPlainHost = test.extend({
  // Playwright reads from the braces what a fixture needs; this one needs nothing.
  baseURL: async ({ locale: _ }, use) => {
    const host = await plainHost('/some/where/')
    await use(host.address)
    host.close()
  },
})

onPlainHost(
  'a host without headers: the page guards itself, answers and trains',
  async ({ lab, page }) => {
    await lab.open('engine=simd&epochs=1')
    await drawAtOnce(page, SEVEN)
    await expect(lab.prediction).toHaveText('7')
    const inPage = await probePage(page)
    expect(inPage).toEqual(refused(inPage))
    // Its threads share no memory and send each other buffers.
    expect(await page.evaluate(() => crossOriginIsolated)).toBe(false)
    await lab.train.click()
    await lab.expectImages(1)
  },
)
