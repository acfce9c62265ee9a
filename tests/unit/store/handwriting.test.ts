import { describe, expect, it } from 'vitest'
import type { Stroke } from '../../../src/core/ink/drawing'
import { NOT_A_DIGIT } from '../../../src/core/network/description'
import { modernNetwork } from '../../../src/core/network/variants'
import type { Correction, NewCorrection } from '../../../src/storage/correction'
import { writeCorrectionFile } from '../../../src/storage/correction-file'
import type { CorrectionShelf } from '../../../src/storage/correction-shelf'
import { leastEvidence } from '../../../src/store/answer'
import { isHeldOut } from '../../../src/store/hand-learning-slice'
import { isCorrectable } from '../../../src/store/handwriting-slice'
import { answeringWeights } from '../../../src/store/network-slice'
import type { HandResult } from '../../../src/worker/protocol'
import { WorkerDiedError } from '../../../src/worker/worker-link-client'
import { openLab, settled, weightsOf } from './lab-ports-double'

const line = (x: number): Stroke => ({
  tool: 'pen',
  width: 18,
  points: [
    { x, y: 40, pressure: 0.5 },
    { x: x - 10, y: 240, pressure: 0.5 },
  ],
})

/** A shelf in memory that a test can look at, and that fails when it is told to. */
function memoryShelf(kept: Correction[] = [], damaged = 0) {
  let isFull = false
  const listeners: (() => void)[] = []
  const checked = <Result>(work: () => Result): Promise<Result> =>
    isFull
      ? Promise.reject(new DOMException('full', 'QuotaExceededError'))
      : Promise.resolve(work())
  const shelf: CorrectionShelf = {
    all: () => checked(() => ({ corrections: [...kept], damaged })),
    add: (made) =>
      checked(() => made.map((correction) => kept.push({ ...correction, id: kept.length + 1 }))),
    put: (correction) =>
      checked(
        () =>
          void kept.splice(
            kept.findIndex(({ id }) => id === correction.id),
            1,
            correction,
          ),
      ),
    remove: (removed) =>
      checked(
        () =>
          void kept.splice(
            kept.findIndex(({ id }) => id === removed),
            1,
          ),
      ),
    clear: () => checked(() => void kept.splice(0)),
    onChanged: (listener) => void listeners.push(listener),
    tellOthers: () => {},
  }
  const fill = () => {
    isFull = true
  }
  /** As if another tab had changed what is kept. */
  const change = () => {
    for (const listener of listeners) listener()
  }
  return { kept, openCorrections: async () => shelf, fill, change }
}

async function labWithDrawing(options: Parameters<typeof openLab>[0] = {}) {
  const lab = openLab(options)
  lab.store.getState().variantChosen('modern')
  await settled()
  lab.store.getState().penLifted(line(140))
  await settled()
  return lab
}

const codes = (lab: Awaited<ReturnType<typeof labWithDrawing>>) =>
  lab.store.getState().notices.map(({ code }) => code)

describe('corrections', () => {
  it('are kept, changed by a second press, and taken back', async () => {
    const shelf = memoryShelf()
    const { store } = await labWithDrawing(shelf)
    await store.getState().padCorrected(4)
    await store.getState().padCorrected(9)
    expect(store.getState()).toMatchObject({ keeping: 'onDevice', lastCorrection: { label: 9 } })
    expect(shelf.kept.map(({ label }) => label)).toEqual([9])
    expect(shelf.kept[0]!.drawing).toEqual(store.getState().history.present)
    await store.getState().correctionUndone()
    expect([shelf.kept, store.getState().corrections]).toEqual([[], []])
    store.getState().penLifted(line(60))
    await settled()
    await store.getState().padCorrected(1)
    store.getState().penLifted(line(200))
    expect(store.getState().lastCorrection).toBeNull()
    await settled()
    await store.getState().padCorrected(NOT_A_DIGIT)
    expect(shelf.kept.map(({ label }) => label)).toEqual([1, NOT_A_DIGIT])
  })

  it('of before are there again, without those that are damaged or show no ink', async () => {
    const bare: NewCorrection = {
      label: 2,
      made: 5,
      drawing: { image: null, strokes: [{ ...line(140), tool: 'eraser' }] },
    }
    const drawn = { ...bare, label: 3, drawing: { image: null, strokes: [line(140)] } }
    const shelf = memoryShelf(
      [
        { ...drawn, id: 1 },
        { ...bare, id: 2 },
      ],
      1,
    )
    const lab = await labWithDrawing(shelf)
    await lab.store.getState().correctionsOpened()
    expect(lab.store.getState().corrections.map(({ id }) => id)).toEqual([1])
    expect(lab.store.getState().corrections[0]!.seen.some((byte) => byte === 255)).toBe(true)
    expect(lab.store.getState().notices[0]).toMatchObject({
      code: 'handDamaged',
      detail: { count: 2 },
    })
  })

  it('follow what another tab does with them', async () => {
    const shelf = memoryShelf()
    const { store } = await labWithDrawing(shelf)
    await store.getState().padCorrected(4)
    const [own] = store.getState().corrections
    shelf.kept.push({ ...own!, id: 2, made: 77, label: 9 })
    shelf.kept[0] = { ...shelf.kept[0]!, label: 5 }
    shelf.change()
    await settled()
    const { corrections, lastCorrection } = store.getState()
    expect(corrections.map(({ id, label }) => [id, label])).toEqual([
      [1, 5],
      [2, 9],
    ])
    expect(lastCorrection).toEqual({ id: 1, label: 5 })
    // What is there has been seen already.
    expect(corrections[0]!.seen).toBe(own!.seen)
    shelf.kept.splice(0)
    shelf.change()
    await settled()
    expect(store.getState()).toMatchObject({ corrections: [], lastCorrection: null })
  })

  it('stay with the page where the device refuses or is full, which is told once', async () => {
    const denied = await labWithDrawing()
    await denied.store.getState().padCorrected(4)
    await denied.store.getState().correctionRelabelled(-1, 6)
    expect(denied.store.getState()).toMatchObject({
      keeping: 'untilClosed',
      corrections: [{ id: -1, label: 6 }],
    })
    expect(codes(denied)).toEqual(['handNotKept'])

    const shelf = memoryShelf()
    const full = await labWithDrawing(shelf)
    await full.store.getState().correctionsOpened()
    expect(full.store.getState().keeping).toBe('onDevice')
    shelf.fill()
    await full.store.getState().padCorrected(4)
    expect(full.store.getState()).toMatchObject({
      keeping: 'untilClosed',
      corrections: [{ label: 4 }],
    })
    expect(codes(full)).toEqual(['handNotKept'])
  })

  it('are not made of MNIST test images, whatever is drawn over them', async () => {
    const { store } = await labWithDrawing(memoryShelf())
    await store.getState().testImageChosen(3)
    await settled()
    expect(isCorrectable(store.getState())).toBe(false)
    store.getState().penLifted(line(70))
    await settled()
    await store.getState().padCorrected(3)
    expect(store.getState().corrections).toEqual([])
    store.getState().undone()
    store.getState().undone()
    await settled()
    expect(isCorrectable(store.getState())).toBe(true)
  })

  it('come from a file all together or not at all', async () => {
    const { store } = await labWithDrawing(memoryShelf())
    const made = [4, 5].map((label) => ({
      label,
      made: 1,
      drawing: { image: null, strokes: [line(100 + label)] },
    }))
    const file = (bytes: BlobPart) => new File([bytes], 'mine.json')
    await store.getState().correctionsRead(file(writeCorrectionFile(made)))
    expect(store.getState().corrections.map(({ label }) => label)).toEqual([4, 5])
    await store.getState().correctionsRead(file('{"weights":[]}'))
    expect(store.getState().handFileFailure).toEqual({
      file: 'mine.json',
      trouble: 'notHandwriting',
      place: null,
    })
    const many = Array(499).fill(made[0])
    await store.getState().correctionsRead(file(writeCorrectionFile(many)))
    expect(store.getState().handFileFailure?.trouble).toBe('tooMany')
    expect(store.getState().corrections).toHaveLength(2)
  })

  it('are answered by the present weights, refusals included', async () => {
    const { store } = await labWithDrawing(memoryShelf())
    await store.getState().padCorrected(4)
    await store.getState().handAnswersWanted()
    const { handAnswers, reading, corrections } = store.getState()
    const answer = handAnswers.get(corrections[0]!.id)!
    expect(answer.digit).toBe(reading!.digit)
    expect(answer.isRefused).toBe(reading!.evidence < leastEvidence(store.getState()))
  })
})

describe('learning a hand', () => {
  const score = { ownRight: 1, heldOutRight: 0, testError: 0.01 }
  const result: HandResult = {
    weights: weightsOf(modernNetwork(), 77),
    leastEvidence: 3.25,
    before: { ...score, ownRight: 0 },
    after: score,
  }

  it('answers from what was learnt, with its own threshold, until it is taken back', async () => {
    const { store, commands } = await labWithDrawing({
      ...memoryShelf(),
      learnHand: async () => result,
    })
    const shipped = answeringWeights(store.getState())
    await store.getState().learnHandPressed()
    expect(commands).toEqual([]) // nothing to learn yet
    await store.getState().padCorrected(4)
    await store.getState().learnHandPressed()
    expect(commands).toEqual(['learn 1 drawings'])
    expect(answeringWeights(store.getState())).toBe(result.weights)
    expect(leastEvidence(store.getState())).toBe(3.25)
    expect(store.getState()).toMatchObject({
      handLearning: { phase: 'idle' },
      weightsSource: { kind: 'hand', drawings: { own: 1, heldOut: 0 } },
    })
    store.getState().handTakenBack()
    expect(answeringWeights(store.getState())).toBe(shipped)
    expect(leastEvidence(store.getState())).toBe(1.5)
  })

  it('is dropped where other weights were chosen meanwhile', async () => {
    let finish = (_: HandResult) => {}
    const learnt = new Promise<HandResult>((resolve) => {
      finish = resolve
    })
    const { store } = await labWithDrawing({ ...memoryShelf(), learnHand: () => learnt })
    await store.getState().padCorrected(4)
    const learning = store.getState().learnHandPressed()
    expect(store.getState().handLearning.phase).toBe('preparing')
    const other = weightsOf(modernNetwork(), 5)
    store.getState().weightsOpened('other', { variant: 'modern', activation: 'relu' }, other)
    finish(result)
    await learning
    expect(answeringWeights(store.getState())).toBe(other)
  })

  it('begins once more where its worker has died or hung, and tells of it', async () => {
    let tries = 0
    const lab = await labWithDrawing({
      ...memoryShelf(),
      learnHand: async () => {
        if (++tries === 1) throw new WorkerDiedError('no word in 5000 ms', true)
        return result
      },
    })
    await lab.store.getState().padCorrected(4)
    await lab.store.getState().learnHandPressed()
    expect(codes(lab)).toEqual(['handRestarted'])
    expect(answeringWeights(lab.store.getState())).toBe(result.weights)
  })

  it('tells of a failure and leaves the weights', async () => {
    const lab = await labWithDrawing({
      ...memoryShelf(),
      learnHand: () => Promise.reject(Object.assign(new Error('gone'), { reason: 'offline' })),
    })
    await lab.store.getState().padCorrected(4)
    await lab.store.getState().learnHandPressed()
    expect(codes(lab)).toEqual(['dataOffline'])
    expect(lab.store.getState().weightsSource.kind).toBe('shipped')
    expect(lab.store.getState().handLearning.phase).toBe('idle')
  })

  it('holds every fifth drawing out once there are ten', () => {
    const heldOut = (count: number) =>
      Array.from({ length: count }, (_, index) => index).filter((index) => isHeldOut(index, count))
    expect(heldOut(9)).toEqual([])
    expect(heldOut(10)).toEqual([4, 9])
    expect(heldOut(14)).toEqual([4, 9])
  })
})
