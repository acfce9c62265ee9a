import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { outputShares } from '../../../src/core/explain/output-shares'
import type { LayerUnit } from '../../../src/core/explain/unit'
import { agrees, engineValue, unitSum } from '../../../src/core/explain/unit-sum'
import { fillBatch } from '../../../src/core/mnist/batch'
import { type Network, VARIANTS } from '../../../src/core/network/description'
import { forward, type LayerValues } from '../../../src/core/network/forward'
import type { SimdEngine } from '../../../src/engine/simd/simd-engine'
import { shippedNetwork } from '../../../src/programs/shipped-network'
import { simdEngineInNode } from '../../../src/programs/simd-in-node'
import { testDigits } from '../ink/mnist-digits'

/** The bar: every unit's recomputed value is the engine's. */
const LIMIT = 1e-4

const image = new Float32Array(32 * 32)
fillBatch(testDigits(3)[1]!, Uint32Array.of(0), 0, 1, image)

function unitsOf(network: Network): LayerUnit[] {
  return network.layers.flatMap(({ name: plane, maps, side }) =>
    Array.from({ length: maps * side * side }, (_, at) => ({
      plane,
      map: Math.floor(at / (side * side)),
      row: Math.floor(at / side) % side,
      column: at % side,
    })),
  )
}

let engine: SimdEngine
beforeAll(async () => {
  engine = await simdEngineInNode()
})
afterAll(() => engine.dispose())

describe.each(VARIANTS)('every unit of %s, explained', (variant) => {
  const computers = {
    'plain code': async (...given: Parameters<typeof forward>) => forward(...given),
    simd: async (...[network, weights, images]: Parameters<typeof forward>) => {
      await engine.load(network, weights)
      return engine.forward(images)
    },
  }

  it.each(['plain code', 'simd'] as const)(
    'equals the value of %s',
    async (computer) => {
      const { network, weights } = await shippedNetwork(variant)
      const layers: readonly LayerValues[] = await computers[computer](network, weights, image)
      const computed = { image, layers }
      const units = unitsOf(network)
      expect(units).toHaveLength(layers.reduce((all, { pre }) => all + pre.length, 0))
      for (const unit of units) {
        const recomputed = unitSum(network, weights, computed, unit)
        const engines = engineValue(computed, unit)
        for (const side of ['sum', 'value'] as const) {
          const difference = Math.abs(recomputed[side] - engines[side])
          if (!(difference <= LIMIT)) {
            const { plane, map, row, column } = unit
            expect.fail(`${plane} ${map},${row},${column}: ${side} differs by ${difference}`)
          }
        }
      }
    },
    30_000,
  )
})

it.each(VARIANTS)(
  'the softmax of %s, step by step, ends at the engine’s shares',
  async (variant) => {
    const { network, weights } = await shippedNetwork(variant)
    await engine.load(network, weights)
    const layers = await engine.forward(image)
    const { logits, largest, powers, total, shares } = outputShares(network, weights, {
      image,
      layers,
    })
    const { pre, post } = layers.at(-1)!
    expect(logits).toHaveLength(network.rubbishLogit === null ? 10 : 11)
    if (network.rubbishLogit !== null) expect(logits[10]).toBe(network.rubbishLogit)
    for (let digit = 0; digit < 10; digit++) {
      expect(Math.abs(logits[digit]! - pre[digit]!), `logit ${digit}`).toBeLessThanOrEqual(LIMIT)
      expect(Math.abs(shares[digit]! - post[digit]!), `share ${digit}`).toBeLessThanOrEqual(LIMIT)
      expect(powers[digit]).toBeCloseTo(Math.E ** (logits[digit]! - largest), 12)
    }
    expect(Math.max(...powers)).toBe(1)
    expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 12)
    expect(total).toBeGreaterThanOrEqual(1)
  },
)

it('agrees with a value within a ten-thousandth of it, or of 1, and never with NaN', () => {
  expect(agrees(0.50009, 0.5)).toBe(true)
  expect(agrees(0.50011, 0.5)).toBe(false)
  expect(agrees(-900.08, -900)).toBe(true)
  expect(agrees(-900.1, -900)).toBe(false)
  expect(agrees(Number.NaN, 0.5)).toBe(false)
})
