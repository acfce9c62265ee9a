import { derivedSeed, seededRandom, shuffle } from '../random'
import { MNIST_COUNTS, shardOf } from './images'

/** Purposes of the numbers drawn here, so that one never moves the other's. */
const SPLIT_STREAM = 1
const ORDER_STREAM = 2

/** Images held out of training by default. */
export const VALIDATION_IMAGES = 5_000

/** Indices into the 60,000 training images, ascending; the two share none and leave none out. */
export interface TrainingSplit {
  readonly training: Uint32Array
  readonly validation: Uint32Array
}

/**
 * Holds some of MNIST's training images out, to choose by: the test set must not.
 *
 * They are drawn regardless of their labels. Drawing so many of each digit would need all labels,
 * and training starts when the first shard is there.
 *
 * @param seed - The same seed always holds out the same images.
 * @param validationImages - How many; may be 0.
 * @throws {RangeError} If `validationImages` is not an integer from 0 to 59,999.
 */
export function splitTrainingSet(
  seed: number,
  validationImages: number = VALIDATION_IMAGES,
): TrainingSplit {
  const { images } = MNIST_COUNTS.train
  if (!Number.isInteger(validationImages) || validationImages < 0 || validationImages >= images) {
    throw new RangeError(
      `splitTrainingSet: validationImages must be an integer in 0..${images - 1}, ` +
        `got ${validationImages}`,
    )
  }
  const order = Uint32Array.from({ length: images }, (_, index) => index)
  shuffle(order, seededRandom(derivedSeed(seed, SPLIT_STREAM)))
  return {
    training: order.slice(validationImages).sort(),
    validation: order.slice(0, validationImages).sort(),
  }
}

/**
 * The order in which an epoch visits the training images; each comes once.
 *
 * The first epoch takes shard after shard and shuffles within each, so that it can begin with the
 * first shard and does not depend on when the others arrive. Later epochs shuffle over all.
 *
 * @param training - Ascending indices, from {@link splitTrainingSet}; left as they are.
 * @param epoch - 0 for the first epoch.
 * @throws {RangeError} If `epoch` is not an integer of at least 0, or `training` is not ascending.
 */
export function epochOrder(training: Uint32Array, seed: number, epoch: number): Uint32Array {
  if (!Number.isInteger(epoch) || epoch < 0) {
    throw new RangeError(`epochOrder: epoch must be an integer of at least 0, got ${epoch}`)
  }
  const unsorted = training.findIndex((index, place) => index <= (training[place - 1] ?? -1))
  if (unsorted !== -1) {
    throw new RangeError(
      `epochOrder: training must be ascending, got ${training[unsorted]} after ` +
        `${training[unsorted - 1]} at place ${unsorted}`,
    )
  }
  const order = training.slice()
  const random = seededRandom(derivedSeed(seed, ORDER_STREAM, epoch))
  if (epoch > 0) return shuffle(order, random)
  for (let from = 0; from < order.length; ) {
    const shard = shardOf('train', order[from]!)
    let to = from
    while (to < order.length && shardOf('train', order[to]!) === shard) to++
    shuffle(order.subarray(from, to), random)
    from = to
  }
  return order
}
