import { describe, expect, it } from 'vitest'
import { forward } from '../../../src/core/network/forward'
import type { WideLayerValues } from '../../../src/core/network/sweep'
import { sweep } from '../../../src/core/network/sweep'
import { modernNetwork } from '../../../src/core/network/variants'
import { exampleNumber } from '../../../src/core/numbers/example-number'
import { lineImage } from '../../../src/core/numbers/line-image'
import { piecesOf } from '../../../src/core/numbers/pieces'
import { type Classify, numberText, readDigits } from '../../../src/core/numbers/read-digits'
import { readSweep, sweepText } from '../../../src/core/numbers/read-sweep'
import { shippedNetwork } from '../../../src/programs/shipped-network'

/** Logits that speak for one digit at each place with so much, and for none with 0. */
function outputOf(...said: readonly (readonly [digit: number, logit: number])[]): WideLayerValues {
  const values = new Float32Array(10 * said.length)
  for (const [place, [digit, logit]] of said.entries()) {
    values[digit * said.length + place] = logit
  }
  return { name: 'output', maps: 10, height: 1, width: said.length, left: 14, step: 4, values }
}

const QUIET = [0, 0] as const

describe('readSweep', () => {
  it('passes gaps in silence and reads one digit where several places say it', () => {
    const output = outputOf(QUIET, [2, 11], [2, 12], [2, 10], QUIET, [7, 9], [7, 12], QUIET)
    const places = readSweep(modernNetwork(), output, 8)
    expect(places.map(({ isSilent }) => isSilent)).toEqual([
      true,
      false,
      false,
      false,
      true,
      false,
      false,
      true,
    ])
    // The 2 is worth 12 − 8 at its third place and leaves four to the next, the 7 at its best.
    expect(places.flatMap(({ isRead }, place) => (isRead ? [place] : []))).toEqual([2, 6])
    expect(sweepText(places)).toBe('27')
  })

  it('gives up a place that would cost two better ones', () => {
    // Worth 2 + 2 at places 0 and 4; 3 in between would keep both from their four places.
    const output = outputOf([1, 10], QUIET, [5, 11], QUIET, [3, 10])
    expect(sweepText(readSweep(modernNetwork(), output, 8))).toBe('13')
  })

  it('reads nothing where all is silent, and silences nothing without a least evidence', () => {
    const output = outputOf([1, 3], [2, 3])
    expect(sweepText(readSweep(modernNetwork(), output, 8))).toBe('')
    const places = readSweep(modernNetwork(), output, Number.NEGATIVE_INFINITY)
    expect(places.map(({ isSilent }) => isSilent)).toEqual([false, false])
  })
})

describe('readDigits', () => {
  /** Logits by how many images are asked for: what a network would say, told by hand. */
  const saying =
    (...rows: readonly (readonly [digit: number, logit: number])[]): Classify =>
    async (images) => {
      expect(images).toHaveLength(rows.length * 32 * 32)
      return Float32Array.from(
        rows.flatMap(([digit, logit]) =>
          Array.from({ length: 10 }, (_, other) => (other === digit ? logit : 0)),
        ),
      )
    }
  const bar = (x: number, top = 40) => ({
    tool: 'pen' as const,
    width: 10,
    points: [top, 240].map((y) => ({ x, y, pressure: 0.5 })),
  })
  const strokes = [bar(50), bar(68)]
  const pieces = piecesOf(strokes, 400)

  it('reads two pieces as two digits, or as one where they make no sense apart', async () => {
    // In the order 1st, both, 2nd; 8 pad units between them cost 15 · 8/210 = 0.57 nats.
    const apart = await readDigits(strokes, pieces, 4, saying([1, 9], [4, 3], [1, 9]))
    expect(numberText(apart)).toBe('11')
    expect(apart.map(({ box }) => box)).toEqual(pieces.map(({ box }) => box))
    const together = await readDigits(strokes, pieces, 4, saying([1, 2], [4, 9], [7, 2]))
    expect(numberText(together)).toBe('4')
  })

  it('answers ? where too little speaks for a digit, two nats being the neighbours’', async () => {
    const far = [bar(50), bar(390)]
    const apart = piecesOf(far, 400)
    expect(numberText(await readDigits(far, apart, 7, saying([1, 9], [3, 3.5])))).toBe('1?')
    expect(numberText(await readDigits(far, apart, 7, saying([1, 9], [3, 5.2])))).toBe('13')
    const never = Number.NEGATIVE_INFINITY
    expect(numberText(await readDigits(far, apart, never, saying([1, 9], [3, 0.1])))).toBe('13')
  })

  it('reads nothing on bare paper', async () => {
    expect(await readDigits([], [], 4, saying())).toEqual([])
  })
})

describe.each(['modern', 'pytorch'] as const)('the shipped %s network', (variant) => {
  it('reads the example', async () => {
    const { network, weights, card } = await shippedNetwork(variant)
    const strokes = exampleNumber(700)
    const pieces = piecesOf(strokes, 700)
    const classify: Classify = async (images) => forward(network, weights, images).at(-1)!.pre
    const digits = await readDigits(strokes, pieces, card.leastEvidence, classify)
    expect(numberText(digits)).toBe('2026')
    const { ink, width } = lineImage(strokes, 700, pieces)
    const output = sweep(network, weights, ink, width).at(-1)!
    expect(output.width).toBe(readSweep(modernNetwork(), output, card.leastEvidence).length)
  })
})
