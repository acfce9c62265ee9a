import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  copyFileSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { decodeShard } from '../../../src/core/mnist/decode-shard'
import { mnistFolder, readMnist } from '../../../src/programs/mnist-package'
import {
  isCurrent,
  type PackedShard,
  packSet,
  writeShards,
} from '../../../src/programs/mnist-packing'
import { parseManifest } from '../../../src/worker/mnist-manifest'
import { packMnist } from './packed-mnist'

const scratch = mkdtempSync(join(tmpdir(), 'packing-'))
const folder = join(scratch, 'mnist')
let shards: readonly PackedShard[]

beforeAll(() => {
  shards = packMnist()
}, 120_000)
afterAll(() => rmSync(scratch, { recursive: true }))

describe('packed MNIST', () => {
  it('takes at most 11 MB', () => {
    const total = shards.reduce((sum, { bytes }) => sum + bytes.length, 0)
    expect(total).toBeGreaterThan(5_000_000)
    expect(total).toBeLessThanOrEqual(11_000_000)
  })

  it('holds the published images and labels, shard after shard', () => {
    for (const set of ['train', 'test'] as const) {
      const opened = shards
        .filter(({ entry }) => entry.set === set)
        .map(({ bytes }) => decodeShard(gunzipSync(bytes)))
      const { pixels, labels } = readMnist(set)
      expect(Buffer.concat(opened.map((shard) => shard.pixels)).equals(pixels)).toBe(true)
      expect(Buffer.concat(opened.map((shard) => shard.labels)).equals(labels)).toBe(true)
    }
  })

  it('is the same when packed again', () => {
    const { pixels, labels } = readMnist('test')
    const again = packSet('test', {
      pixels: pixels.slice(0, 1_500 * 784),
      labels: labels.slice(0, 1_500),
    })
    expect(again.map(({ entry }) => entry.count)).toEqual([1_000, 500])
    expect(again[0]).toEqual(shards.find(({ entry }) => entry.file === 'test-00.bin'))
  })
})

describe('writeShards and isCurrent', () => {
  beforeEach(() => {
    rmSync(folder, { recursive: true, force: true })
    writeShards(folder, shards)
  })

  it('writes every shard and a manifest that tells them', () => {
    const manifest = parseManifest(readFileSync(join(folder, 'manifest.json'), 'utf8'))
    const { shards: entries, totals } = manifest
    expect(readdirSync(folder).sort()).toEqual(
      ['manifest.json', ...entries.map(({ file }) => file)].sort(),
    )
    expect(
      entries.slice(9, 12).map(({ file, set, first, count }) => [file, set, first, count]),
    ).toEqual([
      ['train-09.bin', 'train', 54_000, 6_000],
      ['test-00.bin', 'test', 0, 1_000],
      ['test-01.bin', 'test', 1_000, 1_000],
    ])
    for (const { file, bytes, sha256 } of entries) {
      const content = readFileSync(join(folder, file))
      expect(content.length).toBe(bytes)
      expect(createHash('sha256').update(content).digest('hex')).toBe(sha256)
    }
    const sizes = entries.map(({ file }) => statSync(join(folder, file)).size)
    expect(totals).toEqual({
      train: 60_000,
      test: 10_000,
      bytes: sizes.reduce((sum, size) => sum + size, 0),
    })
  })

  it.each<[string, () => void]>([
    ['a shard is missing', () => rmSync(join(folder, 'train-04.bin'))],
    ['a shard is cut short', () => truncateSync(join(folder, 'test-03.bin'), 99)],
    ['the manifest is missing', () => rmSync(join(folder, 'manifest.json'))],
    ['the manifest is half-written', () => truncateSync(join(folder, 'manifest.json'), 500)],
    [
      'another version packed it',
      () => {
        const path = join(folder, 'manifest.json')
        writeFileSync(path, readFileSync(path, 'utf8').replace('"version": 1', '"version": 0'))
      },
    ],
  ])('is current until %s', (_, spoil) => {
    expect(isCurrent(folder)).toBe(true)
    spoil()
    expect(isCurrent(folder)).toBe(false)
  })

  it('lets the program skip what is current', () => {
    const run = () =>
      execFileSync('node', ['--import', 'tsx', 'src/programs/pack-mnist.ts', folder], {
        encoding: 'utf8',
      })
    const before = statSync(join(folder, 'train-00.bin')).mtimeMs
    expect(run()).toBe(`pack-mnist: ${folder} is current\n`)
    expect(statSync(join(folder, 'train-00.bin')).mtimeMs).toBe(before)
  })
})

describe('readMnist', () => {
  it('refuses a file that is not the published one, and a folder without files', () => {
    const altered = mkdtempSync(join(scratch, 'altered-'))
    const name = 't10k-images-idx3-ubyte'
    copyFileSync(join(mnistFolder(), name), join(altered, name))
    const bytes = readFileSync(join(altered, name))
    bytes[500] = bytes[500]! ^ 1
    writeFileSync(join(altered, name), bytes)
    expect(() => readMnist('test', altered)).toThrow(
      /t10k-images-idx3-ubyte must have the SHA-256 0fa7898d5\w+, got [0-9a-f]{64}$/,
    )
    expect(() => readMnist('train', altered)).toThrow(/train-images-idx3-ubyte cannot be read/)
  })
})
