import type { Page } from '@playwright/test'
import { expectAccessible, expectNoSidewaysScroll } from './accessible'
import { expect, test } from './lab'
import { drawAtOnce, drawWithMouse } from './pad'
import { SEVEN } from './strokes'

test('a click on a unit opens its sum, which agrees with the engine while one draws on', async ({
  lab,
  page,
}) => {
  await lab.open()
  await drawWithMouse(page, SEVEN)
  await expect(lab.prediction).toHaveText('7')
  await page
    .getByTestId('layer-C3')
    .locator('canvas')
    .click({ position: { x: 60, y: 60 } })
  await expect(page.getByTestId('unit-check')).toHaveAttribute('data-agrees', 'true')
  // Not announced, since it changes with each movement of the pen; where it differs it is an alert.
  await expect(page.getByTestId('unit-check')).not.toHaveAttribute('role')
  const first = await page.getByTestId('unit-check').textContent()
  await page.getByTestId('terms').focus()
  await page.keyboard.press('ArrowRight')
  await expect(page.getByTestId('term-readout')).toContainText('row')
  await expect(page.getByTestId('term-readout')).toContainText('×')
  await expectAccessible(page, 'a sum')
  await page.getByTestId('clear').click()
  await expect(page.getByTestId('unit-check')).not.toHaveAttribute('data-agrees')
  await drawWithMouse(page, [SEVEN[0]!.slice(0, 3)])
  await expect(page.getByTestId('unit-check')).toHaveAttribute('data-agrees', 'true')
  expect(await page.getByTestId('unit-check').textContent()).not.toBe(first)
})

test('the keyboard opens a sum, steps on, goes up to the layer and its table of connections', async ({
  lab,
  page,
}) => {
  await lab.open('variant=lenet5-1998&theme=dark')
  await drawWithMouse(page, SEVEN)
  await expect(lab.prediction).toHaveText('7')
  await page.getByTestId('layer-C3').locator('canvas').focus()
  await page.keyboard.press('Enter')
  await expect(page.getByTestId('unit-name')).toHaveText('map 1 of 16, row 1, column 1')
  await page.keyboard.press('ArrowRight')
  await expect(page.getByTestId('unit-name')).toHaveText('map 1 of 16, row 1, column 2')
  await expect(page.getByTestId('unit-check')).toHaveAttribute('data-agrees', 'true')
  await page.getByTestId('inspector').getByRole('button', { name: 'C3' }).press('Enter')
  const connections = page.getByTestId('connections')
  await connections.getByRole('columnheader', { name: 'C3 map 1:' }).focus()
  await page.keyboard.press('ArrowDown')
  await expect(page.getByTestId('kernel-readout')).toHaveText('C3 map 1 reads S2 map 1')
  for (let step = 0; step < 3; step++) await page.keyboard.press('ArrowDown')
  await expect(page.getByTestId('kernel-readout')).toHaveText('C3 map 1 does not read S2 map 4')
  await expectAccessible(page, 'a layer')
  await page.setViewportSize({ width: 390, height: 844 })
  // The pictures take their new size a frame later.
  await expect(() => expectNoSidewaysScroll(page)).toPass()
  await page.keyboard.press('Escape')
  await expect(page.getByTestId('inspector')).toHaveCount(0)
})

test('the kernels of each unit of C5 are shown large enough to pick a weight, on a phone too', async ({
  lab,
  page,
}) => {
  await lab.open()
  await drawAtOnce(page, SEVEN)
  await expect(lab.prediction).toHaveText('7')
  await page.setViewportSize({ width: 390, height: 844 })
  await page.getByTestId('layer-C5').getByRole('button', { name: 'C5' }).press('Enter')
  const closeUp = page.getByTestId('unit-kernels')
  const picture = page.getByTestId('unit-kernels-picture')
  await expect(closeUp).toContainText('Kernels of unit 1 of 120')
  // Sixteen kernels of five weights across, in four columns with gaps between.
  expect((await picture.boundingBox())!.width / 23).toBeGreaterThanOrEqual(12)
  await page.getByTestId('unit-after').click()
  await expect(closeUp).toContainText('Kernels of unit 2 of 120')
  await picture.focus()
  for (const key of ['ArrowRight', 'ArrowRight']) await page.keyboard.press(key)
  await expect(closeUp.getByTestId('term-readout')).toHaveText(
    /^S4 map 1, row 1, column 2: .+ × .+ = .+/,
  )
  // The overview below: the unit that is pointed at is the one that is shown large.
  const kernels = page.getByTestId('kernels')
  await kernels.focus()
  for (const key of ['ArrowRight', 'ArrowDown']) await page.keyboard.press(key)
  await expect(closeUp).toContainText(/Kernels of unit [4-9] of 120/)
  await expectAccessible(page, 'kernels of C5')
  await expectNoSidewaysScroll(page)
  await kernels.press('Enter')
  await expect(page.getByTestId('unit-check')).toHaveAttribute('data-agrees', 'true')
})

test('what a pointer crosses on its way is only looked at; a click keeps a unit, a second opens it', async ({
  lab,
  page,
}) => {
  await lab.open()
  await drawAtOnce(page, SEVEN)
  await expect(lab.prediction).toHaveText('7')
  await page.getByTestId('layer-C5').getByRole('button', { name: 'C5' }).click()
  const units = page.getByTestId('layer-view').locator('.layer-maps canvas')
  const shown = page.getByTestId('unit-kernels').getByRole('heading')
  // Eight units of 24 pixels lie beside each other.
  const eleventh = { position: { x: 60, y: 36 } }
  await units.hover(eleventh)
  await expect(shown).toHaveText('Kernels of unit 11 of 120')
  await page.mouse.move(0, 0)
  await expect(shown).toHaveText('Kernels of unit 1 of 120')
  await units.click(eleventh)
  await units.hover({ position: { x: 156, y: 36 } })
  await expect(shown).toHaveText('Kernels of unit 15 of 120')
  await page.getByTestId('unit-kernels-picture').hover({ position: { x: 8, y: 8 } })
  await expect(shown).toHaveText('Kernels of unit 11 of 120')
  await expect(page.getByTestId('term-readout')).toHaveText(/^S4 map 1, row 1, column 1: /)
  await expect(page.getByTestId('inspector')).toHaveAttribute('data-depth', 'layer')
  await units.click(eleventh)
  await expect(page.getByTestId('unit-name')).toHaveText('unit 11 of 120')
  await expect(page.getByTestId('unit-check')).toHaveAttribute('data-agrees', 'true')
  // Among all layers one click opens a sum, whatever is open.
  await page.getByTestId('layer-C5').getByRole('button', { name: 'C5' }).click()
  await expect(page.getByTestId('inspector')).toHaveAttribute('data-depth', 'layer')
  await page
    .getByTestId('layer-C5')
    .locator('canvas')
    .click({ position: { x: 4, y: 4 } })
  await expect(page.getByTestId('unit-name')).toHaveText('unit 1 of 120')
})

test.describe('from the first screen a unit’s formula is two actions away', () => {
  test('by mouse: the digit, and a click on any map or on what the answer says', async ({
    lab,
    page,
  }) => {
    await lab.open()
    await drawAtOnce(page, SEVEN)
    await page.getByTestId('layer-S2').locator('canvas').click()
    await expect(page.getByTestId('equation')).toContainText('mean of 4 values')
    await page.getByTestId('answer-sum').click()
    await expect(page.getByTestId('unit-name')).toHaveText('the unit of digit 7')
    const own = page.getByTestId('softmax').locator('[data-own="true"]')
    await expect(own.locator('th')).toHaveText('7')
    await expect(own.locator('td').last()).toHaveText(/^\d+\.\d\d%$/)
    await expect(page.getByTestId('unit-check')).toHaveAttribute('data-agrees', 'true')
  })

  test('by keyboard: Tab to a layer and Enter', async ({ lab, page }) => {
    await lab.open()
    await drawAtOnce(page, SEVEN)
    await expect(lab.prediction).toHaveText('7')
    const maps = page.getByTestId('layer-C1').locator('canvas')
    for (let press = 0; press < 40; press++) {
      await page.keyboard.press('Tab')
      if (await maps.evaluate((canvas) => canvas === document.activeElement)) break
    }
    await page.keyboard.press('Enter')
    await expect(page.getByTestId('equation')).toContainText('sum of 25 products')
    await expect(page.getByTestId('unit-check')).toHaveAttribute('data-agrees', 'true')
  })
})

test('a pixel frames the units that see it, a weight the pixels that it touches', async ({
  lab,
  page,
}) => {
  await lab.open('variant=lenet5-1998')
  await drawAtOnce(page, SEVEN)
  await expect(lab.prediction).toHaveText('7')
  const framed = (kind: string) =>
    page.locator('[data-layer]:not(.layer-view)').filter({ has: page.locator(`.field-${kind}`) })
  const image = page.locator('.stages .image-plane')
  await image.locator('canvas').hover()
  await expect(framed('seeing')).toHaveCount(6)
  await page.mouse.move(0, 0)
  await expect(framed('seeing')).toHaveCount(0)
  await image.locator('canvas').focus()
  for (const key of ['ArrowRight', 'ArrowDown']) await page.keyboard.press(key)
  await expect(framed('seeing')).toHaveCount(6)
  await page.getByTestId('layer-C3').locator('canvas').click()
  await expect(image.locator('.field-seen')).toBeVisible()
  await page.getByTestId('terms').focus()
  await page.keyboard.press('ArrowRight')
  for (const plane of [image, page.getByTestId('layer-C1'), page.getByTestId('layer-S2')]) {
    await expect(plane.locator('.field-lit')).toBeAttached()
  }
})

/** Lets `change` have the layers of every reading before the page sees them. */
async function changeReadings(page: Page, change: string): Promise<void> {
  await page.addInitScript(`{
    const listen = Worker.prototype.addEventListener
    Worker.prototype.addEventListener = function (type, listener, options) {
      const change = ({ data }) => {
        const layers = data?.value?.layers
        if (Array.isArray(layers)) (${change})(layers)
      }
      if (type === 'message') listen.call(this, type, change)
      listen.call(this, type, listener, options)
    }
  }`)
}

test('a value that the engine has wrong is reported as a defect', async ({ lab, page }) => {
  // One sum of C3 comes a thousandth too large.
  await changeReadings(page, '(layers) => (layers[2].pre[0] += 0.001)')
  await lab.open()
  await drawAtOnce(page, SEVEN)
  await expect(lab.prediction).toHaveText('7')
  await page.getByTestId('layer-C3').locator('canvas').focus()
  await page.keyboard.press('Enter')
  const check = page.getByTestId('unit-check')
  await expect(check).toHaveAttribute('data-agrees', 'false')
  await expect(check).toContainText('a defect of this page, please report it')
  await page.keyboard.press('ArrowRight')
  await expect(check).toHaveAttribute('data-agrees', 'true')
})

test('maps that are 0 or saturated are marked by shapes, among the layers and by themselves', async ({
  lab,
  page,
}) => {
  await changeReadings(
    page,
    '({ 2: { post } }) => (post.fill(0.3), post.fill(0, 0, 100), post.fill(1.7159, 300, 500))',
  )
  await lab.open('variant=lenet5-1998')
  const marks = (kind: string) => page.getByTestId('layer-C3').locator(`.mark-${kind}`)
  const marked = async (kind: string) =>
    ((await marks(kind).getAttribute('d')) ?? '').split('M').length - 1
  await drawAtOnce(page, SEVEN)
  await expect(lab.prediction).toHaveText('7')
  await expect.poll(() => marked('silent')).toBe(1)
  expect(await marked('saturated')).toBe(2)
  await page.getByTestId('layer-C3').getByRole('button', { name: 'C3' }).click()
  await expect(page.getByTestId('map-states')).toHaveText(
    'Map 1 is 0 everywhere for this drawing. ' +
      '2 maps are saturated, their units at the ends of the activation: 4 5.',
  )
  await page.getByTestId('clear').click()
  await expect.poll(() => marked('silent')).toBe(0)
})
