import { describe, expect, it } from 'vitest'
import { EMPTY_DRAWING } from '../../../src/core/ink/drawing'
import { drawingFromPenStrokes } from '../../../src/core/ink/pen-strokes'
import { rasterize } from '../../../src/core/ink/raster'
import { inkStages } from '../../../src/core/ink/stages'
import { forward } from '../../../src/core/network/forward'
import { initialWeights } from '../../../src/core/network/initial-weights'
import { modernNetwork, PYTORCH_COURSE } from '../../../src/core/network/variants'
import { exampleNumber } from '../../../src/core/numbers/example-number'
import { numberText } from '../../../src/core/numbers/read-digits'
import { packedDrawing } from '../../../src/worker/protocol/packed-drawing'
import { createReader } from '../../../src/worker/reader'
import { PlainEngine } from '../training/plain-engine'
import { neverOver, noEngine, settledAtOnce } from './reader-parts'
import { settle, until } from './thread'

const DRAWING = drawingFromPenStrokes([[0, 0, 10, 0, 4, 16]], 18)
const pixels = Uint8Array.from({ length: 784 }, (_, place) => (place % 28 === 9 ? 254 : 0))

function reader({
  rgba = new Uint8ClampedArray(4 * 12 * 10).fill(255),
  openEngine = noEngine,
  pause = neverOver,
} = {}) {
  let now = 100
  return createReader({
    decode: async () => ({ width: 12, height: 10, rgba }),
    testDigit: async (index) => ({ pixels, label: index % 10 }),
    openEngine,
    clock: () => {
      now += 3
      return now
    },
    pause,
  })
}

describe('createReader', () => {
  it('reads a drawing with the weights loaded last', async () => {
    const own = reader()
    own.load({ variant: 'modern', activation: 'tanh' }, initialWeights(modernNetwork('tanh'), 3))
    const weights = initialWeights(PYTORCH_COURSE, 4)
    own.load({ variant: 'pytorch', activation: 'relu' }, weights)
    const reading = (await own.read(packedDrawing(DRAWING)))!
    const stages = inkStages(rasterize(DRAWING))!
    expect(reading.stages).toEqual(stages)
    const layers = forward(PYTORCH_COURSE, weights, stages.image.ink)
    expect(reading.layers).toEqual(layers)
    expect(reading.probabilities).toEqual(layers.at(-1)!.post)
    expect(reading.probabilities[reading.digit]).toBe(Math.max(...reading.probabilities))
    expect(reading).toMatchObject({ engine: null, milliseconds: 3 })
  })

  it('hands over to an engine that was opened in the background', async () => {
    const engine = new PlainEngine('simd')
    const own = reader({ openEngine: async () => engine, pause: settledAtOnce })
    const weights = initialWeights(modernNetwork(), 3)
    own.load({ variant: 'modern', activation: 'relu' }, weights)
    await until(() => engine.images === 1)
    await settle()
    const reading = (await own.read(packedDrawing(DRAWING)))!
    expect(engine.images).toBe(2)
    expect(reading.engine).toBe('simd')
    expect(reading.layers).toEqual(forward(modernNetwork(), weights, reading.stages.image.ink))
  })

  it('shows a drawing as MNIST has it, and answers such images as it reads the drawing', async () => {
    const own = reader({ pause: settledAtOnce })
    own.load({ variant: 'modern', activation: 'relu' }, initialWeights(modernNetwork(), 3))
    const reading = (await own.read(packedDrawing(DRAWING)))!
    const seen = own.seen(DRAWING)!
    expect(seen).toHaveLength(784)
    for (const [place, byte] of seen.entries()) {
      const at = (Math.floor(place / 28) + 2) * 32 + (place % 28) + 2
      expect(byte).toBe(Math.round(255 * reading.stages.image.ink[at]!))
    }
    const images = new Uint8Array(3 * 784)
    images.set(seen, 784)
    images.set(pixels, 2 * 784)
    const answers = await own.answers(images)
    expect(answers).toHaveLength(3)
    expect(answers[1]!.digit).toBe(reading.digit)
    // Bytes are coarser than ink by half of a 255th.
    expect(answers[1]!.share).toBeCloseTo(reading.probabilities[reading.digit]!, 2)
    expect(answers[1]!.evidence).toBeCloseTo(reading.evidence, 1)
    expect(answers[2]!.evidence).not.toBe(answers[1]!.evidence)
    expect(await own.answers(images.slice(2 * 784))).toEqual([answers[2]])
    expect(own.seen(EMPTY_DRAWING)).toBeNull()
  })

  it('answers an empty drawing with null', async () => {
    const own = reader()
    own.load({ variant: 'modern', activation: 'relu' }, initialWeights(modernNetwork(), 3))
    expect(await own.read(packedDrawing(EMPTY_DRAWING))).toBeNull()
  })

  it('refuses weights of another network, and a drawing before weights', async () => {
    const own = reader()
    const foreign = initialWeights(PYTORCH_COURSE, 4)
    expect(() => own.load({ variant: 'modern', activation: 'relu' }, foreign)).toThrow(RangeError)
    await expect(own.read(packedDrawing(DRAWING))).rejects.toThrow('read: needs weights')
  })

  it('reads a line in both ways, and bare paper with null', async () => {
    const own = reader()
    const weights = initialWeights(modernNetwork(), 3)
    own.load({ variant: 'modern', activation: 'relu' }, weights)
    const line = { strokes: exampleNumber(700), width: 700 }
    const reading = await own.readNumber(line, Number.NEGATIVE_INFINITY)
    expect(reading!.digits.length).toBeGreaterThan(0)
    expect(reading!.layers.map(({ name }) => name)).toEqual([
      ...['C1', 'S2', 'C3', 'S4', 'C5', 'F6', 'output'],
    ])
    expect(reading!.places).toHaveLength(reading!.layers.at(-1)!.width)
    expect(reading!.milliseconds).toBe(3)
    const refusing = await own.readNumber(line, 1000)
    expect(numberText(refusing!.digits)).toMatch(/^\?+$/)
    expect(refusing!.places.every(({ isSilent }) => isSilent)).toBe(true)
    expect(await own.readNumber({ strokes: [], width: 700 }, 0)).toBeNull()
  })

  it('puts a test image on the pad, ten pad pixels a pixel', async () => {
    const { image, label } = await reader().testImage(4321)
    expect(label).toBe(1)
    expect(image.ink[140 * 280 + 94]).toBeCloseTo(254 / 255, 6)
    expect(image.ink[140 * 280 + 89]).toBe(0)
  })

  it('gives many test images at once as they are in MNIST, in the order asked for', async () => {
    const own = reader()
    const pixels = await own.testPixels([4321, 7, 4321])
    expect(pixels).toHaveLength(3 * 784)
    expect(pixels.slice(0, 784)).toEqual(pixels.slice(2 * 784))
    expect(pixels[14 * 28 + 9]).toBe(254)
    expect(await own.testPixels([])).toHaveLength(0)
  })

  it('opens an image with ink and refuses a blank one', async () => {
    const rgba = new Uint8ClampedArray(4 * 12 * 10).fill(255)
    for (let row = 2; row < 8; row++) rgba.fill(0, 4 * (row * 12 + 6), 4 * (row * 12 + 7) - 1)
    expect(await reader({ rgba }).openImage(new Blob())).toMatchObject({ polarity: 'darkOnLight' })
    await expect(reader().openImage(new Blob())).rejects.toMatchObject({
      name: 'ImageRefusedError',
      reason: 'blank',
    })
  })
})
