import type { Page } from '@playwright/test'
import { median, quantile } from '../bench/statistics'
import { expectAccessible, expectNoSidewaysScroll } from './accessible'
import { expect, report, test } from './lab'
import { drawWithMouse } from './pad'
import { SEVEN } from './strokes'

const RUN = 'engine=simd&epochs=1&batch=128&seed=7'

/** What the maps of C3 show: their pixels, as one number. */
const mapsOf = (page: Page) =>
  page.evaluate(() => {
    const canvas = document.querySelector<HTMLCanvasElement>('[data-testid="layer-C3"] canvas')
    const context = canvas?.getContext('2d')
    if (!canvas || !context) throw new Error('mapsOf: the page must show C3')
    const { data } = context.getImageData(0, 0, canvas.width, canvas.height)
    return data.reduce((sum, value, place) => (sum * 31 + value + place) % 1e9, 7)
  })

test('the film of a run is scrubbed, played and left, and is there after a reload', async ({
  lab,
  page,
}) => {
  test.setTimeout(240_000)
  const film = page.getByTestId('film')
  const facts = page.getByTestId('film-facts')
  const slider = page.getByTestId('film-slider')
  await lab.open(RUN)
  await drawWithMouse(page, SEVEN)
  await expect(film).toHaveAttribute('data-frames', '0')
  await lab.train.click()
  await lab.expectImages(128 * 40)

  // While the run is on: the first frame answers, and what the run reaches meanwhile does not.
  await slider.focus()
  await slider.press('Home')
  await expect(facts).toHaveAttribute('data-step', '0')
  await expect(slider).toHaveAttribute('aria-valuetext', 'epoch 1, 0 images')
  const { images } = await lab.trainStatus()
  await lab.expectImages(images + 128 * 50)
  const untrained = await lab.probabilitiesAtRest()
  await lab.expectImages(images + 128 * 150)
  expect(await lab.probabilities()).toEqual(untrained)
  await page.getByTestId('film-live').click()
  await expect(film).toHaveAttribute('data-looking', 'false')
  await lab.expectPhase('done', 120_000)
  await expect(lab.prediction).toHaveText('7')
  const present = { probabilities: await lab.probabilitiesAtRest(), maps: await mapsOf(page) }

  // Keys, a curve and the buttons: each leads to a frame, whose network reads the drawing.
  await slider.press('Home')
  await expect.poll(() => lab.probabilities()).toEqual(untrained)
  expect(await mapsOf(page)).not.toBe(present.maps)
  await expect(page.getByTestId('playhead').first()).toBeVisible()
  await expectAccessible(page, 'a frame of the film')
  await slider.press('PageDown')
  await slider.press('ArrowLeft')
  await page.getByTestId('film-forward').click()
  await expect(facts).not.toHaveAttribute('data-step', '0')
  const chart = page.locator('.curve-chart canvas').first()
  const { width, height } = (await chart.boundingBox())!
  await chart.click({ position: { x: width * 0.6, y: height / 2 } })
  await expect.poll(async () => Number(await facts.getAttribute('data-step'))).toBeGreaterThan(150)

  // A new drawing is read by the frame, too.
  await page.getByTestId('clear').click()
  await expect(lab.prediction).toHaveText('–')
  await drawWithMouse(page, SEVEN)
  await expect(lab.prediction).toHaveText('7')
  await page.getByTestId('film-live').click()
  await expect.poll(() => lab.probabilities()).toEqual(present.probabilities)
  expect(await mapsOf(page)).toBe(present.maps)

  // It lies on this device.
  await expect(lab.status).toHaveAttribute('data-kept-images', '55000')
  const frames = await film.getAttribute('data-frames')
  await page.reload()
  await expect(film).toHaveAttribute('data-frames', frames!, { timeout: 30_000 })
  await drawWithMouse(page, SEVEN)
  await page.setViewportSize({ width: 320, height: 700 })
  await slider.press('Home')
  await expect(film).toHaveAttribute('data-looking', 'true')
  await expect.poll(() => lab.probabilities()).toEqual(untrained)
  await page.evaluate(() => scrollTo(0, 0))
  await expect(film).toHaveAttribute('data-docked', 'true')
  await expectNoSidewaysScroll(page)
  await expectAccessible(page, 'the film at the edge of a phone')
  await slider.press('End')
  await expect.poll(() => lab.probabilities()).toEqual(present.probabilities)
  await page.setViewportSize({ width: 1440, height: 900 })

  // Played with a layer's kernels open: frames that reach the screen, each with its own answer.
  await page.getByTestId('layer-C3').getByRole('button', { name: 'C3' }).click()
  await expect(page.getByTestId('inspector')).toBeVisible()
  await page.getByTestId('film-speed').selectOption('60')
  const gaps = await gapsPlayed(page)
  const [best, middle] = [quantile(gaps, 0.2), median(gaps)].map((gap) => gap.toFixed(1))
  report(`${gaps.length + 1} of ${frames} frames painted, ${middle} ms apart, at best ${best} ms`)
  // How many a second depends on what else the machine does: a slow one skips frames, and ends there too.
  expect(gaps.length).toBeGreaterThan(0)
  await expect(slider).toHaveAttribute('aria-valuetext', 'epoch 1, 55,000 images')
  await expect.poll(() => lab.probabilities()).toEqual(present.probabilities)

  // Test images go along: the last frame reads them as the run's evaluation did, the first as it can.
  const examples = page.getByTestId('examples')
  const first = examples.getByRole('button').first()
  await examples.scrollIntoViewIfNeeded()
  await expect(examples.locator('canvas')).toHaveCount(10)
  const steps = await facts.getAttribute('data-step')
  await expect(examples).toHaveAttribute('data-step', steps!)
  const last = await answersOf(page)
  expect(last.every(({ right }) => right === 'false')).toBe(true)
  await slider.press('Home')
  await expect(examples).toHaveAttribute('data-step', '0')
  expect(await answersOf(page)).not.toEqual(last)
  await page.getByTestId('film-live').click()
  await expect(examples).toHaveAttribute('data-step', '')
  const evaluated = await answersOf(page)
  expect(evaluated.map(({ words }) => words)).toEqual(last.map(({ words }) => words))
  for (const [place, { percent }] of evaluated.entries()) {
    // Written with one decimal, which may fall to either side.
    expect(Math.abs(percent - last[place]!.percent)).toBeLessThan(0.15)
  }
  await expectAccessible(page, 'examples over the run')

  // One goes to the pad by the keyboard, and is read there as here.
  await page.getByTestId('film-back').click()
  await expect(examples).toHaveAttribute('data-step', steps!)
  await first.focus()
  await first.press('ArrowRight')
  const second = examples.getByRole('button').nth(1)
  await expect(second).toBeFocused()
  await second.press('Enter')
  await expect(second).toHaveAttribute('aria-current', 'true')
  await expect(lab.prediction).toHaveText(last[1]!.answer!)
})

/** What stands under each example, and whether it is marked right. */
const answersOf = (page: Page) =>
  page.getByTestId('examples').evaluate((examples) =>
    [...examples.querySelectorAll('button')].map((example) => ({
      answer: example.getAttribute('data-answer'),
      right: example.getAttribute('data-right'),
      words: example.querySelector('.mistake-digits')?.textContent,
      percent: Number.parseFloat(example.querySelector('.quiet')?.textContent ?? ''),
    })),
  )

/** Plays the film from its beginning; milliseconds between two paintings of other probabilities. */
async function gapsPlayed(page: Page): Promise<number[]> {
  return page.evaluate(async () => {
    const part = (name: string) => document.querySelector<HTMLElement>(`[data-testid="${name}"]`)!
    const bars = () => [...part('probabilities').children].map((bar) => bar.getAttribute('data-p'))
    const isOver = () => part('film-forward').getAttribute('aria-disabled') === 'true'
    const changes: number[] = []
    let painted = bars().join()
    part('film-play').click()
    await new Promise<void>((resolve) => {
      const look = (time: number) => {
        const now = bars().join()
        if (now !== painted) changes.push(time)
        painted = now
        if (isOver() && changes.length > 1) resolve()
        else requestAnimationFrame(look)
      }
      requestAnimationFrame(look)
    })
    return changes.slice(1).map((time, place) => time - changes[place]!)
  })
}
