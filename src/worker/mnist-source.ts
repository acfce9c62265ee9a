import { type LabelledImages, MNIST_COUNTS, MNIST_PIXELS, shardOf } from '../core/mnist/images'
import { MANIFEST_FILE, type MnistManifest } from '../core/mnist/manifest'
import { parseManifest } from './mnist-manifest'
import { createMnistSet, type MnistImages, type MnistProgress } from './mnist-set'
import { MnistUnavailableError } from './mnist-unavailable'
import { retryable } from './retryable'
import { downloadFile, type Fetcher } from './shard-download'

/** Longest manifest that is read; the packer's is 5 kB. */
const MANIFEST_LIMIT = 100_000

export interface MnistSource {
  /** What the server has. Fetched once; a failure may be tried again, as with every call here. */
  loadManifest(): Promise<MnistManifest>
  /** 6,000 training images: views into `train`. */
  trainShard(index: number): Promise<LabelledImages>
  /** 1,000 test images: views into `test`. */
  testShard(index: number): Promise<LabelledImages>
  /** One test image, `[28, 28]`, 0..255, and its digit; loads the one shard that holds it. */
  testImage(index: number): Promise<{ readonly pixels: Uint8Array; readonly label: number }>
  /** All 60,000 training images. */
  readonly train: MnistImages
  /** All 10,000 test images. */
  readonly test: MnistImages
}

/**
 * Loads MNIST from the app's own origin, piece by piece and only what is asked for.
 *
 * @param baseUrl - Folder of the manifest and its shards.
 * @param onProgress - Called as bytes and images arrive.
 */
export function createMnistSource(
  baseUrl: string,
  fetcher: Fetcher = (url, init) => fetch(url, init),
  onProgress: (progress: MnistProgress) => void = () => {},
): MnistSource {
  const loadManifest = retryable(async () => {
    const bytes = await downloadFile(fetcher, {
      baseUrl,
      file: MANIFEST_FILE,
      limit: MANIFEST_LIMIT,
      cache: 'no-cache',
    })
    try {
      return parseManifest(new TextDecoder().decode(bytes))
    } catch (error) {
      throw new MnistUnavailableError('corrupt', MANIFEST_FILE, error)
    }
  })
  const server = { baseUrl, fetcher, loadManifest }
  const train = createMnistSet('train', server, onProgress)
  const test = createMnistSet('test', server, onProgress)
  return {
    loadManifest,
    trainShard: (index) => train.shard(index),
    testShard: (index) => test.shard(index),
    async testImage(index) {
      const { images, shardImages } = MNIST_COUNTS.test
      if (!Number.isInteger(index) || index < 0 || index >= images) {
        throw new RangeError(`testImage: index must be in 0..${images - 1}, got ${index}`)
      }
      const { pixels, labels } = await test.shard(shardOf('test', index))
      const place = index % shardImages
      return {
        pixels: pixels.slice(place * MNIST_PIXELS, (place + 1) * MNIST_PIXELS),
        label: labels[place]!,
      }
    },
    get train() {
      return train.images()
    },
    get test() {
      return test.images()
    },
  }
}
