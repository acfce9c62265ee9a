import { describe, expect, it } from 'vitest'
import { MNIST_COUNTS, MNIST_PIXELS } from '../../../src/core/mnist/images'
import { splitTrainingSet } from '../../../src/core/mnist/split'
import { NOT_A_DIGIT } from '../../../src/core/network/description'
import { readMnist } from '../../../src/programs/mnist-package'
import { pretrainingSet } from '../../../src/programs/pretraining-set'
import { SHIPPED_RECIPES } from '../../../src/programs/recipes'

const train = readMnist('train')
const { images: MNIST_IMAGES } = MNIST_COUNTS.train
const split = splitTrainingSet(1998, 5000)
const recipe = { ...SHIPPED_RECIPES.modern, redrawnImages: 12, rubbishImages: 9 }

describe('pretrainingSet', () => {
  const { images, split: extended } = pretrainingSet(train, split, recipe)
  const pixelsOf = (index: number) =>
    images.pixels.subarray(index * MNIST_PIXELS, (index + 1) * MNIST_PIXELS)

  it('keeps MNIST first and validates with what it validated with', () => {
    expect(images.labels.length).toBe(MNIST_IMAGES + 21)
    expect(Buffer.compare(images.pixels.subarray(0, train.pixels.length), train.pixels)).toBe(0)
    expect(extended.validation).toEqual(split.validation)
  })

  it('trains on everything that it adds, in ascending order', () => {
    const added = extended.training.slice(split.training.length)
    expect([...added]).toEqual(Array.from({ length: 21 }, (_, place) => MNIST_IMAGES + place))
    expect(extended.training.slice(0, split.training.length)).toEqual(split.training)
  })

  it('adds redrawn digits under their labels, then images of no digit', () => {
    const labels = [...images.labels.subarray(MNIST_IMAGES)]
    expect(labels.slice(0, 12).every((label) => label < NOT_A_DIGIT)).toBe(true)
    expect(new Set(labels.slice(0, 12)).size).toBeGreaterThan(3)
    expect(labels.slice(12)).toEqual(Array(9).fill(NOT_A_DIGIT))
    for (let place = 0; place < 21; place++) {
      expect(Math.max(...pixelsOf(MNIST_IMAGES + place))).toBe(255)
    }
  })

  it('gives the same bytes again', () => {
    const again = pretrainingSet(train, split, recipe).images
    const added = MNIST_IMAGES * MNIST_PIXELS
    expect(again.pixels.subarray(added)).toEqual(images.pixels.subarray(added))
  })

  it('adds nothing where a recipe asks for nothing', () => {
    const plain = pretrainingSet(train, split, { ...recipe, redrawnImages: 0, rubbishImages: 0 })
    expect(plain.images.labels.length).toBe(MNIST_IMAGES)
    expect(plain.split.training).toEqual(split.training)
  })
})
