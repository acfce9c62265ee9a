import { describe, expect, it } from 'vitest'
import { type Blocks, receptiveField, unitsThatSee } from '../../../src/core/explain/sight'
import { type LayerUnit, type Plane, type Unit, unitIndex } from '../../../src/core/explain/unit'
import { float64 } from '../../../src/core/network/floats'
import { forwardIn } from '../../../src/core/network/forward'
import { initialWeights } from '../../../src/core/network/initial-weights'
import { LENET5_1998, modernNetwork, PYTORCH_COURSE } from '../../../src/core/network/variants'
import { seededRandom } from '../../../src/core/random'

const unit = <P extends Plane>(plane: P, map: number, row: number, column: number) => ({
  plane,
  map,
  row,
  column,
})

const holds = (blocks: Blocks, { plane, map, row, column }: Unit): boolean => {
  const block = blocks.get(plane)
  if (block === undefined) return false
  const { maps, top, left, bottom, right } = block
  const inside = row >= top && row < bottom && column >= left && column < right
  return inside && maps.includes(map)
}

describe('receptiveField', () => {
  it('goes back from S4 over the table of 1998 to the drawing', () => {
    const blocks = receptiveField(LENET5_1998, unit('S4', 0, 1, 2))
    expect(Object.fromEntries(blocks)).toEqual({
      // C3's map 0 reads S2's 0, 1 and 2.
      C3: { maps: [0], top: 2, left: 4, bottom: 4, right: 6 },
      S2: { maps: [0, 1, 2], top: 2, left: 4, bottom: 8, right: 10 },
      C1: { maps: [0, 1, 2], top: 4, left: 8, bottom: 16, right: 20 },
      image: { maps: [0], top: 4, left: 8, bottom: 20, right: 24 },
    })
  })

  it('of a unit of C5 is everything that the network reads', () => {
    const wide = receptiveField(modernNetwork(), unit('C5', 7, 0, 0)).get('image')
    expect(wide).toEqual({ maps: [0], top: 0, left: 0, bottom: 32, right: 32 })
    // The course's network reads the 28×28 in the middle.
    const narrow = receptiveField(PYTORCH_COURSE, unit('C5', 7, 0, 0)).get('image')
    expect(narrow).toEqual({ maps: [0], top: 2, left: 2, bottom: 30, right: 30 })
  })
})

/** Smooth activations and means: every input that counts moves every sum that reads it. */
const SMOOTH = [
  ['modern with tanh', modernNetwork('tanh')],
  ['lenet5-1998', LENET5_1998],
] as const

describe.each(SMOOTH)('unitsThatSee, %s', (_, network) => {
  const random = seededRandom(11)
  const image = Float64Array.from({ length: 1024 }, random)
  const weights = initialWeights(network, 2)
  const sums = (pixels: Float64Array) => forwardIn(float64, network, weights, pixels)

  it.each([
    [0, 0],
    [13, 18],
    [31, 2],
  ])('are those that a change of pixel %i, %i changes', (row, column) => {
    const changed = image.slice()
    changed[row * 32 + column]! += 0.5
    const [before, after] = [sums(image), sums(changed)]
    const blocks = unitsThatSee(network, unit('image', 0, row, column))
    for (const [index, { name, maps, side, pre }] of before.entries()) {
      for (let at = 0; at < maps * side * side; at++) {
        const place = unit(
          name,
          Math.floor(at / side ** 2),
          Math.floor(at / side) % side,
          at % side,
        )
        expect(unitIndex(side, place)).toBe(at)
        const moved = pre[at] !== after[index]!.pre[at]
        if (moved !== holds(blocks, place)) expect.fail(`${name}[${at}] moved: ${moved}`)
      }
    }
  })

  it('are those that have a unit in their receptive field', () => {
    const seen = unit('S2', 3, 6, 13)
    const blocks = unitsThatSee(network, seen)
    const { maps, side } = network.layers[2]!
    for (let map = 0; map < maps; map++) {
      for (let row = 0; row < side; row++) {
        for (let column = 0; column < side; column++) {
          const reader: LayerUnit = unit('C3', map, row, column)
          expect(holds(blocks, reader)).toBe(holds(receptiveField(network, reader), seen))
        }
      }
    }
  })
})

it('nothing sees a pixel outside of what the network reads', () => {
  expect(unitsThatSee(PYTORCH_COURSE, unit('image', 0, 1, 16)).size).toBe(0)
  expect(unitsThatSee(PYTORCH_COURSE, unit('image', 0, 2, 16)).get('C1')).toEqual({
    maps: [0, 1, 2, 3, 4, 5],
    top: 0,
    left: 10,
    bottom: 1,
    right: 15,
  })
})
