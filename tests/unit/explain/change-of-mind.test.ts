import { beforeAll, describe, expect, it } from 'vitest'
import { changeOfMind, MOST_CHANGES } from '../../../src/core/explain/change-of-mind'
import { answerTo, isAnsweredRight } from '../../../src/core/metrics/refusal'
import { fillBatch } from '../../../src/core/mnist/batch'
import { IMAGE_SIDE, NOT_A_DIGIT, VARIANTS } from '../../../src/core/network/description'
import { forward } from '../../../src/core/network/forward'
import { type ShippedNetwork, shippedNetwork } from '../../../src/programs/shipped-network'
import { testDigits } from '../ink/mnist-digits'

const image = new Float32Array(IMAGE_SIDE ** 2)
fillBatch(testDigits(1)[0]!, Uint32Array.of(0), 0, 1, image)

/** The image with pixels changed, made anew here. */
const changedBy = (inked: readonly number[], erased: readonly number[]) =>
  image.map((ink, pixel) => (inked.includes(pixel) ? 1 : erased.includes(pixel) ? 0 : ink))

describe.each(VARIANTS)('what would make %s change its mind', (variant) => {
  let shipped: ShippedNetwork
  let computed = 0
  const logitsOf = async (images: Float32Array) => {
    computed += images.length / IMAGE_SIDE ** 2
    return forward(shipped.network, shipped.weights, images).at(-1)!.pre
  }
  const wanting = (wanted: number, leastEvidence = shipped.card.leastEvidence) =>
    changeOfMind({ ...shipped, image, wanted, leastEvidence, logitsOf })
  beforeAll(async () => {
    shipped = await shippedNetwork(variant)
  })

  it.each([9, NOT_A_DIGIT])(
    'is answered as wanted when it is computed again: %i',
    async (wanted) => {
      const { network, weights, card } = shipped
      const before = forward(network, weights, image).at(-1)!.pre
      expect(answerTo(before, card.leastEvidence)).toEqual({ digit: 7, isRefused: false })
      const change = (await wanting(wanted))!
      const pixels = [...change.inked, ...change.erased]
      expect(pixels.length).toBeGreaterThan(0)
      expect(pixels.length).toBeLessThanOrEqual(MOST_CHANGES)
      expect(new Set(pixels).size).toBe(pixels.length)
      const answersAsWanted = (inked: readonly number[], erased: readonly number[]) => {
        const { pre } = forward(network, weights, changedBy(inked, erased)).at(-1)!
        return isAnsweredRight(wanted, answerTo(pre, card.leastEvidence))
      }
      expect(answersAsWanted(change.inked, change.erased)).toBe(true)
      expect(forward(network, weights, changedBy(change.inked, change.erased)).at(-1)!.pre).toEqual(
        change.logits,
      )
      // None of them is needless.
      for (const pixel of pixels) {
        const without = (list: readonly number[]) => list.filter((other) => other !== pixel)
        expect(answersAsWanted(without(change.inked), without(change.erased)), `${pixel}`).toBe(
          false,
        )
      }
    },
  )

  it('is nothing where that is the answer already', async () => {
    expect(await wanting(7)).toMatchObject({ inked: [], erased: [] })
  })

  it('is not found where no evidence would ever be little enough', async () => {
    computed = 0
    expect(await wanting(NOT_A_DIGIT, Number.NEGATIVE_INFINITY)).toBeNull()
    expect(computed).toBe(0)
  })
})
