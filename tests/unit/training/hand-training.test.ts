import { describe, expect, it } from 'vitest'
import { NOT_A_DIGIT } from '../../../src/core/network/description'
import { initialWeights } from '../../../src/core/network/initial-weights'
import { networkOf } from '../../../src/core/network/variants'
import { NO_DISTORTIONS, USUAL_DISTORTIONS } from '../../../src/core/recipe/distortion-settings'
import { HAND_SETTINGS, type HandSettings } from '../../../src/core/recipe/hand-settings'
import { type HandSources, handBatches } from '../../../src/training/hand-batches'
import { HandDivergedError, handTraining } from '../../../src/training/hand-training'
import { PlainEngine } from './plain-engine'

const PIXELS = 784

/** Image n has nothing but ink of n + 1 levels in its middle, so that it can be told in a batch. */
function numbered(count: number, labels: (index: number) => number) {
  const pixels = new Uint8Array(count * PIXELS)
  for (let index = 0; index < count; index++) pixels[index * PIXELS + 14 * 28 + 14] = index + 1
  return { pixels, labels: Uint8Array.from({ length: count }, (_, index) => labels(index)) }
}

const SETTINGS: HandSettings = {
  ...HAND_SETTINGS,
  steps: 6,
  mnistImages: 4,
  ownImages: 2,
  rubbishImages: 1,
  distortions: NO_DISTORTIONS,
}

const SOURCES: HandSources = {
  own: numbered(3, (index) => [7, 1, NOT_A_DIGIT][index]!),
  mnist: numbered(100, (index) => index % 10),
  training: Uint32Array.from({ length: 60 }, (_, index) => index + 20),
  rubbish: new Uint8Array(2 * PIXELS).fill(128),
}

/** The number of each image of a batch, by its ink. */
const numbersIn = (images: Float32Array): number[] =>
  Array.from({ length: images.length / 1024 }, (_, at) =>
    Math.round(255 * images[at * 1024 + 16 * 32 + 16]! - 1),
  )

describe('the batches', () => {
  it('show every drawing as often as the others, with its label, before MNIST and rubbish', () => {
    const batchAt = handBatches(SETTINGS, SOURCES)
    const shown = [0, 0, 0]
    for (let step = 0; step < 6; step++) {
      const { images, labels } = batchAt(step)
      const numbers = numbersIn(images)
      for (const place of [0, 1]) {
        shown[numbers[place]!]!++
        expect(labels[place]).toBe([7, 1, NOT_A_DIGIT][numbers[place]!])
      }
      for (const place of [2, 3, 4, 5]) {
        expect(numbers[place]).toBeGreaterThanOrEqual(20)
        expect(numbers[place]).toBeLessThan(80)
        expect(labels[place]).toBe(numbers[place]! % 10)
      }
      expect(labels[6]).toBe(NOT_A_DIGIT)
      expect(numbers[6]).toBe(127)
    }
    expect(shown).toEqual([4, 4, 4])
  })

  it('visit 24 different MNIST images in 6 steps of 4', () => {
    const batchAt = handBatches(SETTINGS, SOURCES)
    const seen = new Set<number>()
    for (let step = 0; step < 6; step++) {
      for (const number of numbersIn(batchAt(step).images).slice(2, 6)) seen.add(number)
    }
    expect(seen.size).toBe(24)
  })

  it('distort a drawing anew each time it comes, and follow from step and seed alone', () => {
    const settings = { ...SETTINGS, distortions: USUAL_DISTORTIONS }
    const own = { pixels: new Uint8Array(PIXELS).fill(200, 300, 500), labels: Uint8Array.of(3) }
    const batchAt = handBatches(settings, { ...SOURCES, own })
    const first = batchAt(0).images.slice()
    const drawing = (images: Float32Array, place: number) =>
      images.slice(place * 1024, (place + 1) * 1024)
    expect(drawing(first, 0)).not.toEqual(drawing(first, 1))
    expect(drawing(batchAt(1).images, 0)).not.toEqual(drawing(first, 0))
    expect(handBatches(settings, { ...SOURCES, own })(0).images).toEqual(first)
    const other = handBatches({ ...settings, seed: 5 }, { ...SOURCES, own })
    expect(other(0).images).not.toEqual(first)
  })

  it('need drawings, and rubbish where it is asked for', () => {
    const none = { pixels: new Uint8Array(), labels: new Uint8Array() }
    expect(() => handBatches(SETTINGS, { ...SOURCES, own: none })).toThrow('needs drawings')
    expect(() => handBatches(SETTINGS, { ...SOURCES, rubbish: new Uint8Array() })).toThrow(
      'needs rubbish for 1 a step',
    )
  })
})

describe('the training', () => {
  const network = networkOf('modern', 'relu', { rubbish: true })
  const weights = initialWeights(network, 4)

  it('takes every step once and leaves the taught weights in the engine', async () => {
    const engine = new PlainEngine()
    const done: number[] = []
    for await (const step of handTraining(engine, network, weights, SOURCES, SETTINGS)) {
      done.push(step)
    }
    expect(done).toEqual([1, 2, 3, 4, 5, 6])
    expect(engine.steps).toBe(6)
    expect(await engine.weights()).not.toEqual(weights)
  })

  it('ends when the loss means nothing any more', async () => {
    const wild = Object.fromEntries(
      Object.entries(weights).map(([name, values]) => [name, values.map((value) => value * 1e3)]),
    )
    const steps = handTraining(new PlainEngine(), network, wild, SOURCES, SETTINGS)
    await expect(steps.next()).rejects.toThrow(HandDivergedError)
  })
})
