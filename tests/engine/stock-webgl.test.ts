import { MathBackendWebGL } from '@tensorflow/tfjs-backend-webgl'
import { expect, it, vi } from 'vitest'
import { referenceGradient } from '../../src/core/network/gradient'
import { initialWeights } from '../../src/core/network/initial-weights'
import { adam, noise, openEngine, TWO_LAYERS } from './engines'

/** The programs that a first step takes, as their source. */
async function programsOfStep(stock: boolean): Promise<string[]> {
  const weights = initialWeights(TWO_LAYERS, 1)
  const { images, labels } = noise(2, 1)
  const engine = await openEngine('webgl', { batch: 2, stock })
  await engine.load(TWO_LAYERS, weights)
  const run = vi.spyOn(MathBackendWebGL.prototype, 'runWebGLProgram')
  const { loss } = await engine.train(images, labels, adam(1))
  const programs = run.mock.calls.map(([{ userCode }]) => userCode)
  run.mockRestore()
  engine.dispose()
  expect(loss).toBeCloseTo(referenceGradient(TWO_LAYERS, weights, images, labels).loss, 5)
  return programs
}

it('stock WebGL, which the benchmark compares with, computes by no program of ours', async () => {
  // Ours read whole texels. The stock engine comes first: what ours replace stays replaced.
  const isOurs = (userCode: string) => /Texel\(/.test(userCode)
  const stock = await programsOfStep(true)
  const own = await programsOfStep(false)
  expect(stock.filter(isOurs)).toEqual([])
  expect(own.filter(isOurs).length).toBeGreaterThan(5)
  expect(own.length).toBeLessThan(0.6 * stock.length)
})
