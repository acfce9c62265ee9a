import { LOSABLE_GRAPHICS, loseGraphics, patchBrowser } from './faults'
import { expect, test } from './lab'

test('WebGPU is chosen, loaded and trains; lost, the run goes on without it', async ({
  lab,
  page,
  watch,
}) => {
  test.setTimeout(240_000)
  const loaded = () => watch.requests.filter((request) => /webgpu-device/.test(request.url()))
  await patchBrowser(page, LOSABLE_GRAPHICS)
  await lab.open('epochs=50&batch=16&seed=7&lr=0.01')
  await lab.engineSelect.selectOption('webgpu')
  expect(loaded()).toEqual([])
  await lab.train.click()
  await lab.expectPhase('running', 120_000)
  await expect(lab.engine).toHaveAttribute('data-engine', 'webgpu', { timeout: 120_000 })
  expect(loaded()).toHaveLength(1)
  await lab.expectImages(16 * 3, 120_000)

  await loseGraphics(page)
  await lab.expectNotice('engineLost', 60_000)
  await expect(lab.engine).toHaveAttribute('data-engine', 'simd', { timeout: 60_000 })
  await lab.expectImages(16 * 200)
  await lab.stop.click()
})

test('a browser without WebGPU does not offer it, and trains where the address asks for it', async ({
  lab,
  page,
}) => {
  await patchBrowser(page, `delete Object.getPrototypeOf(navigator).gpu`)
  await lab.open('epochs=50')
  await expect(lab.engineSelect.locator('option[value="webgl"]')).toHaveCount(1)
  await expect(lab.engineSelect.locator('option[value="webgpu"]')).toHaveCount(0)
  await lab.open('engine=webgpu&epochs=50')
  await expect(lab.engineSelect).toHaveValue('webgpu')
  await lab.train.click()
  await lab.expectNotice('engineRefused', 60_000)
  await expect(lab.engine).toHaveAttribute('data-engine', 'simd', { timeout: 60_000 })
  await lab.expectImages(128)
  await lab.stop.click()
})
