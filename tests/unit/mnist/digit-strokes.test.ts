import { describe, expect, it } from 'vitest'
import { drawingFromPenStrokes } from '../../../src/core/ink/pen-strokes'
import { seenOfDrawing } from '../../../src/core/ink/seen-image'
import { digitStrokes } from '../../../src/core/mnist/digit-strokes'
import { testDigits } from '../ink/mnist-digits'

describe('digitStrokes', () => {
  it('redraws MNIST digits where their ink is', () => {
    const hits = testDigits(40).map((digit) => {
      const redrawn = seenOfDrawing(drawingFromPenStrokes(digitStrokes(digit), 24))!
      const inked = [...redrawn.keys()].filter((at) => redrawn[at]! > 127)
      // One pixel of play: both boxes are 20 long, but a thinner line's is stretched to it.
      const near = (at: number) => [0, -1, 1, -28, 28].some((step) => (digit[at + step] ?? 0) > 100)
      return inked.filter(near).length / inked.length
    })
    expect(hits.reduce((sum, hit) => sum + hit, 0) / hits.length).toBeGreaterThan(0.93)
  })

  it('refuses what is no MNIST image', () => {
    expect(() => digitStrokes(new Uint8Array(1024))).toThrow('digitInk: needs 784 pixels, got 1024')
  })
})
