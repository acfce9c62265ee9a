import { describe, expect, it } from 'vitest'
import { initialWeights } from '../../../src/core/network/initial-weights'
import { assertWeights, parametersOf } from '../../../src/core/network/parameters'
import { LENET5_1998, modernNetwork, PYTORCH_COURSE } from '../../../src/core/network/variants'

describe('initialWeights', () => {
  const bounds = (values: Float32Array) => Math.max(...values.map(Math.abs))

  it('draws the paper’s weights within 2.4/fan-in and close to it', () => {
    const weights = initialWeights(LENET5_1998, 1)
    expect(bounds(weights['C5.weight']!)).toBeLessThanOrEqual(2.4 / 400)
    expect(bounds(weights['C5.weight']!)).toBeGreaterThan((2.4 / 400) * 0.999)
  })

  it('draws He’s weights within √(6/fan-in), biases zero', () => {
    const weights = initialWeights(modernNetwork(), 1)
    expect(bounds(weights['C1.weight']!)).toBeLessThanOrEqual(Math.sqrt(6 / 25))
    expect(bounds(weights['C3.weight']!)).toBeGreaterThan(Math.sqrt(6 / 150) * 0.99)
    expect([...weights['F6.bias']!].every((bias) => bias === 0)).toBe(true)
  })

  it('draws PyTorch’s weights and biases within 1/√fan-in', () => {
    const weights = initialWeights(PYTORCH_COURSE, 1)
    expect(bounds(weights['C5.weight']!)).toBeGreaterThan((1 / 16) * 0.999)
    expect(bounds(weights['C5.bias']!)).toBeLessThanOrEqual(1 / 16)
  })

  it('repeats with the seed and differs without', () => {
    expect(initialWeights(modernNetwork(), 7)).toEqual(initialWeights(modernNetwork(), 7))
    expect(initialWeights(modernNetwork(), 7)).not.toEqual(initialWeights(modernNetwork(), 8))
  })
})

describe('assertWeights', () => {
  const network = modernNetwork()
  const good = initialWeights(network, 3)

  it('takes what initialWeights draws', () => {
    expect(() => assertWeights(network, good)).not.toThrow()
  })

  it.each(parametersOf(network).map(({ name }) => name))('names %s where it is missing', (name) => {
    const { [name]: _, ...rest } = good
    expect(() => assertWeights(network, rest)).toThrow(`needs ${name}`)
  })

  it('names a wrong size, a value that is not finite and a foreign array', () => {
    expect(() => assertWeights(network, { ...good, 'F6.bias': new Float32Array(83) })).toThrow(
      'F6.bias needs 84 values [84], got 83',
    )
    const poisoned = good['C1.bias']!.slice()
    poisoned[4] = Number.NaN
    expect(() => assertWeights(network, { ...good, 'C1.bias': poisoned })).toThrow(
      'C1.bias[4] must be finite, got NaN',
    )
    expect(() => assertWeights(network, { ...good, 'C7.bias': new Float32Array(1) })).toThrow(
      'has no parameter C7.bias',
    )
  })
})
