import { beforeAll, describe, expect, it } from 'vitest'
import {
  answerMarkOf,
  comparisonOf,
  differenceOf,
} from '../../../src/components/compare/comparison'
import type { Pin } from '../../../src/components/inspect/inspection'
import { drawingFromPenStrokes } from '../../../src/core/ink/pen-strokes'
import { forward } from '../../../src/core/network/forward'
import { initialWeights } from '../../../src/core/network/initial-weights'
import { modernNetwork, PYTORCH_COURSE } from '../../../src/core/network/variants'
import type { NetworkChoice, PadReading } from '../../../src/worker/protocol'
import { packedDrawing } from '../../../src/worker/protocol/packed-drawing'
import { createReader } from '../../../src/worker/reader'
import { neverOver, noEngine } from '../worker/reader-parts'

const MODERN = { variant: 'modern', activation: 'relu' } as const
const COURSE = { variant: 'pytorch', activation: 'relu' } as const
const WEIGHTS = initialWeights(modernNetwork(), 3)
const COURSE_WEIGHTS = initialWeights(PYTORCH_COURSE, 4)
const NEVER = Number.NEGATIVE_INFINITY

async function readingOf(height: number, network: NetworkChoice, weights: typeof WEIGHTS) {
  const reader = createReader({
    decode: () => Promise.reject(new Error('no image')),
    testDigit: () => Promise.reject(new Error('no digit')),
    openEngine: noEngine,
    clock: () => 0,
    pause: neverOver,
  })
  reader.load(network, weights)
  const drawing = drawingFromPenStrokes([[0, 0, 10, 0, 4, height]], 18)
  return { ...(await reader.read(packedDrawing(drawing)))!, network, weights }
}

describe('comparisonOf', () => {
  let pin: Pin
  let now: PadReading
  beforeAll(async () => {
    pin = { reading: await readingOf(16, MODERN, WEIGHTS), leastEvidence: NEVER, origin: null }
    now = await readingOf(9, COURSE, COURSE_WEIGHTS)
  })

  it('keeps the whole pinned reading', () => {
    const { pinned, now: present } = comparisonOf(pin, 'both', now, 1000)
    expect(pinned).toMatchObject({
      layers: pin.reading.layers,
      image: pin.reading.stages.image.ink,
    })
    expect(present!.layers).toBe(now.layers)
    expect(answerMarkOf(pinned)).toBe(String(pin.reading.digit))
    expect(answerMarkOf(present!)).toBe('?')
  })

  it('reads the pinned drawing with the weights of now', () => {
    const { pinned } = comparisonOf(pin, 'drawing', now, 1000)
    const { ink } = pin.reading.stages.image
    expect(pinned.image).toBe(ink)
    expect(pinned.layers).toEqual(forward(PYTORCH_COURSE, COURSE_WEIGHTS, ink))
    expect(answerMarkOf(pinned)).toBe('?')
  })

  it('computes a pinned drawing anew for other weights, and not for another drawing', async () => {
    const layersBy = (reading: PadReading) =>
      comparisonOf(pin, 'drawing', reading, 1000).pinned.layers
    const { layers } = comparisonOf(pin, 'drawing', now, 1000).pinned
    expect(layersBy(await readingOf(5, COURSE, COURSE_WEIGHTS))).toBe(layers)
    const other = initialWeights(PYTORCH_COURSE, 5)
    const { ink } = pin.reading.stages.image
    expect(layersBy(await readingOf(5, COURSE, other))).toEqual(forward(PYTORCH_COURSE, other, ink))
  })

  it('reads the drawing of now with the pinned weights', () => {
    const { pinned } = comparisonOf(pin, 'weights', now, 1000)
    const { ink } = now.stages.image
    expect(pinned.image).toBe(ink)
    expect(pinned.layers).toEqual(forward(modernNetwork(), WEIGHTS, ink))
    expect(answerMarkOf(pinned)).not.toBe('?')
  })

  it('is computed once for all rows of a frame, and shows an empty pad as nothing', () => {
    const first = comparisonOf(pin, 'drawing', now, NEVER)
    expect(comparisonOf(pin, 'drawing', now, NEVER)).toBe(first)
    expect(comparisonOf(pin, 'weights', now, NEVER)).not.toBe(first)
    expect(comparisonOf(pin, 'weights', null, NEVER).now).toBeNull()
  })
})

describe('differenceOf', () => {
  it('is now less pinned', () => {
    expect(differenceOf(Float32Array.of(1, -2), Float32Array.of(1.5, 1))).toEqual(
      Float32Array.of(0.5, 3),
    )
  })

  it('is nothing where two kernels may differ as much, and none between other shapes', () => {
    const values = Float32Array.of(0, 30, -4)
    const rounded = Float32Array.of(0, 30.002, -4)
    expect(differenceOf(values, rounded)).toEqual(new Float32Array(3))
    expect(differenceOf(values, Float32Array.of(0, 30.01, -4))).not.toEqual(new Float32Array(3))
    expect(differenceOf(values, new Float32Array(4))).toBeNull()
  })
})
