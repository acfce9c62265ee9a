import { describe, expect, it } from 'vitest'
import { drawingFromPenStrokes } from '../../../src/core/ink/pen-strokes'
import { newReadings, takeReading } from '../../../src/core/metrics/image-readings'
import { forward } from '../../../src/core/network/forward'
import { modernNetwork } from '../../../src/core/network/variants'
import {
  EXAMPLES,
  type FrameAnswers,
  followFrames,
  hardestImages,
} from '../../../src/store/film-examples'
import { weightsSettled } from '../../../src/store/opening'
import type { ImageAnswer } from '../../../src/worker/protocol'
import { openLab, settled, weightsOf } from './lab-ports-double'

const NETWORK = modernNetwork()
const weightsAt = (step: number) => weightsOf(NETWORK, 100 + step)
const IMAGES = new Uint8Array(2 * 784).fill(200, 350, 380)

describe('hardestImages', () => {
  it('is what was read wrong, the most certain first, and ten at most', () => {
    // Image i is a 3 with logit i for its answer: every third one is read right, and more surely than any.
    const readings = newReadings(30)
    for (let image = 0; image < 30; image++) {
      const logits = new Float32Array(10)
      logits[image % 3 === 0 ? 3 : 8] = image % 3 === 0 ? 50 : 1 + image / 10
      takeReading(readings, image, image, 3, logits, null)
    }
    const chosen = hardestImages(readings)
    expect(chosen.map(({ image }) => image)).toEqual([29, 28, 26, 25, 23, 22, 20, 19, 17, 16])
    expect(chosen).toHaveLength(EXAMPLES)
    expect(chosen.every(({ truth, answer }) => truth === 3 && answer === 8)).toBe(true)
  })

  it('is less where less was read wrong', () => {
    const readings = newReadings(1)
    takeReading(
      readings,
      0,
      7,
      1,
      Float32Array.from({ length: 10 }, (_, digit) => +(digit === 1)),
      null,
    )
    expect(hardestImages(readings)).toEqual([])
  })
})

/** A lab with a film of steps 0 to 4, and what images were answered so far. */
async function filmedLab() {
  const lab = openLab()
  lab.store.getState().variantChosen('modern')
  await weightsSettled(lab.store, 1000)
  lab.store.getState().trainPressed()
  for (const step of [0, 1, 2, 3, 4]) {
    const frame = { step, epoch: 1, images: step * 128, loss: 2, weights: weightsAt(step) }
    lab.tell({ kind: 'frameTaken', frame })
  }
  const show = (place: number) => {
    const frame = lab.store.getState().film.frames[place]!
    if (frame.weights !== null)
      lab.store.getState().frameShown({ ...frame, weights: frame.weights })
  }
  const told: (FrameAnswers | null)[] = []
  return { store: lab.store, show, told, tell: (frame: FrameAnswers | null) => told.push(frame) }
}

/** Puts answers that come when the test says so in the reader's place. */
function slowAnswers(store: Awaited<ReturnType<typeof filmedLab>>['store']) {
  const waiting: ((answers: readonly ImageAnswer[]) => void)[] = []
  store.setState({ imageAnswers: () => new Promise((resolve) => waiting.push(resolve)) })
  const answer = (digit: number) => waiting.at(-1)!([{ digit, share: 0.5, evidence: 1 }])
  return { waiting, answer }
}

const atOnce = () => Promise.resolve()

describe('followFrames', () => {
  it('tells what the weights of each frame that is shown answer, and of the present nothing', async () => {
    const { store, show, told, tell } = await filmedLab()
    const stop = followFrames(store, IMAGES, tell, atOnce)
    expect(told).toEqual([null])
    show(1)
    await settled()
    show(3)
    await settled()
    const image = new Float32Array(1024)
    for (const [place, byte] of IMAGES.subarray(0, 784).entries()) {
      image[(Math.floor(place / 28) + 2) * 32 + (place % 28) + 2] = byte / 255
    }
    const expected = [1, 3].map((step) => {
      const shares = forward(NETWORK, weightsAt(step), image).at(-1)!.post
      return { step, share: Math.max(...shares), digit: shares.indexOf(Math.max(...shares)) }
    })
    expect(told.slice(1).map((frame) => frame?.step)).toEqual([1, 3])
    for (const [place, { digit, share }] of expected.entries()) {
      const [first, second] = told[place + 1]!.answers
      expect(first!.digit).toBe(digit)
      expect(first!.share).toBeCloseTo(share, 6)
      // Bare paper is read otherwise than ink.
      expect(second!.share).not.toBe(first!.share)
    }
    store.getState().frameLeft()
    expect(told.at(-1)).toBeNull()
    stop()
    show(0)
    await settled()
    expect(told).toHaveLength(4)
  })

  it('asks one frame at a time, and of those that pass meanwhile only the newest', async () => {
    const { store, show, told, tell } = await filmedLab()
    const { waiting, answer } = slowAnswers(store)
    followFrames(store, IMAGES, tell, atOnce)
    show(0)
    await settled()
    for (const place of [1, 2, 3, 4]) show(place)
    await settled()
    expect(waiting).toHaveLength(1)
    // Step 0 was asked, but weights of later steps have been loaded since.
    answer(0)
    await settled()
    expect(told).toEqual([null])
    expect(waiting).toHaveLength(2)
    answer(4)
    await settled()
    expect(waiting).toHaveLength(2)
    expect(told.at(-1)).toEqual({ step: 4, answers: [{ digit: 4, share: 0.5, evidence: 1 }] })
  })

  it('does not tell of a frame that was left, nor once it has ended', async () => {
    const { store, show, told, tell } = await filmedLab()
    const { answer } = slowAnswers(store)
    const stop = followFrames(store, IMAGES, tell, atOnce)
    show(2)
    await settled()
    store.getState().frameLeft()
    answer(2)
    await settled()
    expect(told).toEqual([null, null])
    show(3)
    await settled()
    stop()
    answer(3)
    await settled()
    expect(told).toEqual([null, null])
  })

  it('rests between two frames, and asks after the drawing', async () => {
    const { store, show, told, tell } = await filmedLab()
    const { waiting, answer } = slowAnswers(store)
    const rests: (() => void)[] = []
    followFrames(store, IMAGES, tell, () => new Promise<void>((resolve) => rests.push(resolve)))
    show(0)
    await settled()
    answer(0)
    await settled()
    for (const place of [1, 2]) show(place)
    await settled()
    expect(waiting).toHaveLength(1)
    rests[0]!()
    await settled()
    expect(waiting).toHaveLength(2)
    answer(2)
    await settled()
    rests[1]!()
    expect(told.map((frame) => frame?.step)).toEqual([undefined, 0, 2])

    store.getState().drawingPlaced(drawingFromPenStrokes([[0, 0, 10, 0, 4, 16]], 18))
    await settled()
    expect(store.getState().reading).not.toBeNull()
    // The reader is asked for the drawing by each of these.
    show(3)
    const { reading } = store.getState()
    expect(waiting).toHaveLength(2)
    await settled()
    expect(store.getState().reading).not.toBe(reading)
    expect(waiting).toHaveLength(3)
  })
})
