import { describe, expect, it } from 'vitest'
import { cellAfterKey } from '../../../src/components/evaluate/cell-moves'
import { placeAfterKey } from '../../../src/components/evaluate/grid-moves'
import { heatOf } from '../../../src/components/evaluate/heat'

describe('cellAfterKey', () => {
  const cell = { truth: 4, answer: 9 }

  it.each([
    ['ArrowUp', false, { truth: 3, answer: 9 }],
    ['ArrowDown', false, { truth: 5, answer: 9 }],
    ['ArrowLeft', false, { truth: 4, answer: 8 }],
    ['Home', false, { truth: 4, answer: 0 }],
    ['Home', true, { truth: 0, answer: 0 }],
    ['ArrowRight', false, { truth: 4, answer: null }],
    ['End', false, { truth: 4, answer: null }],
    ['End', true, { truth: 9, answer: null }],
  ] as const)('%s (Ctrl: %s) leads to its cell', (key, ctrl, next) => {
    expect(cellAfterKey(cell, key, ctrl)).toEqual(next)
  })

  it('stays within the matrix', () => {
    const errors = { truth: 4, answer: null }
    expect(cellAfterKey(errors, 'ArrowRight', false)).toEqual(errors)
    expect(cellAfterKey(errors, 'ArrowDown', false)).toEqual({ truth: 5, answer: null })
    expect(cellAfterKey(errors, 'ArrowLeft', false)).toEqual(cell)
    expect(cellAfterKey({ truth: 0, answer: 3 }, 'ArrowUp', false)).toEqual({ truth: 0, answer: 3 })
    expect(cellAfterKey({ truth: 9, answer: 3 }, 'ArrowDown', false)).toEqual({
      truth: 9,
      answer: 3,
    })
    expect(cellAfterKey({ truth: 9, answer: 0 }, 'ArrowLeft', false)).toEqual({
      truth: 9,
      answer: 0,
    })
  })

  it('leaves other keys to the page', () => {
    expect(cellAfterKey(cell, 'Tab', false)).toBeNull()
    expect(cellAfterKey(cell, 'a', true)).toBeNull()
  })
})

describe('placeAfterKey', () => {
  it.each([
    ['ArrowLeft', 0, 0],
    ['ArrowLeft', 4, 3],
    ['ArrowRight', 3, 4],
    ['ArrowRight', 9, 9],
    ['ArrowUp', 2, 2],
    ['ArrowUp', 6, 2],
    ['ArrowDown', 2, 6],
    ['ArrowDown', 7, 7],
    ['Home', 7, 0],
    ['End', 7, 9],
  ] as const)('%s leads from %i to %i of ten in rows of four', (key, place, next) => {
    expect(placeAfterKey(place, key, 10, 4)).toBe(next)
  })

  it('leaves other keys to the page', () => {
    expect(placeAfterKey(3, 'Enter', 10, 4)).toBeNull()
  })
})

describe('heatOf', () => {
  it('is the root of the share, full from one in ten', () => {
    expect(heatOf(0)).toBe(0)
    expect(heatOf(0.001)).toBeCloseTo(0.1, 12)
    expect(heatOf(0.025)).toBeCloseTo(0.5, 12)
    expect(heatOf(0.1)).toBe(1)
    expect(heatOf(0.7)).toBe(1)
  })
})
