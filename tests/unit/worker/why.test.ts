import { beforeAll, describe, expect, it } from 'vitest'
import { computedPixels, scoreGradient } from '../../../src/core/explain/input-gradient'
import { drawingFromPenStrokes } from '../../../src/core/ink/pen-strokes'
import { answerTo } from '../../../src/core/metrics/refusal'
import { IMAGE_SIDE, VARIANTS } from '../../../src/core/network/description'
import { forward } from '../../../src/core/network/forward'
import { type ShippedNetwork, shippedNetwork } from '../../../src/programs/shipped-network'
import type { WhyQuestion } from '../../../src/worker/protocol'
import { packedDrawing } from '../../../src/worker/protocol/packed-drawing'
import { createReader } from '../../../src/worker/reader'
import { createReaderClient } from '../../../src/worker/reader-client'
import { noEngine, settledAtOnce } from './reader-parts'
import { settle, threads } from './thread'

const drawing = (height: number) => drawingFromPenStrokes([[0, 0, 10, 0, 4, height]], 18)

/** The real reader, and in what order it computed and let others in. */
function watchedReader(pause: () => Promise<void> = settledAtOnce) {
  const events: string[] = []
  let now = 0
  const reader = createReader({
    decode: () => Promise.reject(new Error('no image')),
    testDigit: () => Promise.reject(new Error('no digit')),
    openEngine: noEngine,
    clock: () => {
      now += 2
      return now
    },
    pause: (milliseconds) => {
      if (milliseconds === 0) events.push('pause')
      return pause()
    },
  })
  return { reader, events }
}

describe.each(VARIANTS)('why %s answers as it does', (variant) => {
  let shipped: ShippedNetwork
  beforeAll(async () => {
    shipped = await shippedNetwork(variant)
  })

  it('is told by covering every place, and by the gradient of every logit', async () => {
    const { network, weights, card } = shipped
    const { reader } = watchedReader()
    reader.load({ variant, activation: 'relu', rubbish: card.rubbish }, weights)
    const { stages } = (await reader.read(packedDrawing(drawing(16))))!
    const { ink } = stages.image
    const maps = await reader.why({ kind: 'maps', image: ink, patch: 3 })
    if (maps?.kind !== 'maps') throw new Error('maps were asked for')
    const logitsOf = (image: Float32Array) => forward(network, weights, image).at(-1)!.pre
    expect(maps.logits).toEqual(logitsOf(ink))
    // Every 31st pixel, those without ink too, by a mask of its own.
    for (let pixel = 0; pixel < IMAGE_SIDE ** 2; pixel += 31) {
      const [row, column] = [Math.floor(pixel / IMAGE_SIDE), pixel % IMAGE_SIDE]
      const masked = ink.map((value, at) => {
        const away = [Math.floor(at / IMAGE_SIDE) - row, (at % IMAGE_SIDE) - column]
        return away.every((steps) => Math.abs(steps) <= 1) ? 0 : value
      })
      expect(maps.covered.slice(pixel * 10, pixel * 10 + 10), `${pixel}`).toEqual(logitsOf(masked))
    }
    const computed = computedPixels(network, weights, ink)
    for (const digit of [1, 7]) {
      const gradient = scoreGradient(network, weights, computed, { kind: 'logit', digit })
      expect(maps.gradients.slice(digit * 1024, digit * 1024 + 1024)).toEqual(
        Float32Array.from(gradient),
      )
    }
  })
})

describe('while an answer is explained', () => {
  const choice = { variant: 'modern', activation: 'relu', rubbish: true } as const
  let shipped: ShippedNetwork
  beforeAll(async () => {
    shipped = await shippedNetwork('modern')
  })
  const maps = (image: Float32Array): WhyQuestion => ({ kind: 'maps', image, patch: 5 })

  it('the pixels that would change it are found', async () => {
    const { network, weights, card } = shipped
    const { reader } = watchedReader()
    reader.load(choice, weights)
    const { stages, digit, probabilities } = (await reader.read(packedDrawing(drawing(16))))!
    const rivals = probabilities.with(digit, 0)
    const wanted = rivals.indexOf(Math.max(...rivals))
    const { leastEvidence } = card
    const question = { kind: 'change', image: stages.image.ink, wanted, leastEvidence } as const
    const change = await reader.why(question)
    if (change?.kind !== 'change' || change.found === null) throw new Error('a change is there')
    const { inked, erased } = change.found
    const changed = stages.image.ink.map((ink, pixel) =>
      inked.includes(pixel) ? 1 : erased.includes(pixel) ? 0 : ink,
    )
    const { pre } = forward(network, weights, changed).at(-1)!
    expect(answerTo(pre, leastEvidence)).toEqual({ digit: wanted, isRefused: false })
  })

  it('the pen is let in after every few milliseconds of work', async () => {
    const { reader, events } = watchedReader()
    reader.load(choice, shipped.weights)
    const { stages } = (await reader.read(packedDrawing(drawing(16))))!
    events.length = 0
    await reader.why(maps(stages.image.ink))
    // The clock goes on by 2 ms whenever it is asked: a pause after three blocks of work at most.
    const blocks = Math.ceil(stages.image.ink.filter((ink) => ink > 0).length / 4)
    expect(events.length).toBeGreaterThan(blocks / 3)
  })

  it.each(['a newer drawing', 'newer weights'])(
    '%s ends it, and is served at once',
    async (kind) => {
      const { reader } = watchedReader(() => settle(0))
      reader.load(choice, shipped.weights)
      const { stages } = (await reader.read(packedDrawing(drawing(16))))!
      const order: string[] = []
      const asked = reader.why(maps(stages.image.ink)).then((answer) => {
        order.push('why')
        return answer
      })
      await settle(5)
      if (kind === 'newer weights') reader.load(choice, shipped.weights)
      const reading = reader.read(packedDrawing(drawing(17))).then(() => order.push('read'))
      const [answer] = await Promise.all([asked, reading])
      expect(answer).toBeNull()
      expect(order[0]).toBe('read')
    },
  )

  it('is not asked of weights that are not loaded any more', async () => {
    const asked: WhyQuestion[] = []
    const { reader } = watchedReader()
    const api = {
      ...reader,
      why: (question: WhyQuestion) => {
        asked.push(question)
        return reader.why(question)
      },
    }
    const client = createReaderClient(threads(() => api).spawn)
    await client.load(choice, shipped.weights)
    const question = maps(new Float32Array(1024).fill(0.5, 400, 420))
    expect(await client.why(question, { ...shipped.weights })).toBeNull()
    expect(asked).toEqual([])
    expect(await client.why(question, shipped.weights)).toMatchObject({ kind: 'maps' })
    api.why = async () => ({ kind: 'maps', logits: new Float32Array(9) }) as never
    await expect(client.why(question, shipped.weights)).rejects.toMatchObject({ name: 'ValiError' })
    client.dispose()
  })
})
