import { openDB } from 'idb'
import { afterEach, expect, it } from 'vitest'
import { initialWeights } from '../../src/core/network/initial-weights'
import { networkOf } from '../../src/core/network/variants'
import type { NewRun } from '../../src/storage/kept-run'
import { MOST_RUNS, type RunShelf, runShelf } from '../../src/storage/run-shelf'
import { initialCheckpoint } from '../../src/training/checkpoint'
import { createTrainer } from '../../src/worker/trainer'
import { SETTINGS } from '../unit/training/bar-images'
import { Reports, trainerParts } from '../unit/worker/trainer-parts'
import { closeDatabases, DATABASE, openDatabase } from './databases'
import { fingerprint } from './fingerprint'

const NETWORK = networkOf(SETTINGS.variant, SETTINGS.activation)

const openShelf = (): RunShelf => runShelf(openDatabase())

afterEach(closeDatabases)

/** A run that has come to the last of these steps, each of which is a frame. */
const run = (saved: number, steps: readonly number[]): NewRun => ({
  saved,
  checkpoint: { ...initialCheckpoint(SETTINGS), step: steps.at(-1) ?? 1 },
  engine: null,
  epoch: 1,
  images: 3,
  totalImages: 26,
  curve: [],
  evaluations: [],
  frames: steps.map((step) => ({ step, epoch: 1, images: 3 * step, loss: step === 0 ? null : 2 })),
})

const frameAt = (step: number) => ({ step, weights: initialWeights(NETWORK, step) })
const film = (steps: readonly number[]) =>
  steps.map((step) => [step, fingerprint(frameAt(step).weights)])
const framesOn = async (shelf: RunShelf, id: number) =>
  [...(await shelf.frames(id, NETWORK))].map(([step, weights]) => [step, fingerprint(weights)])
const upTo = (last: number) => Array.from({ length: last + 1 }, (_, step) => step)

/** Frames of all runs together, sound or not. */
const frameCount = () => openDatabase().read((database) => database.count('frames'))

it('keeps a film frame by frame, and for whoever opens the page next', async () => {
  const shelf = openShelf()
  const id = await shelf.put(run(100, upTo(19)), null, upTo(19).map(frameAt))
  const other = await shelf.put(run(200, [0]), null, [frameAt(0)])
  await shelf.put(run(300, [...upTo(19), 22]), id, [frameAt(22)])
  const later = openShelf()
  expect((await later.newest())!.frames).toEqual(run(300, [...upTo(19), 22]).frames)
  expect(await framesOn(later, id)).toEqual(film([...upTo(19), 22]))
  expect(await framesOn(later, other)).toEqual(film([0]))
})

it('drops frames that a run no longer has: it went back, or has a coarser film', async () => {
  const shelf = openShelf()
  const id = await shelf.put(run(100, upTo(5)), null, upTo(5).map(frameAt))
  await shelf.put(run(200, [0, 2, 3]), id)
  expect(await framesOn(shelf, id)).toEqual(film([0, 2, 3]))
})

it('drops a film with its run', async () => {
  const shelf = openShelf()
  const first = await shelf.put(run(100, [0]), null, [frameAt(0)])
  for (let made = 1; made < MOST_RUNS; made++)
    await shelf.put(run(100 + made, [0]), null, [frameAt(0)])
  expect(await frameCount()).toBe(MOST_RUNS)
  const last = await shelf.put(run(200, [0]), null, [frameAt(0)])
  expect(await framesOn(shelf, first)).toEqual([])
  expect(await frameCount()).toBe(MOST_RUNS)
  await shelf.remove(last)
  expect(await frameCount()).toBe(MOST_RUNS - 1)
  await shelf.clear()
  expect(await frameCount()).toBe(0)
})

it('leaves out frames that are not of the network', async () => {
  const shelf = openShelf()
  const id = await shelf.put(run(100, upTo(4)), null, [frameAt(0), frameAt(4)])
  const { weights } = frameAt(1)
  const raw = await openDB(DATABASE)
  await raw.add('frames', { run: id, step: 1, weights: { ...weights, 'C1.weight': 'none' } })
  await raw.add('frames', {
    run: id,
    step: 2,
    weights: { ...weights, 'C1.bias': new Float32Array(6).fill(Number.NaN) },
  })
  await raw.add('frames', { run: id, step: 3, weights: initialWeights(networkOf('pytorch'), 1) })
  raw.close()
  expect(await framesOn(shelf, id)).toEqual(film([0, 4]))
})

it('keeps a run without its film where there is no room for both, and says so', async () => {
  const shelf = openShelf()
  let puts = 0
  const narrow: RunShelf = {
    ...shelf,
    // Room for the first frames, then none.
    put: (newRun, id, frames) =>
      newRun.frames.length > 6
        ? Promise.reject(new DOMException('full', 'QuotaExceededError'))
        : shelf.put(newRun, id, frames).finally(() => puts++),
  }
  const reports = new Reports()
  let time = 0
  const trainer = createTrainer({
    ...trainerParts(),
    // Each look at the clock is a save's interval: what is reached is saved at once.
    clock: () => (time += 2000),
    nextTask: () => new Promise((resolve) => setTimeout(resolve, 0)),
    keeping: {
      takeLock: async () => ({ isExclusive: true, release: () => {} }),
      openRuns: async () => narrow,
      now: () => 1e12,
    },
  })
  await trainer.train(SETTINGS, 'wasm', null, reports.report)
  expect(puts).toBeGreaterThan(1)
  expect(reports.of('notSaved')).toEqual([])
  const saved = reports.of('saved')
  expect(saved[0]).toMatchObject({ film: true })
  expect(saved.at(-1)).toMatchObject({ film: false, images: 26 })
  expect(await shelf.newest()).toMatchObject({ images: 26, frames: [], checkpoint: { step: 10 } })
  expect(await frameCount()).toBe(0)
})
