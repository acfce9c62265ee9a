import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { encodeShard } from '../core/mnist/encode-shard'
import {
  type LabelledImages,
  MNIST_COUNTS,
  MNIST_PIXELS,
  type MnistSet,
} from '../core/mnist/images'
import {
  MANIFEST_FILE,
  type MnistManifest,
  manifestOf,
  type ShardEntry,
  shardFile,
} from '../core/mnist/manifest'
import { parseManifest } from '../worker/mnist-manifest'

/** A shard as it is served: what the manifest says of it, and its file. */
export interface PackedShard {
  readonly entry: ShardEntry
  readonly bytes: Uint8Array
}

/** Byte of a gzip header that names the system; "unknown", so that every system packs the same. */
const GZIP_SYSTEM = { at: 9, unknown: 255 } as const

/** Cuts a set, or the first images of one, into compressed shards. */
export function packSet(set: MnistSet, { pixels, labels }: LabelledImages): readonly PackedShard[] {
  const { shardImages } = MNIST_COUNTS[set]
  return Array.from({ length: Math.ceil(labels.length / shardImages) }, (_, index) => {
    const [first, end] = [index * shardImages, (index + 1) * shardImages]
    const shard = {
      pixels: pixels.subarray(first * MNIST_PIXELS, end * MNIST_PIXELS),
      labels: labels.subarray(first, end),
    }
    // Level 9 with the default memory level: 8.88 MB; a larger one gives 8.92 MB.
    const bytes = gzipSync(encodeShard(shard), { level: 9 })
    bytes[GZIP_SYSTEM.at] = GZIP_SYSTEM.unknown
    const entry: ShardEntry = {
      file: shardFile(set, index),
      set,
      first,
      count: shard.labels.length,
      bytes: bytes.length,
      sha256: createHash('sha256').update(bytes).digest('hex'),
    }
    return { entry, bytes }
  })
}

/** Writes shards and, when all are there, their manifest into a folder, which it makes if need be. */
export function writeShards(folder: string, shards: readonly PackedShard[]): MnistManifest {
  const manifest = manifestOf(shards.map((shard) => shard.entry))
  const manifestPath = join(folder, MANIFEST_FILE)
  mkdirSync(folder, { recursive: true })
  rmSync(manifestPath, { force: true }) // what is interrupted from here on is not taken as whole
  for (const { entry, bytes } of shards) writeFileSync(join(folder, entry.file), bytes)
  writeFileSync(manifestPath, `${JSON.stringify(manifest, null, 2)}\n`)
  return manifest
}

/** Whether a folder holds all of MNIST as this version packs it, going by the sizes of its files. */
export function isCurrent(folder: string): boolean {
  try {
    const manifest = parseManifest(readFileSync(join(folder, MANIFEST_FILE), 'utf8'))
    return manifest.shards.every(({ file, bytes }) => statSync(join(folder, file)).size === bytes)
  } catch {
    return false // missing, half-written or of another version: it is packed again
  }
}
