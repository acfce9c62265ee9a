import { describe, expect, it } from 'vitest'
import { manifestOf, type ShardEntry, shardFile } from '../../../src/core/mnist/manifest'
import { parseManifest } from '../../../src/worker/mnist-manifest'

const entry = (set: 'train' | 'test', index: number, count: number): ShardEntry => ({
  file: shardFile(set, index),
  set,
  first: index * count,
  count,
  bytes: 1_000 + index,
  sha256: 'ab'.repeat(32),
})
const MANIFEST = manifestOf([
  ...Array.from({ length: 10 }, (_, index) => entry('train', index, 6_000)),
  ...Array.from({ length: 10 }, (_, index) => entry('test', index, 1_000)),
])

/** The manifest's JSON with one shard's fields replaced. */
const withShard = (at: number, fields: Readonly<Record<string, unknown>>) =>
  JSON.stringify({
    ...MANIFEST,
    shards: MANIFEST.shards.map((shard, index) => (index === at ? { ...shard, ...fields } : shard)),
  })

describe('parseManifest', () => {
  it('reads what the packer writes', () => {
    expect(parseManifest(JSON.stringify(MANIFEST))).toEqual(MANIFEST)
    expect(MANIFEST.totals).toEqual({ train: 60_000, test: 10_000, bytes: 20_000 + 2 * 45 })
  })

  it.each([
    ['an address outside of the folder', { file: '../train-00.bin' }, 'Invalid format'],
    ['another address', { file: 'train-01.bin' }, "train shard 0's file must be train-00.bin"],
    ['a negative size', { bytes: -5 }, 'Invalid value'],
    ['an enormous size', { bytes: 9_000_000 }, 'Invalid value'],
    ['another size', { bytes: 1_001 }, 'total of bytes must be 20091, got 20090'],
    ['half an image', { count: 5_999.5 }, 'Invalid integer'],
    ['a missing image', { count: 5_999 }, 'number of images must be 6000, got 5999'],
    ['a shard out of place', { first: 1 }, "train-00.bin's first image must be 0, got 1"],
    ['a sum that is none', { sha256: 'AB'.repeat(32) }, 'Invalid format'],
    ['a set that is none', { set: 'validation' }, 'Invalid type'],
    ['a shard of the other set', { set: 'test' }, 'number of train shards must be 10, got 9'],
  ])('refuses %s', (_, fields, message) => {
    expect(() => parseManifest(withShard(0, fields))).toThrow(message)
  })

  it.each([
    ['a page', '<!doctype html>', 'is not valid JSON'],
    ['another version', JSON.stringify({ ...MANIFEST, version: 2 }), 'must be 1, got 2'],
    ['a missing part', JSON.stringify({ version: 1, shards: [] }), 'totals'],
    [
      'no shards',
      JSON.stringify({ ...MANIFEST, shards: [] }),
      'number of train shards must be 10, got 0',
    ],
    [
      'a thousand shards',
      JSON.stringify({ ...MANIFEST, shards: new Array(1000).fill(MANIFEST.shards[0]) }),
      'Invalid length',
    ],
  ])('refuses %s', (_, text, message) => {
    expect(() => parseManifest(text)).toThrow(message)
  })
})
