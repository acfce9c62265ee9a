import { LOSABLE_GRAPHICS, loseGraphics, patchBrowser } from './faults'
import { expect, test } from './lab'

test('WebGL trains in the worker, and the loss falls; lost, the run goes on without it', async ({
  lab,
  page,
}) => {
  // Compiling a training step's shaders takes software WebGL ten seconds or more.
  test.setTimeout(240_000)
  await patchBrowser(page, LOSABLE_GRAPHICS)
  await lab.open('engine=webgl&epochs=1&batch=32&seed=7&lr=0.05')
  await lab.train.click()
  await lab.expectPhase('running', 120_000)
  await expect(lab.engine).toHaveAttribute('data-engine', 'webgl', { timeout: 60_000 })
  await lab.expectImages(1, 150_000)
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
