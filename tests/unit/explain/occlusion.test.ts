import { describe, expect, it } from 'vitest'
import {
  cover,
  coveringPixels,
  PATCH_SIDES,
  scoreChanges,
} from '../../../src/core/explain/occlusion'
import { fillBatch } from '../../../src/core/mnist/batch'
import { CLASSES, IMAGE_SIDE } from '../../../src/core/network/description'
import { modernNetwork, PYTORCH_COURSE } from '../../../src/core/network/variants'
import { testDigits } from '../ink/mnist-digits'

const image = new Float32Array(IMAGE_SIDE ** 2)
fillBatch(testDigits(1)[0]!, Uint32Array.of(0), 0, 1, image)

/** Paper within so many pixels of one, told from the distance of each pixel. */
function coveredByDistance(pixel: number, side: number): Float32Array {
  const [row, column] = [Math.floor(pixel / IMAGE_SIDE), pixel % IMAGE_SIDE]
  return image.map((ink, at) => {
    const away = Math.max(
      Math.abs(Math.floor(at / IMAGE_SIDE) - row),
      Math.abs((at % IMAGE_SIDE) - column),
    )
    return away <= (side - 1) / 2 ? 0 : ink
  })
}

describe.each(PATCH_SIDES)('a square of %i pixels', (side) => {
  it('covers what lies around its pixel with paper, cut off at the edges', () => {
    const covered = new Float32Array(IMAGE_SIDE ** 2)
    for (const pixel of [0, 31, 992, 1023, 15 * 32 + 16, 9 * 32 + 11]) {
      cover(image, pixel, side, covered)
      expect(covered).toEqual(coveredByDistance(pixel, side))
    }
  })

  it('is tried around just those pixels where it changes the image', () => {
    const changing = Array.from(image.keys()).filter((pixel) =>
      coveredByDistance(pixel, side).some((ink, at) => ink !== image[at]),
    )
    expect(coveringPixels(modernNetwork(), image, side)).toEqual(changing)
    expect(changing.length).toBeLessThan(IMAGE_SIDE ** 2 / 2)
  })
})

it('does not cover ink that a network does not read', () => {
  const edge = new Float32Array(IMAGE_SIDE ** 2)
  edge[1 * IMAGE_SIDE + 20] = 1
  edge[2 * IMAGE_SIDE + 2] = 1
  expect(coveringPixels(PYTORCH_COURSE, edge, 1)).toEqual([2 * IMAGE_SIDE + 2])
  expect(coveringPixels(modernNetwork(), edge, 1)).toEqual([52, 66])
})

it('gives the change of a score at every pixel', () => {
  const logits = Float32Array.from({ length: CLASSES }, (_, digit) => digit)
  const covered = new Float32Array(IMAGE_SIDE ** 2 * CLASSES)
  for (let pixel = 0; pixel < IMAGE_SIDE ** 2; pixel++) covered.set(logits, pixel * CLASSES)
  covered[500 * CLASSES + 7] = 4.5
  const changes = scoreChanges({ kind: 'logit', digit: 7 }, logits, covered, null)
  expect(changes[500]).toBe(-2.5)
  expect(changes.filter((change) => change !== 0)).toHaveLength(1)
})
