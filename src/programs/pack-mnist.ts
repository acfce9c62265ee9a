/**
 * Packs MNIST into the shards that the app serves itself: `tsx src/programs/pack-mnist.ts [FOLDER]`,
 * by default into public/mnist. Does nothing where they are already there.
 */
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { MNIST_SETS } from '../core/mnist/images'
import { readMnist } from './mnist-package'
import { isCurrent, packSet, writeShards } from './mnist-packing'

const root = join(dirname(fileURLToPath(import.meta.url)), '../..')
const folder = process.argv[2] ?? join(root, 'public/mnist')

try {
  if (isCurrent(folder)) {
    console.log(`pack-mnist: ${folder} is current`)
  } else {
    const { shards, totals } = writeShards(
      folder,
      MNIST_SETS.flatMap((set) => packSet(set, readMnist(set))),
    )
    const megabytes = (totals.bytes / 1e6).toFixed(2)
    console.log(`pack-mnist: wrote ${shards.length} shards, ${megabytes} MB, into ${folder}`)
  }
} catch (error) {
  console.error(`pack-mnist: ${error instanceof Error ? error.message : String(error)}`)
  process.exitCode = 1
}
