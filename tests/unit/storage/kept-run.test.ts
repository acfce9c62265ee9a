import * as v from 'valibot'
import { expect, it } from 'vitest'
import { networkOf } from '../../../src/core/network/variants'
import type { TrainingSettings } from '../../../src/core/recipe/settings'
import { defaultSettings } from '../../../src/core/recipe/settings'
import { keptRun } from '../../../src/storage/kept-run'
import { initialCheckpoint } from '../../../src/training/checkpoint'

const OWN_TABLE = '011f03020518101c0a0f0414010e061f'

const recordOf = (settings: TrainingSettings) => ({
  id: 4,
  saved: 1_795_000_000_000,
  checkpoint: { ...initialCheckpoint(settings), step: 2 },
  engine: { name: 'simd', device: 'none', threads: 2 },
  epoch: 1,
  images: 256,
  totalImages: 275_000,
  curve: [],
  evaluations: [],
})

it('a run is kept with its connection table, and its weights must be those of the table', () => {
  const record = recordOf({ ...defaultSettings('modern'), c3: OWN_TABLE })
  const { checkpoint } = v.parse(keptRun, record)
  expect(checkpoint.settings.c3).toBe(OWN_TABLE)
  const { layers } = networkOf('modern', 'relu', checkpoint.settings)
  expect(layers[2]).toMatchObject({ connections: expect.arrayContaining([[0], [1, 2, 3]]) })
  const dense = { ...record.checkpoint, settings: defaultSettings('modern') }
  expect(v.safeParse(keptRun, { ...record, checkpoint: dense }).success).toBe(false)
  const settings = { ...record.checkpoint.settings, c3: '42' }
  const checkpointOfNone = { ...record.checkpoint, settings }
  expect(v.safeParse(keptRun, { ...record, checkpoint: checkpointOfNone }).success).toBe(false)
})

it.each([
  ['modern', 'dense'],
  ['lenet5-1998', '1998'],
] as const)('a run of %s that was kept before tables could be chosen has %s', (variant, usual) => {
  const record = recordOf(defaultSettings(variant))
  const { c3: _, ...settings } = record.checkpoint.settings
  const older = { ...record, checkpoint: { ...record.checkpoint, settings } }
  expect(v.parse(keptRun, older).checkpoint.settings).toEqual(defaultSettings(variant))
  expect(defaultSettings(variant).c3).toBe(usual)
})
