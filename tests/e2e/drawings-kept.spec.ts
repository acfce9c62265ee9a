import { patchBrowser } from './faults'
import { expectKept, keptPoints } from './kept-strokes'
import { expect, Lab, test } from './lab'
import { drawAtOnce, drawWithMouse } from './pad'
import { FOUR, ONE, type PadPoint, SEVEN, ZERO } from './strokes'

test('a drawing, what it can undo, the network and the settings come back to the bit', async ({
  lab,
  page,
}) => {
  await lab.open()
  await page.getByTestId('variant-select').selectOption('lenet5-1998')
  await drawAtOnce(page, FOUR)
  await expect(lab.prediction).toHaveText('4')
  await page.getByTestId('undo').click()
  await page.getByTestId('redo').click()
  await page.getByTestId('setting-epochs').fill('3')
  await page.getByTestId('setting-epochs').blur()
  await expectKept(page, FOUR.length)
  const shares = await lab.probabilitiesAtRest()

  await page.reload()
  await expect(lab.prediction).toHaveText('4')
  await expect(page.getByTestId('variant-select')).toHaveValue('lenet5-1998')
  await expect(page.getByTestId('setting-epochs')).toHaveValue('3')
  for (const [digit, share] of (await lab.probabilitiesAtRest()).entries()) {
    expect(share).toBeCloseTo(shares[digit]!, 5)
  }
  for (const _ of FOUR) await page.getByTestId('undo').click()
  await expect(lab.prediction).toHaveText('–')
  await page.getByTestId('redo').click()
  await expectKept(page, 1)

  // The address outranks what is remembered, and is not remembered itself.
  await lab.open('variant=pytorch&epochs=5')
  await expect(page.getByTestId('variant-select')).toHaveValue('pytorch')
  await expect(page.getByTestId('setting-epochs')).toHaveValue('5')
  await lab.open()
  await expect(page.getByTestId('variant-select')).toHaveValue('lenet5-1998')
  await expect(page.getByTestId('setting-epochs')).toHaveValue('3')
})

test('every point is kept, once and in its own stroke, however fast the pen moves', async ({
  lab,
  page,
}) => {
  await lab.open()
  const spiral = Array.from({ length: 200 }, (_, point): PadPoint => {
    const angle = point / 6
    return [140 + 0.5 * point * Math.sin(angle), 140 - 0.5 * point * Math.cos(angle)]
  })
  await drawAtOnce(page, [spiral, spiral.toReversed()])
  await drawWithMouse(page, [spiral.slice(0, 60)])
  await expect.poll(() => keptPoints(page), { intervals: [50] }).toEqual([200, 200, 60])
})

test('a tab that is killed a second after the last stroke has lost nothing', async ({
  lab,
  page,
  context,
}) => {
  await lab.open()
  // Let the page look for older drawings first.
  await expect(page.getByTestId('hand')).toBeAttached()
  await drawAtOnce(page, SEVEN)
  // A machine that is busy may need longer than the second.
  await Promise.all([page.waitForTimeout(1000), expectKept(page, SEVEN.length)])
  const session = await context.newCDPSession(page)
  void session.send('Page.crash').catch(() => {})
  await page.waitForEvent('crash')
  const later = new Lab(await context.newPage())
  await later.open()
  await expect(later.prediction).toHaveText('7')
})

test('a stroke is not lost by a link or a closed tab as the pen is lifted', async ({
  lab,
  page,
  context,
}) => {
  await lab.open()
  await expect(page.getByTestId('hand')).toBeAttached()
  // Milliseconds after the pen. The last strokes come while the first ones' writing still rests.
  for (const [times, wait] of [0, 5, 15, 30].entries()) {
    const before = times * (SEVEN.length + ONE.length) + SEVEN.length
    await drawAtOnce(page, SEVEN)
    await expectKept(page, before)
    await page.evaluate((milliseconds) => {
      const leave = () => location.assign('licences.json')
      addEventListener('pointerup', () => setTimeout(leave, milliseconds), true)
    }, wait)
    const left = page.waitForURL('**/licences.json', { waitUntil: 'commit' })
    await Promise.all([drawAtOnce(page, ONE), left])
    await lab.open()
    await expectKept(page, before + ONE.length)
  }
  const kept = (await keptPoints(page))!.length
  await drawAtOnce(page, SEVEN)
  await drawAtOnce(page, ONE)
  await page.close()
  const later = new Lab(await context.newPage())
  await later.open()
  await expectKept(later.page, kept + SEVEN.length + ONE.length)
})

test('a second tab begins bare, and each tab comes back with its own drawing', async ({
  lab,
  page,
  context,
}) => {
  await lab.open()
  await drawAtOnce(page, SEVEN)
  await expectKept(page, SEVEN.length)
  const beside = new Lab(await context.newPage())
  await beside.open()
  await expect(beside.page.getByTestId('hand')).toBeAttached()
  await expect(beside.prediction).toHaveText('–')
  await drawAtOnce(beside.page, ZERO)
  await expect(beside.prediction).toHaveText('0')
  await expectKept(beside.page, ZERO.length)
  await page.reload()
  await beside.page.reload()
  await expect(lab.prediction).toHaveText('7')
  await expect(beside.prediction).toHaveText('0')
})

test('who has begun to draw is offered the drawing of before, and can put it back', async ({
  lab,
  page,
  context,
}) => {
  await lab.open()
  await drawAtOnce(page, SEVEN)
  await expectKept(page, SEVEN.length)
  await page.close()
  const later = new Lab(await context.newPage())
  // What looks for older drawings comes when something is drawn, as on a slow line.
  let letGo = () => {}
  const drawn = new Promise<void>((resolve) => {
    letGo = resolve
  })
  await later.page.route(/\/afterwards-/, async (route) => {
    await drawn
    await route.continue()
  })
  await later.page.goto('./', { waitUntil: 'commit' })
  await drawAtOnce(later.page, ZERO)
  await expect(later.prediction).toHaveText('0')
  letGo()
  await later.expectNotice('drawingFound')
  await expect(later.prediction).toHaveText('0')
  await later.page.getByTestId('notice-offer').click()
  await expect(later.prediction).toHaveText('7')
  await expect(later.notices).toHaveCount(0)
  await later.page.getByTestId('undo').click()
  await expect(later.prediction).toHaveText('0')
})

test('a line on the wide pad, a stroke under the pen and an MNIST image come back too', async ({
  lab,
  page,
}) => {
  await lab.open()
  await page.getByTestId('sample').click()
  await expect(lab.prediction).not.toHaveText('–')
  await expectKept(page, 0)
  await page.reload()
  await expect(lab.prediction).not.toHaveText('–')
  // What came from MNIST's test set still does, so that it cannot be corrected.
  await expect(page.getByTestId('correct')).toHaveAttribute('data-shown', 'false')

  await page.getByTestId('pad-number').click()
  await page.getByTestId('number-example').click()
  await expectKept(page, 4, 'number')
  const box = (await lab.pad.boundingBox())!
  await page.mouse.move(box.x + 20, box.y + 20)
  await page.mouse.down()
  await page.mouse.move(box.x + 30, box.y + 90)
  await page.evaluate(() => dispatchEvent(new Event('pagehide')))
  await expectKept(page, 5, 'number')
  await page.mouse.up()
  await drawWithMouse(page, ONE)
  await expectKept(page, 6, 'number')
  await page.reload()
  await expect(page.getByTestId('pad-number')).toBeChecked()
  await expect(page.getByTestId('undo')).toHaveAttribute('aria-disabled', 'false')
  for (let stroke = 0; stroke < 3; stroke++) await page.getByTestId('undo').click()
  await expectKept(page, 0, 'number')
})

test('where storage is denied the page says so once, and everything else works', async ({
  lab,
  page,
}) => {
  await patchBrowser(
    page,
    `for (const name of ['indexedDB', 'localStorage', 'sessionStorage']) {
      Object.defineProperty(self, name, {
        get: () => { throw new DOMException('denied', 'SecurityError') },
      })
    }`,
  )
  await lab.open()
  await drawAtOnce(page, SEVEN)
  await expect(lab.prediction).toHaveText('7')
  await lab.expectNotice('drawingNotKept')
  await page.getByTestId('clear').click()
  await expect(lab.prediction).toHaveText('–')
  await expect(page.locator('[data-code="drawingNotKept"]')).toHaveCount(1)
})
