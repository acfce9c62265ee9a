import { describe, expect, it } from 'vitest'
import { mapStates } from '../../../src/components/inspect/map-states'
import { family, readersOf } from '../../../src/components/inspector/family'
import {
  kernelAt,
  kernelBeside,
  kernelLayout,
  kernelOrigin,
} from '../../../src/components/inspector/kernel-layout'
import { paintKernels } from '../../../src/components/inspector/paint-kernels'
import { shortNumber } from '../../../src/components/inspector/paint-terms'
import { pointedTerm } from '../../../src/components/inspector/pointed-term'
import {
  cellOrigin,
  TERM_ROLES,
  termAt,
  termBeside,
  termLayout,
} from '../../../src/components/inspector/term-layout'
import type { Layer } from '../../../src/core/network/description'
import { LENET5_1998, PYTORCH_COURSE } from '../../../src/core/network/variants'

const [, , C3, , C5, F6] = LENET5_1998.layers as readonly Layer[]

describe('termLayout', () => {
  const shape = { groups: 6, rows: 5, columns: 5 }

  it.each([1150, 700, 358, 288])('finds every term again in each picture, %i wide', (width) => {
    const layout = termLayout(shape, width, 360)
    expect(layout.width).toBeLessThanOrEqual(width)
    for (const index of [0, 24, 25, 87, 149]) {
      for (const role of TERM_ROLES) {
        const { x, y } = cellOrigin(layout, index, role)
        expect(termAt(layout, x + 1, y + 1)).toBe(index)
        expect(termAt(layout, x + layout.cell - 1, y + layout.cell - 1)).toBe(index)
      }
    }
    expect(termAt(layout, 1, 1)).toBeNull()
  })

  it('steps on into the next group and stays at the ends', () => {
    const layout = termLayout(shape, 1150, 360)
    expect(layout.groupsAcross).toBeGreaterThan(1)
    expect(termBeside(layout, 4, 1, 0)).toBe(25)
    expect(termBeside(layout, 25, -1, 0)).toBe(4)
    expect(termBeside(layout, 20, 0, 1)).toBe(25 * layout.groupsAcross)
    expect(termBeside(layout, 0, -1, 0)).toBe(0)
    expect(termBeside(layout, 149, 0, 1)).toBe(149)
  })
})

it.each([
  [0, 40, '0'],
  [-0.314, 40, '−0.31'],
  [-0.314, 24, '−.31'],
  [1.264, 24, '1.3'],
  [12.6, 24, '13'],
])('%d in a cell of %i is %s', (value, cell, text) => {
  expect(shortNumber(value, cell)).toBe(text)
})

it('a weight touches a pixel for each unit of its map', () => {
  // The course's network reads the middle of the image, two pixels in.
  const unit = { plane: 'C1', map: 2, row: 3, column: 4 } as const
  const { term, lit } = pointedTerm(PYTORCH_COURSE, unit, 7)
  expect(term?.input).toEqual({ plane: 'image', map: 0, row: 6, column: 8 })
  expect(lit?.get('image')).toEqual({ maps: [0], top: 3, left: 4, bottom: 27, right: 28 })
})

it('a weight of C3 touches its map of S2 for each unit, and pixels by way of C1', () => {
  // Map 6 of the 1998 table reads 0 to 3; term 3·25 + 7 is row 1, column 2 of the last kernel.
  const unit = { plane: 'C3', map: 6, row: 4, column: 0 } as const
  const { term, lit } = pointedTerm(LENET5_1998, unit, 82)
  expect(term?.input).toEqual({ plane: 'S2', map: 3, row: 5, column: 2 })
  expect(Object.fromEntries(lit ?? [])).toEqual({
    S2: { maps: [3], top: 1, left: 2, bottom: 11, right: 12 },
    C1: { maps: [3], top: 10, left: 4, bottom: 12, right: 6 },
    image: { maps: [0], top: 10, left: 4, bottom: 16, right: 10 },
  })
  const ofF6 = pointedTerm(LENET5_1998, { plane: 'F6', map: 1, row: 0, column: 0 }, 5)
  expect(ofF6.term?.input).toEqual({ plane: 'C5', map: 5, row: 0, column: 0 })
  expect(ofF6.lit?.get('image')).toMatchObject({ top: 0, bottom: 32 })
})

describe('kernels', () => {
  const layout = kernelLayout(C3!, { maps: 6, side: 14 }, 1000)!

  it('lie in a column a map and a row an input map', () => {
    const { x, y } = kernelOrigin(layout, { map: 9, from: 4 })
    expect(kernelAt(layout, x + 2, y + 4.9)).toEqual({ map: 9, from: 4 })
    expect(kernelAt(layout, x + 5.5, y)).toBeNull()
  })

  it('are painted where the table connects, and nowhere else', () => {
    // Each link's 25 weights are its number; map 1 reads 1, 2, 3 and so has the links 3, 4, 5.
    const kernels = Float32Array.from({ length: 60 * 25 }, (_, at) => Math.floor(at / 25) + 1)
    const pixels = new Uint32Array(layout.width * layout.height)
    const colours = Uint32Array.from({ length: 513 }, (_, step) => step)
    const weights = { 'C3.weight': kernels }
    const scale = paintKernels(C3!, { maps: 6, side: 14 }, weights, layout, colours, pixels)
    expect(scale).toBe(60)
    const at = (map: number, from: number) => {
      const { x, y } = kernelOrigin(layout, { map, from })
      return pixels[(y + 4) * layout.width + x + 4]
    }
    expect(at(1, 0)).toBe(0)
    expect(at(1, 2)).toBe(Math.round(256 * (1 + 5 / 60)))
    expect(at(15, 5)).toBe(512)
  })

  it.each([
    [{ maps: 16, side: 5 }, C5!, 1392],
    [{ maps: 16, side: 5 }, C5!, 358],
    [{ maps: 120, side: 1 }, F6!, 288],
  ])('of single units are a tile a unit with all that it reads: %j', (input, layer, width) => {
    const tiles = kernelLayout(layer, input, width)!
    expect(tiles.width * tiles.zoom).toBeLessThanOrEqual(width)
    for (const map of [0, 1, 57, layer.maps - 1]) {
      const { x, y } = kernelOrigin(tiles, { map, from: null })
      const [right, bottom] = [x + tiles.tile.width, y + tiles.tile.height]
      expect(kernelAt(tiles, right - 0.1, bottom - 0.1)).toEqual({ map, from: null })
      expect(kernelAt(tiles, right + 0.1, y)).toBeNull()
    }
    expect(kernelBeside(tiles, { map: layer.maps - 1, from: null }, 1, 1).map).toBe(layer.maps - 1)
    // Each weight has a pixel of its own: what is painted over another is missing afterwards.
    const count = layer.maps * input.maps * input.side ** 2
    const weights = {
      [`${layer.name}.weight`]: Float32Array.from({ length: count }, (_, at) => at),
    }
    const pixels = new Uint32Array(tiles.width * tiles.height)
    paintKernels(layer, input, weights, tiles, new Uint32Array(513).fill(7), pixels)
    expect(pixels.filter((pixel) => pixel === 7)).toHaveLength(count)
  })

  it('light up a map’s parents and children', () => {
    const lit = family(LENET5_1998, 'C3', 1, null)
    expect([...lit].map(([plane, { maps }]) => [plane, maps])).toEqual([
      ['S2', [1, 2, 3]],
      ['C3', [1]],
      ['S4', [1]],
    ])
    expect(readersOf(LENET5_1998, 'C3', 0).get('C3')?.maps).toEqual([
      0, 4, 5, 6, 9, 10, 11, 12, 14, 15,
    ])
    expect(family(LENET5_1998, 'C5', 3, null).get('F6')?.maps).toHaveLength(84)
  })
})

it('maps that are 0 everywhere, or at the ends of their activation, are told apart', () => {
  const layer: Layer = { ...C5!, kind: 'subsampling', name: 'S4', maps: 4, side: 2 }
  const values = Float32Array.of(0, 0, 0, 0, 1.7, -1.7, 1.71, 1.7, 1.7, 0.5, 1.7, 1.7, 0, 0, 0, 0.1)
  expect(mapStates(layer, values)).toEqual({ silent: [0], saturated: [1] })
  expect(mapStates({ ...layer, activation: 'relu' }, values).saturated).toEqual([])
})
