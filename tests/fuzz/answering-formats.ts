import * as v from 'valibot'
import { oneOf } from '../../src/core/chance'
import { initialWeights } from '../../src/core/network/initial-weights'
import { assertWeights } from '../../src/core/network/parameters'
import { networkOf } from '../../src/core/network/variants'
import type { RandomSource } from '../../src/core/random'
import { defaultSettings } from '../../src/core/recipe/settings'
import { keptWeights } from '../../src/storage/kept-weights'
import type { LabDatabase } from '../../src/storage/lab-database'
import { runShelf } from '../../src/storage/run-shelf'
import { weightsShelf } from '../../src/storage/weights-shelf'
import { filmOf } from '../../src/store/film'
import { keepWeights } from '../../src/store/weights-keeper'
import { initialCheckpoint } from '../../src/training/checkpoint'
import { openLab } from '../unit/store/lab-ports-double'
import { emptyDevice } from './device'
import { accepted, type FuzzFormat, type Outcome, refused } from './format'
import { changesBetween } from './lab'
import { mutatedRecord, nudgedRecord } from './mutate-json'
import { databaseOf } from './record-database'

const SETTINGS = defaultSettings('pytorch')
const PYTORCH = networkOf('pytorch', SETTINGS.activation, SETTINGS)
const NETWORK = { variant: 'pytorch', activation: SETTINGS.activation } as const
const WEIGHTS = initialWeights(PYTORCH, 7)

const markOf = (step: number) => ({ step, epoch: 1, images: 128 * step, loss: 1.5 })
const SOUND = { run: 1, step: 2, weights: WEIGHTS }
const FRAME = { run: 1, step: 5, weights: WEIGHTS }

/** Nearly every change makes a record of weights unsound, so that some are only nudged. */
const mutatedWeights = (random: RandomSource, record: unknown): unknown =>
  random() < 0.1 ? nudgedRecord(random, record) : mutatedRecord(random, record)

/** A frame of a run's film beside a sound one, fetched as the page does to play the film. */
export const filmFrameFormat: FuzzFormat = {
  name: 'film frame',
  prepare: (random) => {
    const record = mutatedWeights(random, FRAME)
    return async () => {
      const database = emptyDevice()
      await database.write('frames', (store) => store.put(SOUND))
      await putWhere(database, record)
      const { store } = openLab({ openRuns: async () => runShelf(database) })
      store.setState({
        film: filmOf(SETTINGS, [markOf(2), markOf(5)]),
        runKeeping: { kind: 'kept', run: 1, images: 640, film: true },
      })
      const before = store.getState()
      await before.framesFetched()
      const after = store.getState()
      database.close()
      return judged(before, after)
    }
  },
}

/** What has no sound key, or that of another record, cannot be in a database. */
const putWhere = (database: LabDatabase, record: unknown): Promise<unknown> =>
  database.write('frames', (store) => store.add(record)).catch(() => {})

function judged(
  before: Parameters<typeof changesBetween>[0],
  after: Parameters<typeof changesBetween>[1],
): Outcome {
  const steps = after.film.frames.map(({ step }) => step)
  if (!steps.includes(2)) return refused([{ kind: 'stateChanged', what: 'a sound frame is gone' }])
  for (const { weights } of after.film.frames) assertWeights(PYTORCH, weights ?? {})
  return steps.includes(5) ? accepted() : refused(changesBetween(before, after, ['film']))
}

const SCORE = { ownRight: 1, heldOutRight: 0, testError: 0.01 }
const OPENED = { kind: 'opened', network: NETWORK, file: 'mine', weights: WEIGHTS } as const
const KEPT = [
  OPENED,
  ...[OPENED, { kind: 'trained', checkpoint: initialCheckpoint(SETTINGS) }].map((base) => ({
    kind: 'hand',
    network: { ...NETWORK, rubbish: true },
    weights: WEIGHTS,
    leastEvidence: 2.5,
    before: SCORE,
    after: SCORE,
    drawings: { own: 1, heldOut: 0 },
    base,
  })),
].map((source) => ({ variant: 'pytorch', saved: 7, source }))

/** Weights that are to answer again when the page is opened. */
export const keptWeightsFormat: FuzzFormat = {
  name: 'kept weights',
  prepare: (random) => {
    const record = mutatedWeights(random, oneOf(random, KEPT))
    return async () => {
      const { store } = openLab({ missing: true })
      store.getState().variantChosen('pytorch')
      const before = store.getState()
      const openWeights = async () => weightsShelf(databaseOf([record]))
      await keepWeights({ lab: store, openWeights, now: () => 0 })
      const { weightsSource: source } = store.getState()
      const isTaken = source.kind === 'opened' || source.kind === 'hand'
      // Those that come with the page are still being looked for.
      if (!isTaken) return refused(changesBetween(before, store.getState(), ['weightsSource']))
      const { variant, activation } = source.network
      assertWeights(networkOf(variant, activation, source.network), source.weights)
      return accepted(
        v.is(keptWeights, { variant, saved: 0, source }) ? [] : ['kept again it is refused'],
      )
    }
  },
}
