import { openDB } from 'idb'
import { afterEach, expect, it } from 'vitest'
import { newHistory } from '../../src/core/ink/drawing-history'
import { networkOf } from '../../src/core/network/variants'
import type { NewCorrection } from '../../src/storage/correction'
import { correctionShelf } from '../../src/storage/correction-shelf'
import { readDataFile, writeDataFile } from '../../src/storage/data-file/data-file'
import { drawingShelf } from '../../src/storage/drawing-shelf'
import type { NewRun } from '../../src/storage/kept-run'
import type { KeptSource } from '../../src/storage/kept-weights'
import { newTab } from '../../src/storage/new-tab'
import { MOST_RUNS, runShelf } from '../../src/storage/run-shelf'
import { soundRecords } from '../../src/storage/sound-records'
import { storedData } from '../../src/storage/stored-data'
import { weightsShelf } from '../../src/storage/weights-shelf'
import { initialCheckpoint } from '../../src/training/checkpoint'
import { SETTINGS } from '../unit/training/bar-images'
import { closeDatabases, DATABASE, openDatabase } from './databases'

afterEach(closeDatabases)

function device() {
  const database = openDatabase()
  return {
    data: storedData(database),
    corrections: correctionShelf(database),
    runs: runShelf(database),
    drawings: drawingShelf(database),
    weights: weightsShelf(database),
  }
}

const correction = (made: number): NewCorrection => ({
  label: 4,
  made,
  drawing: {
    image: { side: 2, ink: new Float32Array([0, 1, 0, 1]) },
    strokes: [{ tool: 'pen', width: 18, points: [{ x: made, y: 2, pressure: 0.5 }] }],
  },
})

const run = (saved: number): NewRun => ({
  saved,
  checkpoint: { ...initialCheckpoint(SETTINGS), step: 3 },
  engine: { name: 'simd', device: 'none', threads: 2 },
  epoch: 1,
  images: 9,
  totalImages: 26,
  curve: [{ images: 9, loss: 2.25, error: 0.5, learningRate: 0.001 }],
  evaluations: [],
  frames: [{ step: 3, epoch: 1, images: 9, loss: 2.25 }],
})
const WEIGHTS = run(0).checkpoint.weights
const NETWORK = networkOf(SETTINGS.variant, SETTINGS.activation, { c3: SETTINGS.c3 })

const OPENED: KeptSource = {
  kind: 'opened',
  network: { variant: SETTINGS.variant, activation: SETTINGS.activation },
  file: 'mine.safetensors',
  weights: WEIGHTS,
}

async function filled() {
  const made = device()
  await made.corrections.add([correction(1), correction(2)])
  await made.runs.put(run(10), null, [{ step: 3, weights: WEIGHTS }])
  await made.weights.put(OPENED, 20)
  const { drawing } = correction(3)
  const digit = { history: newHistory(drawing), knownLabel: null, testInk: new WeakSet([]) }
  await made.drawings.put({ tab: newTab(), revision: 0 }, 5, { digit, number: null })
  return made
}

const everything = async ({ corrections, runs, drawings, weights }: ReturnType<typeof device>) => ({
  corrections: (await corrections.all()).corrections,
  runs: (await runs.all()).runs,
  drawings: (await drawings.all()).drawings,
  // Its arrays are those of the run.
  weights: (await weights.of(SETTINGS.variant))?.source.kind,
})

it('goes through a file to another device, beside what is there, and only once', async () => {
  const first = await filled()
  const sizes = await first.data.sizes()
  expect(sizes.map(({ store, records }) => [store, records])).toEqual([
    ['drawings', 1],
    ['corrections', 2],
    ['weights', 1],
    ['runs', 1],
    ['frames', 1],
  ])
  for (const { bytes } of sizes) expect(bytes).toBeGreaterThan(50)
  const before = await everything(first)
  const bytes = await writeDataFile({
    made: 1,
    preferences: {},
    records: await first.data.records(),
  })
  const { records } = await readDataFile(new Blob([bytes]))
  // On the device that it comes from nothing is new.
  expect(await first.data.add(soundRecords(records))).toEqual({
    corrections: 0,
    weights: 0,
    runs: 0,
    drawings: 0,
    known: 5,
  })
  expect(await everything(first)).toEqual(before)

  await closeDatabases()
  const other = device()
  await other.corrections.add([correction(9), correction(2)])
  await other.runs.put(run(99), null)
  expect(await other.data.add(soundRecords(records))).toEqual({
    corrections: 1,
    weights: 1,
    runs: 1,
    drawings: 1,
    known: 1,
  })
  expect((await other.corrections.all()).corrections.map(({ made }) => made)).toEqual([9, 2, 1])
  const { runs } = await other.runs.all()
  expect(runs.map(({ saved }) => saved)).toEqual([99, 10])
  expect(runs[1]!.checkpoint).toEqual(before.runs[0]!.checkpoint)
  // Its film has come along, though the run has another number here.
  expect(runs[1]!.id).not.toBe(before.runs[0]!.id)
  expect((await other.runs.frames(runs[1]!.id, NETWORK)).get(3)).toEqual(WEIGHTS)
  expect((await other.runs.frames(runs[0]!.id, NETWORK)).size).toBe(0)
  expect((await other.drawings.all()).drawings).toHaveLength(1)
  expect((await other.weights.of(SETTINGS.variant))?.source).toEqual(OPENED)
})

it('is taken whole or not at all', async () => {
  const { data, runs, ...rest } = await filled()
  const before = await everything({ data, runs, ...rest })
  const { checkpoint } = run(50)
  const weights = { ...checkpoint.weights, 'C1.weight': new Float32Array(3) }
  const infinite = Object.fromEntries(
    Object.entries(checkpoint.weights).map(([name, values]) => [name, values.map(() => Infinity)]),
  )
  const raw = await openDB(DATABASE)
  const sound = await raw.get('corrections', 1)
  raw.close()
  const bent = [
    { runs: [{ ...run(50), id: 1, checkpoint: { ...checkpoint, weights } }] },
    { runs: [{ ...run(50), id: 1, checkpoint: { ...checkpoint, weights: infinite } }] },
    { runs: ['a run'] },
    {
      corrections: [
        { ...sound, made: 77 },
        { ...sound, label: 12 },
      ],
    },
    { drawings: [{ tab: '../etc', revision: 1, saved: 1, digit: null, number: null }] },
    { weights: [{ variant: 'pytorch', saved: 1, source: OPENED }] },
    { films: [{}] },
    { frames: [{ run: 1, step: 3, weights: WEIGHTS }] },
    {
      runs: [{ ...run(50), id: 1 }],
      frames: [{ run: 1, step: 3, weights: { 'C1.weight': new Float32Array(3) } }],
    },
    {
      corrections: [{ ...sound, made: 78 }],
      runs: Array.from({ length: MOST_RUNS }, (_, id) => ({ ...run(id), id })),
    },
    { corrections: Array.from({ length: 500 }, (_, made) => ({ ...sound, made: 1000 + made })) },
  ]
  for (const records of bent) {
    const adding = async () => data.add(soundRecords(records))
    await expect(adding()).rejects.toMatchObject({ name: 'DataFileError' })
    expect(await everything({ data, runs, ...rest })).toEqual(before)
  }
})

it('goes, one kind at a time, and leaves damaged records out of a file', async () => {
  const made = await filled()
  const raw = await openDB(DATABASE)
  await raw.add('runs', { id: 7, saved: 1, weights: 'none' })
  raw.close()
  expect((await made.data.records()).runs).toHaveLength(1)
  await made.data.clear('runs')
  expect((await made.data.sizes()).map(({ records }) => records)).toEqual([1, 2, 1, 0, 0])
})
