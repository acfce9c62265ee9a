import { LOSABLE_GRAPHICS, loseGraphics, patchBrowser } from './faults'
import { expect, test } from './lab'
import { NOTES, noted } from './warm-up'

test('WebGL is compiled before the click and trains in the worker, and the loss falls; lost, the run goes on without it', async ({
  lab,
  page,
}) => {
  // Compiling a training step's shaders takes software WebGL ten seconds or more.
  test.setTimeout(240_000)
  await patchBrowser(page, `${LOSABLE_GRAPHICS}\n${NOTES}`)
  await lab.open('engine=webgl&epochs=1&batch=32&seed=7&lr=0.05')
  await lab.train.hover()
  await expect.poll(() => noted(page, 'answered: prepare'), { timeout: 120_000 }).toHaveLength(1)
  const made = await noted(page, 'made by trainer')
  expect(made.filter((what) => what.endsWith('shader')).length).toBeGreaterThan(10)
  await lab.train.click()
  await lab.expectPhase('running', 120_000)
  await expect(lab.engine).toHaveAttribute('data-engine', 'webgl', { timeout: 60_000 })
  await lab.expectImages(1, 150_000)
  expect(await noted(page, 'made by trainer'), 'contexts and shaders').toEqual(made)
  // Untrained, ten digits are equally likely: ln 10 = 2.3.
  await expect
    .poll(async () => (await lab.trainStatus()).loss, { timeout: 150_000, message: 'loss' })
    .toBeLessThan(1)
  await expect(lab.engine).toHaveAttribute('data-engine', 'webgl')

  await loseGraphics(page)
  await lab.expectNotice('engineLost', 60_000)
  await expect(lab.engine).toHaveAttribute('data-engine', 'simd', { timeout: 60_000 })
  await lab.stop.click()
  await lab.expectPhase(/idle|done/, 60_000)
})
