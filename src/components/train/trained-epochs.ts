import { MNIST_COUNTS } from '../../core/mnist/images'
import type { Checkpoint } from '../../worker/protocol'

/** The epoch that a checkpoint was taken in, 1 for the first; 0 before the first step. */
export function trainedEpochs({ settings, step }: Pick<Checkpoint, 'settings' | 'step'>): number {
  const images = MNIST_COUNTS.train.images - settings.validationImages
  return Math.ceil(step / Math.ceil(images / settings.batch))
}
