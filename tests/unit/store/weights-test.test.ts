import { describe, expect, it } from 'vitest'
import { networkOf } from '../../../src/core/network/variants'
import { answeringTest, canTestWeights } from '../../../src/store/weights-test-slice'
import { checkpointOf, openLab, settled, weightsOf } from './lab-ports-double'

async function openedLab() {
  const lab = openLab()
  lab.store.getState().variantChosen('modern')
  await settled()
  return lab
}

describe('a test of the weights that answer', () => {
  it('measures them once and belongs to them alone', async () => {
    const { store, commands } = await openedLab()
    const measured = store.getState().weightsTested()
    expect(answeringTest(store.getState())).toBe('running')
    await store.getState().weightsTested()
    await measured
    expect(commands).toEqual(['test modern'])
    expect(answeringTest(store.getState())).toMatchObject({ testError: 0.25 })
    const other = weightsOf(networkOf('modern'), 9)
    const network = { variant: 'modern', activation: 'relu' } as const
    store.getState().weightsOpened('mine.safetensors', network, other)
    expect(answeringTest(store.getState())).toBeNull()
    store.getState().shippedWeightsChosen()
    await settled()
  })

  it('waits for a run to be over', async () => {
    const { store, commands, tell } = await openedLab()
    store.getState().trainPressed()
    expect(canTestWeights(store.getState())).toBe(false)
    await store.getState().weightsTested()
    expect(commands.filter((command) => command.startsWith('test'))).toEqual([])
    const checkpoint = checkpointOf('modern', 5, weightsOf(networkOf('modern'), 3))
    tell({ kind: 'finished', stopped: true, checkpoint })
    await store.getState().weightsTested()
    expect(store.getState().weightsTest?.weights).toBe(checkpoint.weights)
  })
})
