import { describe, expect, it } from 'vitest'
import { originOf } from '../../../src/components/compare/weights-origin'
import { modernNetwork, PYTORCH_COURSE } from '../../../src/core/network/variants'
import { weightsSettled } from '../../../src/store/opening'
import { checkpointOf, openLab, weightsOf } from '../store/lab-ports-double'

const FRAME = { step: 2, epoch: 1, images: 256, loss: 2 }

/** A page whose runs reach a step, and whose films are looked at. */
async function lab() {
  const { store, tell } = openLab()
  store.getState().variantChosen('modern')
  await weightsSettled(store, 1000)
  const trainTo = (variant: 'modern' | 'pytorch', step: number, seed: number) => {
    store.getState().trainPressed()
    const weights = weightsOf(variant === 'modern' ? modernNetwork() : PYTORCH_COURSE, seed)
    tell({ kind: 'finished', stopped: true, checkpoint: checkpointOf(variant, step, weights) })
  }
  const lookBack = (seed: number) =>
    store.getState().frameShown({ ...FRAME, weights: weightsOf(modernNetwork(), seed) })
  return { store, trainTo, lookBack }
}

describe('the name of weights', () => {
  it('tells runs of one page apart, and frames of their films', async () => {
    const { store, trainTo, lookBack } = await lab()
    trainTo('modern', 8, 1)
    expect(originOf(store.getState())).toEqual({ kind: 'run', run: 1, epoch: 1, step: 8 })
    lookBack(2)
    expect(originOf(store.getState())).toEqual({ kind: 'film', run: 1, epoch: 1, step: 2 })
    trainTo('modern', 8, 3)
    expect(originOf(store.getState())).toEqual({ kind: 'run', run: 2, epoch: 1, step: 8 })
    lookBack(4)
    expect(originOf(store.getState())).toEqual({ kind: 'film', run: 2, epoch: 1, step: 2 })
  })

  it('stays with the run that made them, when another network was trained since', async () => {
    const { store, trainTo } = await lab()
    trainTo('modern', 8, 1)
    store.getState().variantChosen('pytorch')
    trainTo('pytorch', 9, 2)
    expect(originOf(store.getState())).toMatchObject({ kind: 'run', run: 2 })
    store.getState().variantChosen('modern')
    expect(originOf(store.getState())).toMatchObject({ kind: 'run', run: 1, step: 8 })
  })
})
