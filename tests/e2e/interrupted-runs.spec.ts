import { expect, type Lab, test } from './lab'
import { drawAtOnce } from './pad'
import { SEVEN } from './strokes'
import { dies, falls, hangs, workerOf } from './worker-faults'

const LONG_RUN = 'epochs=50&batch=128&seed=7'

/** Trains until there are checkpoints, with a drawing on the pad; resolves to the images trained. */
async function trainFor(lab: Lab, query: string, images: number): Promise<number> {
  await lab.open(`${query}&${LONG_RUN}`)
  await drawAtOnce(lab.page, SEVEN)
  await lab.train.click()
  await lab.expectImages(images, 150_000)
  return (await lab.trainStatus()).images
}

for (const [how, strike, notice] of [
  ['hangs', hangs, 'trainerHung'],
  ['ends without a word', falls, 'trainerHung'],
  ['dies', dies, 'trainerDied'],
] as const) {
  test(`the run of a trainer that ${how} goes on by itself, and the page says so once`, async ({
    lab,
    page,
    watch,
  }) => {
    test.setTimeout(120_000)
    const images = await trainFor(lab, 'engine=simd', 128 * 200)
    await strike(workerOf(page, 'trainer'))
    await lab.expectNotice(notice)
    await lab.expectImages(images + 128 * 50)
    await expect(lab.notices).toHaveCount(1)
    await expect(lab.engine).toHaveAttribute('data-engine', 'simd')
    await expect(lab.failure).toBeHidden()
    await expect(page.getByTestId('draw-canvas')).toBeVisible()
    await lab.stop.click()
    await lab.expectPhase('done')
    watch.pageErrors.length = 0 // the error that the worker died of
  })
}
