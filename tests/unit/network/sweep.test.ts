import { describe, expect, it } from 'vitest'
import type { Network } from '../../../src/core/network/description'
import { forward } from '../../../src/core/network/forward'
import { initialWeights } from '../../../src/core/network/initial-weights'
import { SWEEP_STEP, sweep, sweepPlaces, unitsAt } from '../../../src/core/network/sweep'
import { LENET5_1998, modernNetwork, PYTORCH_COURSE } from '../../../src/core/network/variants'
import { seededRandom } from '../../../src/core/random'

/** The 1998 network up to F6, with a softmax output: table C3, trainable subsampling, paper's scale. */
const PAPER_LAYERS: Network = {
  ...LENET5_1998,
  layers: [...LENET5_1998.layers.slice(0, -1), modernNetwork().layers.at(-1)!],
}

const NETWORKS: readonly (readonly [string, Network])[] = [
  ['modern', modernNetwork()],
  ['pytorch', PYTORCH_COURSE],
  ["the paper's layers", PAPER_LAYERS],
]

/** Weights away from 0, biases and coefficients too. */
function weightsOf(network: Network) {
  const random = seededRandom(5)
  const weights = initialWeights(network, 4)
  return Object.fromEntries(
    Object.entries(weights).map(([name, values]) => [
      name,
      values.map((value) => value + 0.1 * (random() - 0.5)),
    ]),
  )
}

function noise(width: number) {
  const random = seededRandom(width)
  return Float32Array.from({ length: 32 * width }, () => Math.max(0, 2 * random() - 1))
}

/** The 32×32 pixels that begin at a column. */
const windowAt = (image: Float32Array, width: number, left: number) =>
  Float32Array.from(
    { length: 32 * 32 },
    (_, i) => image[Math.floor(i / 32) * width + left + (i % 32)]!,
  )

describe.each(NETWORKS)('sweep of %s', (_, network) => {
  const weights = weightsOf(network)

  it('computes of a 32×32 image exactly what forward does', () => {
    const image = noise(32)
    const layers = sweep(network, weights, image, 32)
    const expected = forward(network, weights, image)
    expect(layers.map(({ name }) => name)).toEqual(expected.map(({ name }) => name))
    for (const [index, { name, maps, height, width, values }] of layers.entries()) {
      const { maps: wanted, side, pre, post } = expected[index]!
      expect([maps, height, width], name).toEqual([wanted, side, side])
      expect(values, name).toEqual(name === 'output' ? pre : post)
    }
  })

  it.each([32 + 4 * 7, 32 + 4 * 7 + 3])('reads each window of an image %i wide', (width) => {
    const image = noise(width)
    const output = sweep(network, weights, image, width).at(-1)!
    expect(output).toMatchObject({ maps: 10, height: 1, width: 8 })
    const distinct = new Set<number>()
    for (let place = 0; place < output.width; place++) {
      const window = windowAt(image, width, place * SWEEP_STEP)
      const logits = forward(network, weights, window).at(-1)!.pre
      const swept = unitsAt(output, place)
      logits.forEach((logit, digit) => {
        expect(swept[digit], `place ${place}, digit ${digit}`).toBeCloseTo(logit, 5)
      })
      distinct.add(swept[0]!)
    }
    expect(distinct.size).toBe(8)
  })
})

it.each([
  // What a unit sees, 5 pixels at C1, 14 at C3, 32 at C5, lies evenly around its column.
  ['modern', modernNetwork(), [2, 2, 6, 6, 14, 14, 14]],
  ['pytorch', PYTORCH_COURSE, [4, 4, 8, 8, 14, 14, 14]],
] as const)('places the columns of %s in the image', (_, network, lefts) => {
  const layers = sweep(network, weightsOf(network), noise(40), 40)
  expect(layers.map(({ left }) => left)).toEqual(lefts)
  expect(layers.map(({ step }) => step)).toEqual([1, 2, 2, 4, 4, 4, 4])
})

describe('sweep', () => {
  const network = modernNetwork()
  const weights = initialWeights(network, 1)

  it('has a place every 4 pixels from a width of 32 on', () => {
    expect([32, 35, 36, 64, 320].map(sweepPlaces)).toEqual([1, 1, 2, 9, 73])
  })

  it('refuses what is narrower than an image, or does not fill its width', () => {
    expect(() => sweep(network, weights, new Float32Array(32 * 31), 31)).toThrow(
      'sweep: width must be an integer from 32 on, got 31',
    )
    expect(() => sweep(network, weights, new Float32Array(32 * 40), 36)).toThrow(
      'sweep: needs 32×36 values, got 1280',
    )
  })
})
