import {
  corrupted,
  patchBrowser,
  routeShards,
  SCRIPTS,
  WITHOUT_OFFSCREEN_CANVAS,
  WITHOUT_WASM_SIMD,
  WITHOUT_WEBGL,
  whitePng,
} from './faults'
import { expect, type Lab, test } from './lab'
import { drawAtOnce } from './pad'
import { SEVEN, ZERO } from './strokes'

/** Longer than any test looks at it. */
const LONG_RUN = 'epochs=50&batch=128&seed=7'

async function drawSeven(lab: Lab): Promise<void> {
  await drawAtOnce(lab.page, SEVEN)
  await expect(lab.prediction).toHaveText('7')
}

const give = (lab: Lab, name: string, buffer: Buffer) =>
  lab.page.getByTestId('open-image-file').setInputFiles({ name, mimeType: 'image/png', buffer })

/** The drawing stands, and the pen goes on being answered. */
async function expectPadWorks(lab: Lab): Promise<void> {
  await expect(lab.prediction).toHaveText('7')
  await lab.page.getByTestId('clear').click()
  await drawAtOnce(lab.page, ZERO)
  await expect(lab.prediction).toHaveText('0')
}

test.describe('a browser that lacks something', () => {
  test('without WebGL it trains on what it has', async ({ lab, page }) => {
    test.setTimeout(180_000)
    await patchBrowser(page, WITHOUT_WEBGL)
    await lab.open(`engine=webgl&${LONG_RUN}`)
    await drawSeven(lab)
    await lab.train.click()
    await lab.expectNotice('engineRefused', 60_000)
    await lab.expectPhase('running', 60_000)
    await expect(lab.engine).not.toHaveAttribute('data-engine', 'webgl')
    await lab.expectImages(128 * 4)
    await lab.stop.click()
  })

  test('without OffscreenCanvas it trains on what it has', async ({ lab, page }) => {
    test.setTimeout(180_000)
    await patchBrowser(page, WITHOUT_OFFSCREEN_CANVAS)
    await lab.open(`engine=webgl&${LONG_RUN}`)
    await drawSeven(lab)
    await lab.train.click()
    await lab.expectNotice('engineRefused', 60_000)
    await lab.expectPhase('running', 60_000)
    await lab.expectImages(128 * 4)
    await lab.stop.click()
    await give(lab, 'white.png', whitePng(64, 48))
    await lab.expectNotice('noOffscreenCanvas')
  })

  test('without wasm SIMD it says so and trains all the same', async ({ lab, page }) => {
    test.setTimeout(180_000)
    await patchBrowser(page, WITHOUT_WASM_SIMD)
    await lab.open(`engine=wasm&${LONG_RUN}`)
    await drawSeven(lab)
    await lab.train.click()
    await lab.expectNotice('noWasmSimd', 60_000)
    await lab.expectPhase('running', 60_000)
    await lab.expectImages(128 * 2, 120_000)
    await lab.stop.click()
  })
})

test.describe('MNIST', () => {
  test('that is missing is named, and trains once it is back', async ({ lab, page }) => {
    await routeShards(page, (route) => route.fulfill({ status: 404, body: 'not here' }))
    await lab.open(`engine=wasm&${LONG_RUN}`)
    await drawSeven(lab)
    await lab.train.click()
    await lab.expectFailure('data')
    await expectPadWorks(lab)
    await page.unrouteAll()
    await page.getByTestId('retry').click()
    await lab.expectImages(128 * 2)
    await lab.stop.click()
  })

  test('that arrives damaged is refused', async ({ lab, page }) => {
    await routeShards(page, corrupted)
    await lab.open(`engine=wasm&${LONG_RUN}`)
    await drawSeven(lab)
    await lab.train.click()
    await lab.expectFailure('data')
    await expectPadWorks(lab)
  })
})

test.describe('a worker', () => {
  test('for training that cannot be loaded is told, and is started again', async ({
    lab,
    page,
  }) => {
    await page.route(SCRIPTS.trainer, (route) => route.abort())
    await lab.open(`engine=wasm&${LONG_RUN}`)
    await drawSeven(lab)
    await lab.train.click()
    await lab.expectFailure('worker')
    await expectPadWorks(lab)
    await page.unrouteAll()
    await page.getByTestId('retry').click()
    await lab.expectImages(128 * 2)
    await lab.stop.click()
  })

  test('for reading that throws at its start is told, and drawing goes on', async ({
    lab,
    page,
    watch,
  }) => {
    await page.route(SCRIPTS.reader, (route) =>
      route.fulfill({ contentType: 'text/javascript', body: 'throw new Error("broken")' }),
    )
    await lab.open()
    await drawAtOnce(page, SEVEN)
    await lab.expectNotice('readerDied')
    await page.unrouteAll()
    watch.pageErrors.length = 0
  })
})

test('a part of the page that is gone after a new build is told of, and a reload brings it', async ({
  lab,
  page,
}) => {
  await page.route(/\/assets\/Inspector[^/]*\.js/, (route) => route.fulfill({ status: 404 }))
  await lab.open()
  await drawSeven(lab)
  await expect(page.getByTestId('train')).toBeVisible()
  await page.getByTestId('layer-C1').locator('canvas').click()
  await lab.expectNotice('partMissing')
  await expect(lab.prediction).toHaveText('7')
  await page.unrouteAll()
  await page.getByTestId('notice-offer').click()
  await expect(lab.notices).toHaveCount(0)
  await expect(lab.prediction).toHaveText('7')
  await page.getByTestId('layer-C1').locator('canvas').click()
  await expect(page.getByTestId('inspector')).toBeVisible()
})

test('an image that is none, too large or blank is refused, and the drawing stays', async ({
  lab,
  page,
}) => {
  await lab.open()
  for (const [name, content, notice] of [
    ['seven.png', Buffer.from('this is no image at all'), 'imageNotReadable'],
    // 42 megapixels, refused before they are decoded.
    ['huge.png', whitePng(7000, 6000), 'imageTooLarge'],
    ['blank.png', whitePng(64, 48), 'imageBlank'],
  ] as const) {
    await drawSeven(lab)
    await give(lab, name, content)
    await lab.expectNotice(notice)
    await expectPadWorks(lab)
    await page.getByTestId('clear').click()
    await expect(lab.prediction).toHaveText('–')
  }
})

test('an address that asks for nonsense is told and otherwise ignored', async ({ lab }) => {
  await lab.open('epochs=abc&engine=nonsense&batch=-5')
  await lab.expectNotice('badUrlParameter')
  await expect(lab.notices).toHaveCount(3)
  await drawSeven(lab)
  await lab.expectPhase('idle')
})
