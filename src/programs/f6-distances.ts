import type { LabelledImages } from '../core/mnist/images'
import { CLASSES, IMAGE_SIDE, layerNamed, type Network } from '../core/network/description'
import { imageCount } from '../core/network/forward'
import type { Engine } from '../engine/engine'
import { everyIndex } from '../training/evaluation'
import { imagesOfMnist } from './mnist-report'

/** Training images whose F6 values are averaged, of the first ones. */
const MEAN_IMAGES = 10_000
const CHUNK_IMAGES = 500

/**
 * A score of images by F6: minus the squared distance to the nearest of ten codes, each the mean of F6
 * over the training images of one digit.
 */
export async function f6Distances(
  engine: Engine,
  network: Network,
  train: LabelledImages,
): Promise<(images: Float32Array) => Promise<Float64Array>> {
  const units = layerNamed(network, 'F6').maps
  const f6Of = async (
    images: Float32Array,
    each: (image: number, values: Float32Array) => void,
  ) => {
    for (let from = 0; from < imageCount(images); from += CHUNK_IMAGES) {
      const to = Math.min(imageCount(images), from + CHUNK_IMAGES)
      const layers = await engine.forward(
        images.subarray(from * IMAGE_SIDE ** 2, to * IMAGE_SIDE ** 2),
      )
      const { post } = layers.find(({ name }) => name === 'F6')!
      for (let image = from; image < to; image++) {
        each(image, post.subarray((image - from) * units, (image - from + 1) * units))
      }
    }
  }
  const codes = Array.from({ length: CLASSES }, () => new Float64Array(units))
  const counts = new Float64Array(CLASSES)
  await f6Of(imagesOfMnist(train, everyIndex(MEAN_IMAGES)), (image, values) => {
    const label = train.labels[image]!
    counts[label]!++
    for (const [unit, value] of values.entries()) codes[label]![unit]! += value
  })
  for (const [digit, code] of codes.entries()) {
    for (const unit of code.keys()) code[unit]! /= counts[digit]!
  }
  return async (images) => {
    const scores = new Float64Array(imageCount(images))
    await f6Of(images, (image, values) => {
      const distances = codes.map((code) =>
        code.reduce((sum, value, unit) => sum + (value - values[unit]!) ** 2, 0),
      )
      scores[image] = -Math.min(...distances)
    })
    return scores
  }
}
