import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { EMPTY_DRAWING, type InkImage, type Stroke } from '../../../src/core/ink/drawing'
import {
  addStroke,
  canRedo,
  canUndo,
  clear,
  type DrawingHistory,
  HISTORY_LENGTH,
  newHistory,
  redo,
  replaceDrawing,
  replaceImage,
  undo,
} from '../../../src/core/ink/drawing-history'

const stroke = (x: number): Stroke => ({
  tool: 'pen',
  width: 18,
  points: [{ x, y: 1, pressure: 0.5 }],
})
const image: InkImage = { side: 1, ink: Float32Array.of(0.5) }
const afterStrokes = (...xs: number[]) =>
  xs.reduce((history, x) => addStroke(history, stroke(x)), newHistory())
const strokeXs = ({ present }: DrawingHistory) => present.strokes.map(({ points }) => points[0]!.x)

describe('drawing history', () => {
  it('adds strokes, undoes and redoes them in order', () => {
    const three = afterStrokes(1, 2, 3)
    const one = undo(undo(three))
    expect(strokeXs(one)).toEqual([1])
    expect(strokeXs(redo(one))).toEqual([1, 2])
    expect(redo(redo(one)).present).toBe(three.present)
    expect([canUndo(three), canRedo(three), canUndo(undo(one)), canRedo(one)]).toEqual([
      true,
      false,
      false,
      true,
    ])
  })

  it('is the same history where there is nothing to undo or redo', () => {
    const empty = newHistory()
    expect(undo(empty)).toBe(empty)
    expect(redo(empty)).toBe(empty)
    expect(addStroke(empty, { ...stroke(1), points: [] })).toBe(empty)
  })

  it('forgets what was undone when a new stroke is made', () => {
    const history = addStroke(undo(afterStrokes(1, 2)), stroke(7))
    expect(strokeXs(history)).toEqual([1, 7])
    expect(canRedo(history)).toBe(false)
  })

  it('clears in one step that can be undone, and bare paper not at all', () => {
    const cleared = clear(afterStrokes(1, 2))
    expect(cleared.present).toEqual(EMPTY_DRAWING)
    expect(strokeXs(undo(cleared))).toEqual([1, 2])
    expect(clear(cleared)).toBe(cleared)
  })

  it('begins a new drawing with an image, which clear takes away and undo gives back', () => {
    const opened = replaceImage(afterStrokes(1), image)
    expect(opened.present).toEqual({ image, strokes: [] })
    expect(addStroke(opened, stroke(2)).present.image).toBe(image)
    expect(undo(clear(opened)).present.image).toBe(image)
    expect(strokeXs(undo(opened))).toEqual([1])
  })

  it('takes another drawing in one step, image and all', () => {
    const before = replaceImage(afterStrokes(1, 2), image)
    const history = replaceDrawing(before, { image: null, strokes: [stroke(7), stroke(8)] })
    expect(history.present.image).toBeNull()
    expect(strokeXs(history)).toEqual([7, 8])
    expect(undo(history).present).toBe(before.present)
  })

  it(`keeps the last ${HISTORY_LENGTH} steps`, () => {
    let history = afterStrokes(...Array.from({ length: HISTORY_LENGTH + 5 }, (_, x) => x))
    expect(history.past.length).toBe(HISTORY_LENGTH)
    while (canUndo(history)) history = undo(history)
    expect(strokeXs(history)).toEqual([0, 1, 2, 3, 4])
    expect(history.future.length).toBe(HISTORY_LENGTH)
  })

  it('comes back to the same drawing after any steps undone and redone', () => {
    const step = fc.constantFrom(
      (history: DrawingHistory) => addStroke(history, stroke(history.past.length)),
      (history: DrawingHistory) => replaceImage(history, image),
      (history: DrawingHistory) =>
        replaceDrawing(history, { image: null, strokes: [stroke(3), stroke(4)] }),
      clear,
      undo,
      redo,
    )
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        const history = steps.reduce((before, next) => next(before), newHistory())
        let back = history
        for (let n = 0; n < history.past.length; n++) back = undo(back)
        expect(back.present).toBe(EMPTY_DRAWING)
        for (let n = 0; n < history.past.length; n++) back = redo(back)
        expect(back).toEqual(history)
      }),
    )
  })
})
