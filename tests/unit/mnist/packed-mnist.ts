import { MNIST_SETS } from '../../../src/core/mnist/images'
import { readMnist } from '../../../src/programs/mnist-package'
import { type PackedShard, packSet } from '../../../src/programs/mnist-packing'

/** All of MNIST as the app serves it; takes some seconds. */
export const packMnist = (): readonly PackedShard[] =>
  MNIST_SETS.flatMap((set) => packSet(set, readMnist(set)))
