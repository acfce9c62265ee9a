import {
  type LabelledImages,
  MNIST_COUNTS,
  MNIST_PIXELS,
  type MnistSet,
} from '../core/mnist/images'
import { type MnistManifest, type ShardEntry, shardsOf } from '../core/mnist/manifest'
import { createQueue, retryable } from './retryable'
import { downloadFile, type Fetcher, openShard } from './shard-download'

/** Shards of a set that are downloaded at the same time. */
const IN_FLIGHT = 2

/** How far the download of one set has come. */
export interface MnistProgress {
  readonly set: MnistSet
  /** Compressed bytes that have come, of `totalBytes`; fewer than before where a try failed. */
  readonly bytes: number
  readonly totalBytes: number
  /** Images that are ready. */
  readonly images: number
}

/** One set, filled as its shards arrive; where none has come yet, paper and label 0. */
export interface MnistImages extends LabelledImages {
  /**
   * Resolves when a shard's images are in place. The first call starts the download of the whole
   * set, shard after shard; a shard that failed is tried again when it is asked for again.
   *
   * @throws {MnistUnavailableError} If the shard cannot be had.
   * @throws {RangeError} If the set has no such shard.
   */
  shardReady(index: number): Promise<void>
}

/** Where the shards come from. */
export interface ShardServer {
  readonly baseUrl: string
  readonly fetcher: Fetcher
  loadManifest(): Promise<MnistManifest>
}

export interface LoadedSet {
  /** One shard, as views into `images()`. Fetched once, however many ask. */
  shard(index: number): Promise<LabelledImages>
  images(): MnistImages
}

/** Loads one set's shards into one piece of memory, which is taken when it is first needed. */
export function createMnistSet(
  set: MnistSet,
  { baseUrl, fetcher, loadManifest }: ShardServer,
  onProgress: (progress: MnistProgress) => void,
): LoadedSet {
  const { images: total, shardImages } = MNIST_COUNTS[set]
  const received = new Array<number>(total / shardImages).fill(0)
  const queue = createQueue(IN_FLIGHT)
  let ready = 0
  let room: MnistImages | null = null
  let started = false

  const images = () => {
    room ??= {
      pixels: new Uint8Array(total * MNIST_PIXELS),
      labels: new Uint8Array(total),
      shardReady,
    }
    return room
  }

  const load = async (index: number, cache: RequestCache): Promise<LabelledImages> => {
    const entries = shardsOf(await loadManifest(), set)
    const entry = entries[index]! // a manifest that lacks shards is refused
    const report = (bytes: number) => {
      received[index] = bytes
      const totalBytes = sum(entries.map((each) => each.bytes))
      onProgress({ set, bytes: sum(received), totalBytes, images: ready })
    }
    try {
      const file = await downloadFile(
        fetcher,
        { baseUrl, file: entry.file, limit: entry.bytes, cache },
        report,
      )
      const shard = await openShard(entry, file)
      const views = viewsOf(images(), entry)
      views.pixels.set(shard.pixels)
      views.labels.set(shard.labels)
      ready += entry.count
      report(entry.bytes)
      return views
    } catch (error) {
      report(0)
      throw error
    }
  }

  const shards = received.map((_, index) =>
    // What failed once may lie damaged in the browser's cache.
    retryable((failures) => queue(() => load(index, failures === 0 ? 'default' : 'reload'))),
  )

  const shard = async (index: number) => {
    const asked = shards[index]
    if (asked === undefined) {
      throw new RangeError(`shard: ${set} index must be in 0..${shards.length - 1}, got ${index}`)
    }
    return asked()
  }

  const shardReady = async (index: number) => {
    if (!started) {
      started = true
      // Whoever needs one of these asks for it and hears of its failure then.
      for (const each of shards) each().catch(() => {})
    }
    await shard(index)
  }

  return { shard, images }
}

function viewsOf({ pixels, labels }: LabelledImages, { first, count }: ShardEntry): LabelledImages {
  return {
    pixels: pixels.subarray(first * MNIST_PIXELS, (first + count) * MNIST_PIXELS),
    labels: labels.subarray(first, first + count),
  }
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0)
