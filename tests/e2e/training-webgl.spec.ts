import { expect, test } from './lab'

test('WebGL trains in the worker, and the loss falls', async ({ lab }) => {
  // Compiling a training step's shaders takes software WebGL ten seconds or more.
  test.setTimeout(240_000)
  await lab.open('engine=webgl&epochs=1&batch=32&seed=7')
  await lab.train.click()
  await lab.expectPhase('running', 120_000)
  await expect(lab.engine).toHaveAttribute('data-engine', 'webgl', { timeout: 60_000 })
  await lab.expectImages(32 * 4, 150_000)
  await expect(lab.engine).toHaveAttribute('data-engine', 'webgl')
  await lab.stop.click()
  await lab.expectPhase(/idle|done/, 60_000)
})
