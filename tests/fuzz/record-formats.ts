import * as v from 'valibot'
import { oneOf } from '../../src/core/chance'
import { initialWeights } from '../../src/core/network/initial-weights'
import { assertWeights } from '../../src/core/network/parameters'
import { networkOf } from '../../src/core/network/variants'
import { defaultSettings } from '../../src/core/recipe/settings'
import { drawingShelf } from '../../src/storage/drawing-shelf'
import { keptPad } from '../../src/storage/kept-drawing'
import { keptRun } from '../../src/storage/kept-run'
import { leftDrawings } from '../../src/storage/left-drawings'
import { runShelf } from '../../src/storage/run-shelf'
import { keepDrawings } from '../../src/store/drawing-keeper'
import { initialCheckpoint } from '../../src/training/checkpoint'
import { memoryStorage } from '../unit/storage/memory-storage'
import { openLab } from '../unit/store/lab-ports-double'
import { accepted, type Finding, type FuzzFormat, refused } from './format'
import { changesBetween } from './lab'
import { mutatedRecord } from './mutate-json'
import { databaseOf } from './record-database'

const point = { images: 12_800, loss: 0.4, error: 0.1, learningRate: 0.002 }

const RUNS = (['modern', 'lenet5-1998'] as const).map((variant, index) => {
  const settings = defaultSettings(variant)
  const network = networkOf(variant, settings.activation, settings)
  const moments = { first: initialWeights(network, 2), second: initialWeights(network, 3) }
  return {
    id: index + 1,
    saved: 1_795_000_000_000,
    checkpoint: {
      ...initialCheckpoint(settings),
      step: 100,
      optimizer: settings.optimizer === 'adam' ? { kind: 'adam', ...moments } : null,
    },
    engine: { name: 'simd', device: 'none', threads: 2 },
    epoch: 1,
    images: 12_800,
    totalImages: 275_000,
    curve: [point],
    evaluations: [],
  }
})

export const keptRunFormat: FuzzFormat = {
  name: 'kept run',
  prepare: (random) => {
    const record = mutatedRecord(random, oneOf(random, RUNS))
    return async () => {
      const shelf = runShelf(databaseOf([record]))
      const [newest, { runs, damaged }] = [await shelf.newest(), await shelf.all()]
      if (runs.length + damaged !== 1) throw new Error('a record went missing')
      if (newest === null) return refused(await changesBy(record))
      const { settings, weights } = newest.checkpoint
      assertWeights(networkOf(settings.variant, settings.activation, settings), weights)
      return accepted(v.is(keptRun, newest) ? [] : ['kept again it is refused'])
    }
  },
}

let keptRuns: readonly unknown[] = []
const { store: runLab } = openLab({ openRuns: async () => runShelf(databaseOf(keptRuns)) })

/** What becomes of a page that finds such a run where there was none. */
async function changesBy(record: unknown): Promise<readonly Finding[]> {
  const opened = async (records: readonly unknown[]) => {
    keptRuns = records
    await runLab.getState().keptRunsChanged()
    return runLab.getState()
  }
  return changesBetween(await opened([]), await opened([record]))
}

export const PAD = {
  images: [{ side: 3, ink: new Float32Array(9).fill(0.25), isTest: true }],
  strokes: [
    { tool: 'pen', width: 18, points: Float64Array.of(1, 2, 0.5, 30, 40, 1) },
    { tool: 'eraser', width: 28.8, points: Float64Array.of(100, 280, 0) },
  ],
  steps: [
    { image: null, strokes: [] },
    { image: null, strokes: [0] },
    { image: 0, strokes: [0, 1] },
  ],
  present: 1,
  knownLabel: null,
}

export const keptPadFormat: FuzzFormat = {
  name: 'kept drawing',
  prepare: (random) => {
    const record = mutatedRecord(random, PAD)
    return async () => {
      const parsed = v.safeParse(keptPad, record)
      if (!parsed.success) return refused(await padChangesBy(record))
      const { past, present, future } = parsed.output.history
      const strokes = [...past, present, ...future].flatMap((drawing) => drawing.strokes)
      return accepted(strokes.every(isStroke) ? [] : ['a stroke is none'])
    }
  },
}

const TAB = '0123456789abcdef'

/** What becomes of a page in whose place such a pad is kept. */
async function padChangesBy(pad: unknown): Promise<readonly Finding[]> {
  const { store } = openLab()
  const before = store.getState()
  const kept = { tab: TAB, revision: 1, saved: 1, digit: pad, number: null }
  await keepDrawings({
    lab: store,
    openDrawings: async () => drawingShelf(databaseOf([kept])),
    left: leftDrawings(memoryStorage),
    takeTab: async () => TAB,
    renameTab: () => {},
    newTab: () => TAB,
    onLeaving: () => {},
    now: () => 0,
  })
  return changesBetween(before, store.getState())
}

const isStroke = (stroke: { readonly points: readonly { readonly x: number }[] } | undefined) =>
  stroke?.points.every(({ x }) => Number.isFinite(x)) ?? false
