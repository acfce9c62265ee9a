import { MNIST_COUNTS, MNIST_SETS, type MnistSet, shardCount } from '../core/mnist/images'
import type { TrainingData } from '../training/training-data'
import type { MnistProgress } from './mnist-set'
import type { MnistSource } from './mnist-source'
import type { TrainingEvent } from './protocol'

/** Milliseconds between two reports of bytes, at least. */
const REPORT_INTERVAL = 100

const TOTAL_IMAGES = MNIST_SETS.reduce((sum, set) => sum + MNIST_COUNTS[set].images, 0)

/** Makes the source of MNIST, which calls back as bytes arrive. */
export type OpenMnist = (
  onProgress: (progress: MnistProgress) => void,
) => Pick<MnistSource, 'train' | 'test' | 'trainShard' | 'loadManifest'>

/** MNIST as the trainer wants it: the training set first, then the test set, with one progress. */
export class MnistData {
  readonly #source: ReturnType<OpenMnist>
  readonly #clock: () => number
  readonly #progress: Record<MnistSet, MnistProgress | null> = { train: null, test: null }
  #totalBytes = 0
  #reportedAt = Number.NEGATIVE_INFINITY
  #reportedImages = 0
  #report: (event: TrainingEvent) => void = () => {}

  constructor(open: OpenMnist, clock: () => number) {
    this.#clock = clock
    this.#source = open((progress) => {
      this.#progress[progress.set] = progress
      this.#tell()
    })
  }

  get train(): TrainingData {
    return this.#source.train
  }

  get test(): TrainingData {
    return this.#source.test
  }

  /**
   * Starts what has not been loaded yet, and reports on it from now on.
   *
   * @throws {MnistUnavailableError} If the server does not tell what it has.
   */
  async start(report: (event: TrainingEvent) => void): Promise<void> {
    this.#report = report
    const { totals } = await this.#source.loadManifest()
    this.#totalBytes = totals.bytes
    this.#tell()
    // Whoever needs a shard asks for it and hears of its failure then.
    this.everyShard('train')
      .then(() => this.everyShard('test'))
      .catch(() => {})
  }

  /** Loads what the first step needs, and no more. @throws {MnistUnavailableError} */
  async prepare(): Promise<void> {
    await this.#source.trainShard(0)
  }

  /** Resolves when a whole set is there. @throws {MnistUnavailableError} */
  async everyShard(set: MnistSet): Promise<void> {
    const images = this.#source[set]
    const shards = Array.from({ length: shardCount(set) }, (_, shard) => images.shardReady(shard))
    await Promise.all(shards)
  }

  #tell(): void {
    if (this.#totalBytes === 0) return // nothing to compare with yet
    const sum = (field: 'images' | 'bytes') =>
      MNIST_SETS.reduce((all, set) => all + (this.#progress[set]?.[field] ?? 0), 0)
    const images = sum('images')
    const now = this.#clock()
    if (images === this.#reportedImages && now - this.#reportedAt < REPORT_INTERVAL) return
    this.#reportedAt = now
    this.#reportedImages = images
    this.#report({
      kind: 'dataLoaded',
      images,
      totalImages: TOTAL_IMAGES,
      bytes: sum('bytes'),
      totalBytes: this.#totalBytes,
    })
  }
}
