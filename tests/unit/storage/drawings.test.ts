import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { EMPTY_DRAWING, type InkImage, type Stroke } from '../../../src/core/ink/drawing'
import * as history from '../../../src/core/ink/drawing-history'
import { type KeptPad, keptPad } from '../../../src/storage/kept-drawing'
import { writtenPadOf } from '../../../src/storage/write-drawing'

const stroke = (x: number, points = 2): Stroke => ({
  tool: x % 2 === 0 ? 'pen' : 'eraser',
  width: 18 + x / 7,
  points: Array.from({ length: points }, (_, index) => ({
    x: x + index / 3,
    y: -index * 1.1,
    pressure: 1 / (index + 2),
  })),
})

const image = (seed: number, side = 28): InkImage => ({
  side,
  ink: Float32Array.from({ length: side ** 2 }, (_, index) => ((index * seed) % 97) / 97),
})

const pad = (kept: Partial<KeptPad> = {}): KeptPad => ({
  history: history.newHistory(),
  knownLabel: null,
  testInk: new WeakSet(),
  ...kept,
})

const there = (kept: KeptPad) => v.parse(keptPad, structuredClone(writtenPadOf(kept)))

describe('a kept drawing', () => {
  it('comes back to the bit, with what can be undone and redone, and what came from MNIST', () => {
    const [opened, fromMnist] = [image(3), image(5)]
    let made = history.addStroke(history.newHistory(), stroke(1))
    made = history.replaceImage(made, opened)
    made = history.addStroke(made, stroke(2))
    made = history.replaceImage(made, fromMnist)
    made = history.addStroke(made, stroke(3))
    made = history.undo(history.undo(made))
    const kept = there(pad({ history: made, knownLabel: 4, testInk: new WeakSet([fromMnist]) }))
    expect(kept.history).toEqual(made)
    expect(kept.knownLabel).toBe(4)
    const redone = history.redo(kept.history).present.image!
    expect(kept.testInk.has(redone)).toBe(true)
    expect(kept.testInk.has(kept.history.present.image!)).toBe(false)
    // Steps share their strokes, as they did: a kept history takes no more memory than one just drawn.
    expect(history.redo(history.redo(kept.history)).present.image).toBe(redone)
  })

  it('is written with each stroke once, and goes back less far where its history is large', () => {
    let long = history.newHistory()
    for (let made = 0; made < 150; made++) long = history.addStroke(long, stroke(made, 4))
    const written = writtenPadOf(pad({ history: long }))
    expect(written.strokes).toHaveLength(150)
    expect(there(pad({ history: long })).history.past).toHaveLength(150)
    let images = history.newHistory()
    for (let made = 1; made <= 40; made++) images = history.replaceImage(images, image(made, 280))
    const kept = there(pad({ history: images })).history
    const shades = (drawings: typeof kept.past) => drawings.map(({ image: shown }) => shown?.ink[1])
    expect(shades([kept.present])).toEqual(shades([images.present]))
    expect(shades(kept.past)).toEqual(shades(images.past.slice(-kept.past.length)))
    expect(kept.past.length).toBeGreaterThan(5)
    expect(kept.past.length).toBeLessThan(20)
  })

  const sound = () =>
    writtenPadOf(pad({ history: history.addStroke(history.newHistory(), stroke(1)) }))
  it.each([
    ['no steps', { steps: [], present: 0 }],
    ['a present that is no step', { present: 7 }],
    ['a stroke that is not there', { steps: [{ image: null, strokes: [3] }], present: 0 }],
    ['an image that is not there', { steps: [{ image: 0, strokes: [] }], present: 0 }],
    ['half a point', { strokes: [{ tool: 'pen', width: 9, points: new Float64Array(4) }] }],
    [
      'a point nowhere',
      { strokes: [{ tool: 'pen', width: 9, points: new Float64Array([NaN, 0, 0]) }] },
    ],
    [
      'points far away',
      { strokes: [{ tool: 'pen', width: 9, points: new Float64Array([1e9, 0, 0]) }] },
    ],
    [
      'a pressure of 2',
      { strokes: [{ tool: 'pen', width: 9, points: new Float64Array([0, 0, 2]) }] },
    ],
    [
      'a tool of another version',
      { strokes: [{ tool: 'spray', width: 9, points: new Float64Array(3) }] },
    ],
    [
      'an image that is no square',
      { images: [{ side: 28, ink: new Float32Array(3), isTest: false }] },
    ],
    [
      'ink that is no number',
      { images: [{ side: 1, ink: new Float32Array([NaN]), isTest: false }] },
    ],
    ['a label of two digits', { knownLabel: 12 }],
    ['something more', { markup: '<b>' }],
  ])('is not believed with %s', (_, change) => {
    expect(v.is(keptPad, sound())).toBe(true)
    expect(v.is(keptPad, { ...sound(), ...change })).toBe(false)
  })

  it('may be bare paper with something to undo', () => {
    const cleared = history.clear(history.addStroke(history.newHistory(), stroke(1)))
    expect(there(pad({ history: cleared })).history.present).toEqual(EMPTY_DRAWING)
  })
})
