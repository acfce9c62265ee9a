import { expect, it } from 'vitest'
import { WeightAverage } from '../../../src/core/recipe/weight-average'

const weights = (a: number, b: number) => ({ 'F6.weight': Float32Array.of(a, b) })

it('starts with the first weights and moves by a share towards each next', () => {
  const average = new WeightAverage(0.75)
  expect(average.mean).toBeNull()
  average.add(weights(1, -2))
  expect(average.mean).toEqual(weights(1, -2))
  average.add(weights(5, 2))
  expect(average.mean).toEqual(weights(2, -1))
  average.add(weights(2, -5))
  expect(average.mean).toEqual(weights(2, -2))
})

it('keeps copies, not what an engine may overwrite', () => {
  const average = new WeightAverage(0.5)
  const first = weights(1, 1)
  average.add(first)
  first['F6.weight'].fill(9)
  expect(average.mean).toEqual(weights(1, 1))
})
