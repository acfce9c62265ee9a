import { describe, expect, it } from 'vitest'
import { codeDistances } from '../../../src/core/network/code-distances'
import { IMAGE_SIDE, type Network, NOT_A_DIGIT } from '../../../src/core/network/description'
import { DIGIT_CODES } from '../../../src/core/network/digit-codes'
import { float64 } from '../../../src/core/network/floats'
import { forward, forwardIn } from '../../../src/core/network/forward'
import { referenceGradient } from '../../../src/core/network/gradient'
import { initialWeights } from '../../../src/core/network/initial-weights'
import { imageLoss, isMisread, softmax } from '../../../src/core/network/softmax'
import { LENET5_1998, modernNetwork, networkOf } from '../../../src/core/network/variants'

/** e to these are 8, 4 and 1: with seven 0 the ten sum to 20, with a rubbish logit of ln 20 to 40. */
const logits = Float64Array.of(Math.log(8), Math.log(4), 0, 0, 0, 0, 0, 0, 0, 0)
const LN_20 = Math.log(20)

describe('softmax', () => {
  it('shares everything among the ten without a rubbish class', () => {
    const shares = softmax(logits, new Float64Array(10), null)
    expect(shares[0]).toBeCloseTo(8 / 20, 12)
    expect(shares[1]).toBeCloseTo(4 / 20, 12)
    expect(shares[9]).toBeCloseTo(1 / 20, 12)
  })

  it('leaves the rubbish class its share', () => {
    const shares = softmax(logits, new Float64Array(10), LN_20)
    expect(shares[0]).toBeCloseTo(8 / 40, 12)
    expect(shares.reduce((sum, share) => sum + share)).toBeCloseTo(1 / 2, 12)
  })

  it('overflows neither at the logits nor at the rubbish class', () => {
    const shares = softmax(Float64Array.of(1000, 0), new Float64Array(2), 1000)
    expect(Array.from(shares)).toEqual([0.5, 0])
    expect(softmax(Float64Array.of(-1000, -2000), new Float64Array(2), null)[0]).toBe(1)
    expect(softmax(Float64Array.of(0, 0), new Float64Array(2), 1000)[0]).toBe(0)
  })
})

describe('imageLoss', () => {
  it('is −log of the share of the label, a digit or none', () => {
    expect(imageLoss(logits, 1, null)).toBeCloseTo(-Math.log(4 / 20), 12)
    expect(imageLoss(logits, 1, LN_20)).toBeCloseTo(-Math.log(4 / 40), 12)
    expect(imageLoss(logits, NOT_A_DIGIT, LN_20)).toBeCloseTo(-Math.log(20 / 40), 12)
  })

  it('is infinite for no digit where there is no rubbish class', () => {
    expect(imageLoss(logits, NOT_A_DIGIT, null)).toBe(Number.POSITIVE_INFINITY)
  })
})

describe('isMisread', () => {
  it('forces an answer of an image of a digit', () => {
    expect(isMisread(logits, 0, 100)).toBe(false)
    expect(isMisread(logits, 1, null)).toBe(true)
  })

  it('counts rubbish as misread where a digit outdoes the rubbish class', () => {
    expect(isMisread(logits, NOT_A_DIGIT, Math.log(8) - 1e-9)).toBe(true)
    expect(isMisread(logits, NOT_A_DIGIT, Math.log(8) + 1e-9)).toBe(false)
  })
})

describe('a network with a rubbish class', () => {
  it.each<[string, Network, number | null]>([
    ['modern', modernNetwork(), null],
    ['modern, rubbish', modernNetwork('relu', { rubbish: true }), 0],
    ['pytorch', networkOf('pytorch'), null],
    ['pytorch, rubbish', networkOf('pytorch', 'relu', { rubbish: true }), 0],
  ])('is asked for by an option: %s', (_, { rubbishLogit }, expected) => {
    expect(rubbishLogit).toBe(expected)
  })

  it('of 1998 always has one, whose logit is a negative distance', () => {
    expect(networkOf('lenet5-1998', 'relu', { rubbish: false }).rubbishLogit).toBeLessThan(0)
  })

  it('of 1998 is e times as likely while it is taught as afterwards', () => {
    const shareOf = (whileTaught: boolean) => {
      const network = networkOf('lenet5-1998', 'relu', { rubbish: true, whileTaught })
      const shares = softmax(
        new Float64Array(10).fill(-38),
        new Float64Array(10),
        network.rubbishLogit,
      )
      return 1 - shares.reduce((sum, share) => sum + share, 0)
    }
    const odds = (share: number) => share / (1 - share)
    expect(odds(shareOf(true)) / odds(shareOf(false))).toBeCloseTo(Math.E, 10)
  })

  it('moves all ten logits down where an image shows no digit', () => {
    const network = modernNetwork('tanh', { rubbish: true })
    const weights = initialWeights(network, 4)
    const images = new Float64Array(IMAGE_SIDE ** 2).fill(0.3)
    const { post } = forwardIn(float64, network, weights, images).at(-1)!
    const { gradients, errors } = referenceGradient(network, weights, images, [NOT_A_DIGIT])
    gradients['output.bias']!.forEach((slope, digit) => {
      expect(slope, `digit ${digit}`).toBeCloseTo(post[digit]!, 12)
    })
    expect(errors).toBe(1)
  })
})

describe('the RBF output', () => {
  const network = LENET5_1998
  const image = new Float32Array(IMAGE_SIDE ** 2).fill(0.2)

  it('gives minus the squared distances of F6 to the codes', () => {
    const layers = forward(network, initialWeights(network, 6), image)
    const f6 = layers.at(-2)!.post
    const distances = codeDistances(layers.at(-1)!.pre)
    DIGIT_CODES.forEach((code, digit) => {
      const expected = Math.hypot(...code.map((value, i) => value - f6[i]!)) ** 2
      expect(distances[digit], `digit ${digit}`).toBeCloseTo(expected, 3)
    })
  })

  it('is at distance 0 of the digit whose code F6 shows', () => {
    const weights = { ...initialWeights(network, 6) }
    // f(±1) = ±1: with no weights but the code as biases, F6 shows the code of 7.
    weights['F6.weight'] = new Float32Array(weights['F6.weight']!.length)
    weights['F6.bias'] = Float32Array.from(DIGIT_CODES[7]!)
    const { pre, post } = forward(network, weights, image).at(-1)!
    const distances = codeDistances(pre)
    expect(distances[7]).toBeLessThan(1e-6)
    const apart = DIGIT_CODES[0]!.filter((value, i) => value !== DIGIT_CODES[7]![i]).length
    expect(distances[0]).toBeCloseTo(4 * apart, 3)
    expect(post[7]).toBeGreaterThan(0.999)
  })
})
