import { MNIST_PIXELS, MNIST_SIDE } from '../../../src/core/mnist/images'
import { seededRandom } from '../../../src/core/random'
import { defaultSettings, type TrainingSettings } from '../../../src/core/recipe/settings'
import { planOver, type RunPlan } from '../../../src/training/run-plan'
import type { TrainingData } from '../../../src/training/training-data'

/** Where an image keeps its own index, so that a batch tells which images it holds. */
const INDEX_PIXEL = 0

/** Labelled images that a network can learn: digit d is a bar across at height 2d + 4, in noise. */
export function barImages(count: number, seed: number): TrainingData {
  const random = seededRandom(seed)
  const pixels = new Uint8Array(count * MNIST_PIXELS)
  const labels = Uint8Array.from({ length: count }, (_, index) => (index * 7) % 10)
  for (let index = 0; index < count; index++) {
    const image = pixels.subarray(index * MNIST_PIXELS, (index + 1) * MNIST_PIXELS)
    for (let place = MNIST_SIDE; place < MNIST_PIXELS; place++) image[place] = random() * 60
    const row = 2 * labels[index]! + 4
    image.fill(200 + random() * 55, row * MNIST_SIDE + 4, row * MNIST_SIDE + 24)
    image[INDEX_PIXEL] = index
  }
  return { pixels, labels, shardReady: async () => {} }
}

/** Indices of the images of a batch of 32×32 images. */
export function indicesIn(images: Float32Array): number[] {
  const indices: number[] = []
  for (let start = 0; start < images.length; start += 32 ** 2) {
    indices.push(Math.round(images[start + 2 * 32 + 2]! * 255))
  }
  return indices
}

export const TRAINING_IMAGES = 13
export const VALIDATION = [3, 8, 11, 16]

/** Settings of a run that takes plain code a second: 13 images in batches of 3 are 5 steps an epoch. */
export const SETTINGS: TrainingSettings = {
  ...defaultSettings('modern'),
  learningRate: 0.004,
  batch: 3,
  epochs: 2,
  seed: 7,
  validationImages: VALIDATION.length,
}

/** Trains on 13 images of 17 and holds four out. */
export function smallPlan(settings: TrainingSettings): RunPlan {
  const all = Uint32Array.from({ length: TRAINING_IMAGES + VALIDATION.length }, (_, index) => index)
  return planOver(
    {
      training: all.filter((index) => !VALIDATION.includes(index)),
      validation: Uint32Array.from(VALIDATION),
    },
    settings,
  )
}
