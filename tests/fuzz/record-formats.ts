import * as v from 'valibot'
import { oneOf } from '../../src/core/chance'
import { initialWeights } from '../../src/core/network/initial-weights'
import { assertWeights } from '../../src/core/network/parameters'
import { networkOf } from '../../src/core/network/variants'
import { defaultSettings } from '../../src/core/recipe/settings'
import { keptPad } from '../../src/storage/kept-drawing'
import { keptRun } from '../../src/storage/kept-run'
import { loadPreferences } from '../../src/storage/preferences'
import { runShelf } from '../../src/storage/run-shelf'
import { initialCheckpoint } from '../../src/training/checkpoint'
import { accepted, type FuzzFormat, refused } from './format'
import { mutatedBytes } from './mutate-bytes'
import { mutatedJson, mutatedRecord } from './mutate-json'
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
      if (newest === null) return refused()
      const { settings, weights } = newest.checkpoint
      assertWeights(networkOf(settings.variant, settings.activation, settings), weights)
      return accepted(v.is(keptRun, newest) ? [] : ['kept again it is refused'])
    }
  },
}

const PAD = {
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
    return () => {
      const parsed = v.safeParse(keptPad, record)
      if (!parsed.success) return refused()
      const { past, present, future } = parsed.output.history
      const strokes = [...past, present, ...future].flatMap((drawing) => drawing.strokes)
      return accepted(strokes.every(isStroke) ? [] : ['a stroke is none'])
    }
  },
}

const isStroke = (stroke: { readonly points: readonly { readonly x: number }[] } | undefined) =>
  stroke?.points.every(({ x }) => Number.isFinite(x)) ?? false

const PREFERENCES = { theme: 'dark', language: 'zh-CN', colourRange: 'map', brush: 'thin' }
const WRITTEN = new TextEncoder().encode(JSON.stringify(PREFERENCES))

export const preferencesFormat: FuzzFormat = {
  name: 'preferences',
  prepare: (random) => {
    const text =
      random() < 0.7
        ? mutatedJson(random, PREFERENCES)
        : new TextDecoder().decode(mutatedBytes(random, WRITTEN, WRITTEN.length, WRITTEN))
    return () => {
      const read = loadPreferences(() => ({ getItem: () => text }) as unknown as Storage) // no more is used
      const unknown = Object.keys(read).filter((key) => !KNOWN.includes(key))
      if (unknown.length > 0) return accepted([`knows ${unknown}`])
      return Object.keys(read).length > 0 ? accepted() : refused()
    }
  },
}

const KNOWN = ['theme', 'language', 'colourRange', 'activationSide', 'brush']
