import { derivedSeed, seededRandom } from '../random'
import type { WriteImage } from './batch'
import { type LabelledImages, MNIST_PIXELS } from './images'
import { DIGITS_WITH_HABITS, withHabit } from './writing-habits'

/** Purpose of the numbers drawn here; the others' are in `split.ts` and `distorted-images.ts`. */
const HABIT_STREAM = 4

/**
 * Gives some digits of each epoch a stroke more before they are written otherwise: others in every
 * epoch, as follows from the seed, the epoch and the image's index alone.
 *
 * @param share - Of the zeros, ones and sevens; 0..1.
 * @param written - What writes the images of an epoch.
 */
export function habitImages(
  { pixels, labels }: LabelledImages,
  share: number,
  seed: number,
  written: (epoch: number) => WriteImage,
): (epoch: number) => WriteImage {
  if (share === 0) return written
  const habitual: readonly number[] = DIGITS_WITH_HABITS
  // An image is written from its own place, which decides how it is distorted.
  const changed = new Uint8Array(pixels.length)
  return (epoch) => {
    const write = written(epoch)
    return (images, index, target, at) => {
      const label = labels[index]!
      const random = seededRandom(derivedSeed(seed, HABIT_STREAM, epoch, index))
      if (!habitual.includes(label) || random() >= share) {
        write(images, index, target, at)
        return
      }
      const own = images.subarray(index * MNIST_PIXELS, (index + 1) * MNIST_PIXELS)
      changed.set(withHabit(own, label, random), index * MNIST_PIXELS)
      write(changed, index, target, at)
    }
  }
}
