import { openDB } from 'idb'
import { afterEach, expect, it } from 'vitest'
import { networkOf } from '../../src/core/network/variants'
import { seededRandom } from '../../src/core/random'
import type { KeptRun, NewRun } from '../../src/storage/kept-run'
import { MOST_RUNS, runShelf } from '../../src/storage/run-shelf'
import {
  isTrainingLocked,
  takeTrainingLock,
  trainingUnlocked,
} from '../../src/storage/training-lock'
import { initialCheckpoint } from '../../src/training/checkpoint'
import type { RunSoFar } from '../../src/worker/protocol'
import { createTrainer, type TrainerParts } from '../../src/worker/trainer'
import { SETTINGS } from '../unit/training/bar-images'
import { PlainEngine } from '../unit/training/plain-engine'
import { plainEngines, Reports, trainerParts } from '../unit/worker/trainer-parts'
import { closeDatabases, DATABASE, openDatabase } from './databases'
import { fingerprint } from './fingerprint'

const NETWORK = networkOf(SETTINGS.variant, SETTINGS.activation)
/** On the clock of these tests each step is a save of its own. */
const STEP_TIME = 2000

const openShelf = () => runShelf(openDatabase())

afterEach(closeDatabases)

const run = (saved: number): NewRun => ({
  saved,
  checkpoint: { ...initialCheckpoint(SETTINGS), step: 3 },
  engine: { name: 'simd', device: 'none', threads: 2 },
  epoch: 1,
  images: 9,
  totalImages: 26,
  curve: [{ images: 9, loss: 2.25, error: 0.5, learningRate: 0.001 }],
  evaluations: [],
  frames: [],
})

/** The same run, taken up again by who has opened the page. */
const soFar = (kept: KeptRun): RunSoFar => ({
  ...kept,
  frames: kept.frames.map((mark) => ({ ...mark, weights: null })),
  kept: kept.id,
})

/** A trainer over the real database, one step every 2 s, whose thread ends after some steps. */
function keepingTrainer(lastStep = Number.POSITIVE_INFINITY, shelf = openShelf()) {
  let steps = 0
  let end = () => {}
  const ended = new Promise<'ended'>((resolve) => {
    end = () => resolve('ended')
  })
  class Mortal extends PlainEngine {
    override train(...batch: Parameters<PlainEngine['train']>) {
      if (steps === lastStep) {
        end()
        return new Promise<never>(() => {})
      }
      steps++
      return super.train(...batch)
    }
  }
  const engines = plainEngines((name) => new Mortal(name))
  const parts: TrainerParts = {
    ...trainerParts({ engines }),
    clock: () => steps * STEP_TIME,
    nextTask: () => new Promise((resolve) => setTimeout(resolve, 0)),
    keeping: {
      takeLock: async () => ({ isExclusive: true, release: () => {} }),
      openRuns: async () => shelf,
      now: () => 1e12 + steps,
    },
  }
  return { ...createTrainer(parts), ended }
}

it('keeps a run whole for whoever opens the page next, and the newest ones of many', async () => {
  const shelf = openShelf()
  const first = await shelf.put(run(100), null)
  expect(await openShelf().newest()).toEqual({ ...run(100), id: first })
  await shelf.put(run(300), first)
  await shelf.put(run(200), null)
  expect(await shelf.newest()).toMatchObject({ id: first, saved: 300 })
  for (let made = 1; made <= MOST_RUNS; made++) await shelf.put(run(made), null)
  const { runs, damaged } = await shelf.all()
  expect(runs.map(({ saved }) => saved)).toEqual([5, 4, 3, 2, 1])
  expect(damaged).toBe(0)
  await shelf.remove(runs[0]!.id)
  expect(await shelf.newest()).toMatchObject({ saved: 4 })
})

it('believes no record whose weights are not those of its network', async () => {
  const shelf = openShelf()
  const sound = await shelf.put(run(100), null)
  const { checkpoint } = run(200)
  const bent = (change: object) => ({ ...run(200), checkpoint: { ...checkpoint, ...change } })
  const { 'C1.weight': missing, ...fewer } = checkpoint.weights
  const records: object[] = [
    bent({ weights: fewer }),
    bent({ weights: { ...checkpoint.weights, 'C1.weight': missing!.slice(1) } }),
    bent({ weights: { ...checkpoint.weights, 'C1.weight': missing!.map(() => Number.NaN) } }),
    bent({ optimizer: { kind: 'sgd', velocity: checkpoint.weights } }),
    bent({ step: 10_000_000 }),
    { ...run(200), engine: { name: 'abacus', device: '', threads: 1 } },
    { ...run(200), markup: '<b>' },
  ]
  const raw = await openDB(DATABASE)
  for (const record of records) await raw.add('runs', record)
  raw.close()
  expect(await shelf.newest()).toMatchObject({ id: sound })
  expect((await shelf.all()).damaged).toBe(records.length)
})

it('gives a run whose thread ended at any step the weights of the unbroken run', async () => {
  const unbroken = new Reports()
  await keepingTrainer().train(SETTINGS, 'wasm', null, unbroken.report)
  const expected = unbroken.of('finished')[0]!.checkpoint
  const film = unbroken
    .of('frameTaken')
    .map(({ frame: { weights, ...mark } }) => ({ ...mark, weights: fingerprint(weights) }))
  expect(film.map(({ step }) => step)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
  expect(unbroken.of('saved').at(-1)).toMatchObject({ images: 26 })
  const random = seededRandom(1998)
  for (let broken = 0; broken < 2; broken++) {
    const shelf = openShelf()
    await shelf.clear()
    let from: RunSoFar | null = null
    for (;;) {
      const reports = new Reports()
      const trainer = keepingTrainer(2 + Math.floor(random() * 5), shelf)
      const over = trainer.train(SETTINGS, 'wasm', from, reports.report)
      const end = await Promise.race([over, trainer.ended])
      const kept = await shelf.newest()
      if (end !== 'ended') {
        expect(kept).toMatchObject({ images: 26, epoch: 2, evaluations: [{}, {}] })
        expect(kept!.checkpoint).toEqual(expected)
        const weights = await shelf.frames(kept!.id, NETWORK)
        const keptFilm = kept!.frames.map((mark) => {
          return { ...mark, weights: fingerprint(weights.get(mark.step)!) }
        })
        expect(keptFilm).toEqual(film)
        break
      }
      if (kept !== null) from = soFar(kept)
    }
    expect((await shelf.all()).runs).toHaveLength(1)
  }
})

it('tells once that nothing is kept, and trains to the end all the same', async () => {
  const denied = new DOMException('full', 'QuotaExceededError')
  const shelf = { ...openShelf(), put: () => Promise.reject(denied) }
  const reports = new Reports()
  const short = { ...SETTINGS, epochs: 1 }
  await keepingTrainer(undefined, shelf).train(short, 'wasm', null, reports.report)
  expect(reports.of('notSaved')).toEqual([{ kind: 'notSaved', reason: 'full' }])
  expect(reports.of('finished')[0]).toMatchObject({ stopped: false, checkpoint: { step: 5 } })
})

it('lets one tab train at a time, and the next when it is done or gone', async () => {
  const { locks } = navigator
  expect(await isTrainingLocked(locks)).toBe(false)
  const lock = await takeTrainingLock(locks)
  expect(lock).toMatchObject({ isExclusive: true })
  expect(await isTrainingLocked(locks)).toBe(true)
  expect(await takeTrainingLock(locks)).toBeNull()
  const unlocked = trainingUnlocked(locks)
  lock!.release()
  await unlocked
  const next = await takeTrainingLock(locks)
  expect(next).not.toBeNull()
  next!.release()
  expect(await takeTrainingLock(undefined)).toMatchObject({ isExclusive: false })
})

it('does not begin a run while another tab trains', async () => {
  const reports = new Reports()
  const trainer = createTrainer({
    ...trainerParts(),
    keeping: {
      takeLock: async () => null,
      openRuns: () => Promise.reject(new Error('not to be opened')),
      now: () => 0,
    },
  })
  await trainer.train(SETTINGS, 'wasm', null, reports.report)
  expect(reports.kinds()).toEqual(['failed'])
  expect(reports.of('failed')[0]).toMatchObject({ reason: 'elsewhere', checkpoint: null })
})
