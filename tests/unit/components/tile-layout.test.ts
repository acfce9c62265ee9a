import { describe, expect, it } from 'vitest'
import {
  tileLayout,
  tileOrigin,
  unitAt,
  unitBeside,
} from '../../../src/components/inspect/tile-layout'
import { modernNetwork, PYTORCH_COURSE } from '../../../src/core/network/variants'

describe('tileLayout', () => {
  it.each([
    // 2×3 maps of 28 and one gap; 4×4 of 10 and three gaps; F6 as the paper's 7×12 bitmap.
    ['C1', 2, 3, 57, 86],
    ['S2', 2, 3, 29, 44],
    ['C3', 4, 4, 43, 43],
    ['S4', 4, 4, 23, 23],
    ['C5', 8, 15, 8, 15],
    ['F6', 7, 12, 7, 12],
  ] as const)('lays %s out in %i columns and %i rows', (name, columns, rows, width, height) => {
    const layer = modernNetwork().layers.find((candidate) => candidate.name === name)!
    expect(tileLayout(layer)).toMatchObject({ columns, rows, width, height })
  })

  it('fills every row for every layer of both networks', () => {
    for (const layer of [...modernNetwork().layers, ...PYTORCH_COURSE.layers]) {
      const { columns, rows } = tileLayout(layer)
      expect(columns * rows, layer.name).toBe(layer.maps)
    }
  })
})

describe('unitAt', () => {
  const layout = tileLayout({ maps: 6, side: 5 }) // 2×3 maps, a pitch of 6

  it('finds the unit under a picture pixel', () => {
    // Map 3 is in the second column and row: its origin is (6, 6).
    expect(unitAt(layout, 8.9, 10.2)).toEqual({ map: 3, row: 4, column: 2 })
  })

  it.each([
    ['left of the picture', -0.1, 2],
    ['above the picture', 2, -0.1],
    ['below the picture', 2, 17],
    ['right of the picture', 11, 2],
  ])('finds none in %s', (_, x, y) => {
    expect(unitAt(layout, x, y)).toBeNull()
  })

  it('finds the unit beside a gap', () => {
    expect(unitAt(layout, 5.5, 2)).toEqual({ map: 0, row: 2, column: 4 })
    expect(unitAt(layout, 2, 11.5)).toEqual({ map: 2, row: 4, column: 2 })
  })

  it('undoes tileOrigin for every map', () => {
    for (let map = 0; map < layout.maps; map++) {
      const { x, y } = tileOrigin(layout, map)
      expect(unitAt(layout, x + 1, y + 3)).toEqual({ map, row: 3, column: 1 })
    }
  })
})

describe('unitBeside', () => {
  const layout = tileLayout({ maps: 6, side: 5 })

  it('steps over the gap into the next map', () => {
    expect(unitBeside(layout, { map: 0, row: 2, column: 4 }, 1, 0)).toEqual({
      map: 1,
      row: 2,
      column: 0,
    })
    expect(unitBeside(layout, { map: 4, row: 0, column: 3 }, 0, -1)).toEqual({
      map: 2,
      row: 4,
      column: 3,
    })
  })

  it('stays at the edges', () => {
    expect(unitBeside(layout, { map: 5, row: 4, column: 4 }, 1, 1)).toEqual({
      map: 5,
      row: 4,
      column: 4,
    })
  })
})
