import { MNIST_COUNTS, MNIST_SETS, type MnistSet, shardCount } from './images'

/** Raised whenever the layout of the shards changes. */
export const MANIFEST_VERSION = 1

export const MANIFEST_FILE = 'manifest.json'

/** One shard as it is served. */
export interface ShardEntry {
  /** File name, beside the manifest. */
  readonly file: string
  readonly set: MnistSet
  /** Index in its set of the shard's first image. */
  readonly first: number
  /** Images in the shard. */
  readonly count: number
  /** Size of the file, compressed. */
  readonly bytes: number
  /** Of the compressed file, 64 lower-case hexadecimal digits. */
  readonly sha256: string
}

/** What is served of MNIST. */
export interface MnistManifest {
  readonly version: number
  /** Every shard, the training set's first, each set's in the order of its images. */
  readonly shards: readonly ShardEntry[]
  readonly totals: { readonly train: number; readonly test: number; readonly bytes: number }
}

/** File name of a shard: `train-00.bin`. */
export const shardFile = (set: MnistSet, index: number): string =>
  `${set}-${String(index).padStart(2, '0')}.bin`

/** The shards of one set, in the order of its images. */
export const shardsOf = (manifest: MnistManifest, set: MnistSet): readonly ShardEntry[] =>
  manifest.shards.filter((shard) => shard.set === set)

/** The manifest of shards that hold all of MNIST. */
export function manifestOf(shards: readonly ShardEntry[]): MnistManifest {
  const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0)
  const images = (set: MnistSet) =>
    sum(shards.filter((shard) => shard.set === set).map((shard) => shard.count))
  return {
    version: MANIFEST_VERSION,
    shards,
    totals: {
      train: images('train'),
      test: images('test'),
      bytes: sum(shards.map((shard) => shard.bytes)),
    },
  }
}

/**
 * Checks that a manifest lists all of MNIST, as this version of the app cuts it.
 *
 * @throws {RangeError} If its version, its number of shards, a shard's name, place or size, or a
 *   total is another.
 */
export function checkManifest(manifest: MnistManifest): void {
  expectValue('version', MANIFEST_VERSION, manifest.version)
  for (const set of MNIST_SETS) {
    const { images, shardImages } = MNIST_COUNTS[set]
    const shards = shardsOf(manifest, set)
    expectValue(`number of ${set} shards`, shardCount(set), shards.length)
    for (const [index, shard] of shards.entries()) {
      expectValue(`${set} shard ${index}'s file`, shardFile(set, index), shard.file)
      expectValue(`${shard.file}'s first image`, index * shardImages, shard.first)
      expectValue(`${shard.file}'s number of images`, shardImages, shard.count)
    }
    expectValue(`total of ${set} images`, images, manifest.totals[set])
  }
  expectValue('total of bytes', manifestOf(manifest.shards).totals.bytes, manifest.totals.bytes)
}

function expectValue(what: string, needed: number | string, got: number | string): void {
  if (got === needed) return
  throw new RangeError(`checkManifest: the ${what} must be ${needed}, got ${got}`)
}
