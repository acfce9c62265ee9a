import { describe, expect, it } from 'vitest'
import { copyImage } from '../../../src/core/mnist/batch'
import { habitImages } from '../../../src/core/mnist/habit-images'
import { type LabelledImages, MNIST_PIXELS, MNIST_SIDE } from '../../../src/core/mnist/images'
import { IMAGE_SIDE } from '../../../src/core/network/description'

/** An upright stem and a level bar, as a one and as a four. */
const IMAGES: LabelledImages = {
  pixels: Uint8Array.from({ length: 4 * MNIST_PIXELS }, (_, at) => {
    const place = at % MNIST_PIXELS
    const [x, y] = [place % MNIST_SIDE, Math.floor(place / MNIST_SIDE)]
    return x >= 13 && x < 15 && y >= 4 && y < 24 ? 255 : 0
  }),
  labels: Uint8Array.of(1, 4, 1, 1),
}

function written(share: number, epoch: number, index: number, seed = 5): Float32Array {
  const target = new Float32Array(IMAGE_SIDE ** 2)
  habitImages(IMAGES, share, seed, () => copyImage)(epoch)(IMAGES.pixels, index, target, 0)
  return target
}

const PLAIN = written(0, 0, 0)

describe('habitImages', () => {
  it('changes digits that have a habit, and no others', () => {
    expect(written(1, 0, 0)).not.toEqual(PLAIN)
    expect(written(1, 0, 1)).toEqual(PLAIN)
  })

  it('writes another form in each epoch and of each image, the same for the same seed', () => {
    expect(written(1, 3, 0)).toEqual(written(1, 3, 0))
    expect(written(1, 3, 0)).not.toEqual(written(1, 4, 0))
    expect(written(1, 3, 0)).not.toEqual(written(1, 3, 2))
    expect(written(1, 3, 0)).not.toEqual(written(1, 3, 0, 6))
  })

  it('changes that share of them', () => {
    const target = new Float32Array(IMAGE_SIDE ** 2)
    const imagesOf = habitImages(IMAGES, 0.25, 5, () => copyImage)
    const changed = Array.from({ length: 200 }, (_, epoch) => {
      target.fill(0)
      imagesOf(epoch)(IMAGES.pixels, 0, target, 0)
      return target.some((value, at) => value !== PLAIN[at])
    }).filter((isChanged) => isChanged)
    expect(changed.length).toBeGreaterThan(30)
    expect(changed.length).toBeLessThan(70)
  })

  it('leaves the images themselves as they were, and lets the other writer know the place', () => {
    const before = IMAGES.pixels.slice()
    const places: number[] = []
    const write = habitImages(IMAGES, 1, 5, () => (_, index) => places.push(index))(0)
    for (const index of [2, 1, 0]) write(IMAGES.pixels, index, new Float32Array(), 0)
    expect(places).toEqual([2, 1, 0])
    expect(IMAGES.pixels).toEqual(before)
  })
})
