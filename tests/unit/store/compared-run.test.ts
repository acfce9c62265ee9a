import { expect, it } from 'vitest'
import { defaultSettings } from '../../../src/core/recipe/settings'
import type { KeptRun } from '../../../src/storage/kept-run'
import type { RunShelf } from '../../../src/storage/run-shelf'
import { checkpointOf, openLab } from './lab-ports-double'

const run = (id: number, epochs: number): KeptRun => ({
  id,
  saved: 1000 * id,
  checkpoint: {
    ...checkpointOf('modern', 10, {}),
    settings: { ...defaultSettings('modern'), epochs },
  },
  engine: null,
  epoch: 1,
  images: 640,
  totalImages: epochs * 55_000,
  curve: [{ images: 640, loss: 1.5, error: 0.5, learningRate: 0.002 }],
  evaluations: [],
  frames: [],
})

/** A shelf of which only looking through it is asked. */
const shelfOf = (runs: readonly KeptRun[]) =>
  ({ all: async () => ({ runs, damaged: 0 }), newest: async () => null }) as unknown as RunShelf

it('offers the curves of kept runs, without weights and without the run on the page', async () => {
  const { store } = openLab({ openRuns: async () => shelfOf([run(3, 2), run(2, 5), run(1, 1)]) })
  expect(store.getState().earlierRuns).toBeNull()
  store.setState({ runKeeping: { kind: 'kept', run: 3, images: 640, film: true } })
  await store.getState().earlierRunsOpened()
  const [first, second, ...rest] = store.getState().earlierRuns!
  expect(rest).toEqual([])
  expect(first).toMatchObject({ id: 2, epochs: 5, epochImages: 55_000, curve: run(2, 5).curve })
  expect(first).not.toHaveProperty('checkpoint')
  store.getState().runCompared(second!)
  expect(store.getState().comparedRun).toBe(second)
  store.getState().runCompared(null)
  expect(store.getState().comparedRun).toBeNull()
})

it('has none to offer where the browser keeps nothing', async () => {
  const { store } = openLab()
  await store.getState().earlierRunsOpened()
  expect(store.getState().earlierRuns).toEqual([])
})
