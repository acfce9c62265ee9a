import { type IDBPDatabase, openDB } from 'idb'
import { afterEach, describe, expect, it } from 'vitest'
import { newHistory } from '../../src/core/ink/drawing-history'
import { networkOf } from '../../src/core/network/variants'
import type { NewCorrection } from '../../src/storage/correction'
import { correctionShelf } from '../../src/storage/correction-shelf'
import { drawingShelf } from '../../src/storage/drawing-shelf'
import type { NewRun } from '../../src/storage/kept-run'
import type { KeptSource } from '../../src/storage/kept-weights'
import { newTab } from '../../src/storage/new-tab'
import { runShelf } from '../../src/storage/run-shelf'
import { weightsShelf } from '../../src/storage/weights-shelf'
import { initialCheckpoint } from '../../src/training/checkpoint'
import { SETTINGS } from '../unit/training/bar-images'
import { closeDatabases, DATABASE, openDatabase } from './databases'

afterEach(closeDatabases)

/** How each version of the database was made, written down once and for all: not the app's own code. */
const VERSIONS: readonly ((database: IDBPDatabase) => void)[] = [
  (database) => {
    database.createObjectStore('corrections', { keyPath: 'id', autoIncrement: true })
  },
  (database) => {
    const runs = database.createObjectStore('runs', { keyPath: 'id', autoIncrement: true })
    runs.createIndex('saved', 'saved')
  },
  (database) => {
    database.createObjectStore('drawings', { keyPath: 'tab' }).createIndex('saved', 'saved')
  },
  (database) => {
    database.createObjectStore('frames', { keyPath: ['run', 'step'] })
  },
  (database) => {
    database.createObjectStore('weights', { keyPath: 'variant' })
  },
]

/** Settings as they were before C3's table was one of them. */
const { c3: _, ...OLD_SETTINGS } = SETTINGS
const NETWORK = networkOf(SETTINGS.variant, SETTINGS.activation)
const CHECKPOINT = { ...initialCheckpoint(SETTINGS), step: 3 }

const OPENED: KeptSource = {
  kind: 'opened',
  network: { variant: SETTINGS.variant, activation: SETTINGS.activation },
  file: 'mine.safetensors',
  weights: CHECKPOINT.weights,
}

/** Records as each version wrote them. */
const TAB = '0123456789abcdef'
const RECORDS = {
  corrections: {
    label: 4,
    made: 1000,
    image: null,
    strokes: [{ tool: 'pen', width: 18, points: [[1.5, 2, 0.5]] }],
  },
  runs: {
    saved: 2000,
    checkpoint: { ...CHECKPOINT, settings: OLD_SETTINGS },
    engine: { name: 'simd', device: 'none', threads: 2 },
    epoch: 1,
    images: 9,
    totalImages: 26,
    curve: [{ images: 9, loss: 2.25, error: 0.5, learningRate: 0.001 }],
    evaluations: [],
  },
  drawings: {
    tab: TAB,
    revision: 7,
    saved: 3000,
    digit: {
      images: [{ side: 1, ink: new Float32Array([0.5]), isTest: true }],
      strokes: [{ tool: 'pen', width: 18, points: new Float64Array([1.5, 2, 0.5]) }],
      steps: [
        { image: null, strokes: [] },
        { image: 0, strokes: [0] },
      ],
      present: 1,
      knownLabel: 4,
    },
    number: null,
  },
  frames: { run: 1, step: 2, weights: CHECKPOINT.weights },
  weights: { variant: SETTINGS.variant, saved: 4000, source: OPENED },
} as const
/** What the app makes of the run. */
const KEPT_RUN: NewRun = { ...RECORDS.runs, checkpoint: CHECKPOINT, frames: [] }
const STORES = Object.keys(RECORDS) as (keyof typeof RECORDS)[]

async function madeBy(version: number): Promise<void> {
  const old = await openDB(DATABASE, version, {
    upgrade: (database, from) => {
      for (const make of VERSIONS.slice(from, version)) make(database)
    },
  })
  for (const store of STORES.slice(0, version)) await old.add(store, RECORDS[store])
  old.close()
}

describe.each(VERSIONS.map((_, index) => index + 1))('a database of version %i', (version) => {
  it('is taken over with everything in it, and takes everything new', async () => {
    await madeBy(version)
    const database = openDatabase()
    const corrections = correctionShelf(database)
    const runs = runShelf(database)
    const drawings = drawingShelf(database)

    const [kept] = (await corrections.all()).corrections
    expect(kept).toMatchObject({
      label: 4,
      drawing: { image: null, strokes: [{ points: [{ x: 1.5, y: 2, pressure: 0.5 }] }] },
    })
    if (version >= 2) expect(await runs.newest()).toEqual({ ...KEPT_RUN, id: 1 })
    if (version >= 3) {
      const [drawn] = (await drawings.all()).drawings
      expect(drawn).toMatchObject({ tab: TAB, revision: 7, digit: { knownLabel: 4 } })
      expect(drawn!.digit!.history.past).toHaveLength(1)
    }

    const film = await runs.frames(1, NETWORK)
    expect([...film]).toEqual(version >= 4 ? [[2, CHECKPOINT.weights]] : [])

    const answering = weightsShelf(database)
    expect((await answering.of(SETTINGS.variant))?.source).toEqual(
      version >= 5 ? OPENED : undefined,
    )
    await answering.put({ ...OPENED, file: 'other' }, 9000)
    expect(await answering.of(SETTINGS.variant)).toMatchObject({ source: { file: 'other' } })

    const { drawing } = kept!
    const more: NewCorrection = { label: 8, made: 1, drawing }
    expect(await corrections.add([more])).toEqual([2])
    const id = await runs.put({ ...KEPT_RUN, saved: 9000 }, null)
    expect((await runs.newest())?.id).toBe(id)
    const pad = { history: newHistory(drawing), knownLabel: null, testInk: new WeakSet([]) }
    await drawings.put({ tab: newTab(), revision: 0 }, 9000, { digit: pad, number: null })
    expect((await drawings.all()).drawings[0]!.digit!.history.present).toEqual(drawing)
  })
})

it('lets a newer version of the page open the database while this one has it open', async () => {
  const database = openDatabase()
  let told = 0
  database.onOutdated(() => {
    told++
  })
  await runShelf(database).put(KEPT_RUN, null)
  expect(told).toBe(0)
  let isBlocked = false
  const newer = await openDB(DATABASE, VERSIONS.length + 1, { blocked: () => (isBlocked = true) })
  expect(isBlocked).toBe(false)
  expect(await newer.count('runs')).toBe(1)
  // The old page cannot write any more, and says so instead of losing what it was given.
  await expect(runShelf(database).put(KEPT_RUN, null)).rejects.toMatchObject({
    name: 'VersionError',
  })
  expect(await newer.count('runs')).toBe(1)
  expect(told).toBe(1)
  newer.close()
})
