import { describe, expect, it } from 'vitest'
import { cellAfterKey } from '../../../src/components/evaluate/cell-moves'
import { heatOf } from '../../../src/components/evaluate/heat'

describe('cellAfterKey', () => {
  const cell = { truth: 4, answer: 9 }

  it.each([
    ['ArrowUp', false, { truth: 3, answer: 9 }],
    ['ArrowDown', false, { truth: 5, answer: 9 }],
    ['ArrowLeft', false, { truth: 4, answer: 8 }],
    ['Home', false, { truth: 4, answer: 0 }],
    ['Home', true, { truth: 0, answer: 0 }],
    ['End', true, { truth: 9, answer: 9 }],
  ] as const)('%s (Ctrl: %s) leads to its cell', (key, ctrl, next) => {
    expect(cellAfterKey(cell, key, ctrl)).toEqual(next)
  })

  it('stays within the matrix', () => {
    expect(cellAfterKey(cell, 'ArrowRight', false)).toEqual(cell)
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

describe('heatOf', () => {
  it('is the root of the share, full from one in ten', () => {
    expect(heatOf(0)).toBe(0)
    expect(heatOf(0.001)).toBeCloseTo(0.1, 12)
    expect(heatOf(0.025)).toBeCloseTo(0.5, 12)
    expect(heatOf(0.1)).toBe(1)
    expect(heatOf(0.7)).toBe(1)
  })
})
