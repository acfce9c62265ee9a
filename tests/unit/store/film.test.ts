import { describe, expect, it } from 'vitest'
import { modernNetwork } from '../../../src/core/network/variants'
import { defaultSettings } from '../../../src/core/recipe/settings'
import type { KeptRun } from '../../../src/storage/kept-run'
import type { RunShelf } from '../../../src/storage/run-shelf'
import { leastEvidence } from '../../../src/store/answer'
import { framesToHand } from '../../../src/store/film'
import { createFilmPlayer, placeShown } from '../../../src/store/film-player'
import { weightsSettled } from '../../../src/store/opening'
import type { TrainingEvent } from '../../../src/worker/protocol'
import { checkpointOf, openLab, settled, weightsOf } from './lab-ports-double'

const NETWORK = modernNetwork()
const IMAGES_A_STEP = 128

const weightsAt = (step: number) => weightsOf(NETWORK, 100 + step)
const markAt = (step: number) => ({ step, epoch: 1, images: step * IMAGES_A_STEP, loss: 2 })
const frameTaken = (step: number): TrainingEvent => ({
  kind: 'frameTaken',
  frame: { ...markAt(step), weights: weightsAt(step) },
})
const reached = (step: number): TrainingEvent => ({
  kind: 'weightsChanged',
  checkpoint: checkpointOf('modern', step, weightsAt(step)),
})
const evaluated = (epoch: number, images: number, least: number): TrainingEvent => ({
  kind: 'evaluated',
  evaluation: {
    epoch,
    images,
    validationError: 0.03,
    validationLoss: 0.1,
    testError: 0.028,
    testLoss: 0.09,
    leastEvidence: least,
    confusion: { counts: new Uint32Array(100).fill(100) },
  },
})
const stroke = {
  tool: 'pen',
  width: 18,
  points: [
    { x: 140, y: 40, pressure: 0.5 },
    { x: 130, y: 240, pressure: 0.5 },
  ],
} as const

async function openedLab(options?: Parameters<typeof openLab>[0]) {
  const lab = openLab(options)
  lab.store.getState().variantChosen('modern')
  await weightsSettled(lab.store, 1000)
  return lab
}

/** A run that has come to step 8, with a frame at every second step. */
async function runningLab() {
  const lab = await openedLab()
  lab.store.getState().trainPressed()
  for (const step of [0, 2, 4, 6, 8]) lab.tell(frameTaken(step))
  lab.tell(reached(8))
  const show = (place: number) => {
    const frame = lab.store.getState().film.frames[place]!
    if (frame.weights !== null)
      lab.store.getState().frameShown({ ...frame, weights: frame.weights })
  }
  return { ...lab, show, steps: () => lab.store.getState().film.frames.map(({ step }) => step) }
}

describe('the film of a run', () => {
  it('grows, begins anew where the run went back, and with the next run', async () => {
    const { store, tell, steps } = await runningLab()
    expect(steps()).toEqual([0, 2, 4, 6, 8])
    tell(frameTaken(4))
    expect(steps()).toEqual([0, 2, 4])
    tell({ kind: 'finished', stopped: true, checkpoint: checkpointOf('modern', 5, weightsAt(5)) })
    store.getState().trainPressed()
    expect(steps()).toEqual([])
  })

  it('answers from a frame while the run goes on, then from where the run is', async () => {
    const { store, tell, show } = await runningLab()
    store.getState().penLifted(stroke)
    const { network } = store.getState()
    const readBy = () => store.getState().reading?.weights['C1.weight']
    show(1)
    await settled()
    expect(readBy()).toEqual(weightsAt(2)['C1.weight'])
    expect(store.getState().network).toBe(network)
    tell(reached(10))
    await settled()
    expect(readBy()).toEqual(weightsAt(2)['C1.weight'])
    expect(store.getState().trained.modern?.step).toBe(10)
    store.getState().frameLeft()
    await settled()
    expect(readBy()).toEqual(weightsAt(10)['C1.weight'])
    expect(store.getState().weightsSource).toMatchObject({
      kind: 'trained',
      checkpoint: { step: 10 },
    })
  })

  it('refuses by the threshold that was known at the frame', async () => {
    const { store, tell, show } = await runningLab()
    tell(evaluated(1, 5 * IMAGES_A_STEP, 1.5))
    tell(evaluated(2, 7 * IMAGES_A_STEP, 2.5))
    const least = [0, 2, 3, 4].map((place) => {
      show(place)
      return leastEvidence(store.getState())
    })
    expect(least).toEqual([Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY, 1.5, 2.5])
    store.getState().frameLeft()
    expect(leastEvidence(store.getState())).toBe(2.5)
  })

  it('gives way to weights that are chosen, and to the next run', async () => {
    const { store, tell, show } = await runningLab()
    const kind = () => store.getState().weightsSource.kind
    tell({ kind: 'finished', stopped: true, checkpoint: checkpointOf('modern', 8, weightsAt(8)) })
    show(0)
    store.getState().trainedWeightsChosen()
    expect(kind()).toBe('trained')
    show(0)
    store.getState().weightsOpened('mine', store.getState().network, weightsAt(1))
    expect(kind()).toBe('opened')
    show(0)
    store.getState().frameLeft()
    expect(store.getState().weightsSource).toMatchObject({ kind: 'opened', file: 'mine' })
    show(0)
    store.getState().shippedWeightsChosen()
    await settled()
    expect(kind()).toBe('shipped')
    expect(store.getState().network.rubbish).toBe(false)
    show(0)
    store.getState().trainPressed()
    expect(kind()).toBe('shipped')
  })

  it('is handed on without the weights that are kept on this device', async () => {
    const { store, tell } = await runningLab()
    const weights = () => {
      const { film, runKeeping } = store.getState()
      return framesToHand(film, runKeeping).map((frame) => frame.weights !== null)
    }
    expect(weights()).toEqual([true, true, true, true, true])
    tell({ kind: 'saved', run: 3, images: 4 * IMAGES_A_STEP, film: true })
    expect(weights()).toEqual([false, false, false, true, true])
    tell({ kind: 'saved', run: 3, images: 8 * IMAGES_A_STEP, film: false })
    expect(weights()).toEqual([true, true, true, true, true])
  })
})

/** A page that finds a run of three frames on this device, one of them without its weights. */
async function keptLab() {
  const run: KeptRun = {
    id: 3,
    saved: 1,
    checkpoint: { ...checkpointOf('modern', 4, weightsAt(4)), settings: defaultSettings('modern') },
    engine: null,
    epoch: 1,
    images: 4 * IMAGES_A_STEP,
    totalImages: 275_000,
    curve: [],
    evaluations: [],
    frames: [markAt(0), markAt(2), markAt(4)],
  }
  let fetches = 0
  const shelf: Pick<RunShelf, 'newest' | 'frames'> = {
    newest: async () => run,
    frames: async (id) => {
      fetches++
      return new Map(id === 3 ? [0, 4].map((step) => [step, weightsAt(step)]) : [])
    },
  }
  const lab = await openedLab({ openRuns: async () => shelf as RunShelf })
  await lab.store.getState().keptRunsOpened()
  return { ...lab, fetches: () => fetches }
}

describe('the film of a kept run', () => {
  it('is fetched when first looked at, and has a gap where a frame is damaged', async () => {
    const { store, fetches } = await keptLab()
    expect(store.getState().film.frames.map(({ weights }) => weights)).toEqual([null, null, null])
    const player = createFilmPlayer(store, () => {})
    expect(fetches()).toBe(0)
    await player.getState().placeSought(0)
    expect(store.getState().weightsSource).toMatchObject({ kind: 'frame', frame: { step: 0 } })
    expect(store.getState().film.frames.map(({ step }) => step)).toEqual([0, 4])
    await player.getState().placeSought(1)
    expect(store.getState().weightsSource).toMatchObject({ kind: 'frame', frame: { step: 4 } })
    expect(fetches()).toBe(1)
    player.getState().left()
    expect(store.getState().weightsSource.kind).toBe('shipped')
  })

  it('is forgotten with its run', async () => {
    const { store } = await keptLab()
    await createFilmPlayer(store, () => {})
      .getState()
      .placeSought(0)
    store.getState().variantChosen('pytorch')
    expect(store.getState().film.frames).toEqual([])
    expect(store.getState().weightsSource.kind).not.toBe('frame')
  })
})

describe('the film player', () => {
  /** A player whose screen is painted when the test says so. */
  async function playingLab() {
    const lab = await runningLab()
    let paint: ((time: number) => void) | null = null
    const player = createFilmPlayer(lab.store, (next) => {
      paint = next
    })
    const paintAt = (time: number) => {
      const painting = paint
      paint = null
      painting?.(time)
      return placeShown(lab.store.getState())
    }
    return { ...lab, player, paintAt, isOver: () => !player.getState().isPlaying && paint === null }
  }

  it('shows a frame whenever one is due, from the first to the last', async () => {
    const { store, player, paintAt, isOver } = await playingLab()
    player.getState().speedChosen(5)
    await player.getState().played()
    expect(placeShown(store.getState())).toBe(0)
    expect([1000, 1100, 1201, 1300, 1401, 1601, 1801].map(paintAt)).toEqual([0, 0, 1, 1, 2, 3, 4])
    paintAt(1900)
    expect(isOver()).toBe(true)
    await player.getState().played()
    expect(placeShown(store.getState())).toBe(0)
  })

  it('skips frames where the page cannot keep up, rather than to queue them', async () => {
    const { store, player, paintAt } = await playingLab()
    player.getState().speedChosen(5)
    store.getState().penLifted(stroke)
    await player.getState().played()
    expect([0, 201].map(paintAt)).toEqual([0, 0])
    // The drawing has been read now, and two frames have become due.
    await settled()
    expect(paintAt(402)).toBe(2)
    expect([450, 620].map(paintAt)).toEqual([2, 2])
  })

  it('goes to the frame nearest to a place of the run', async () => {
    const { store, player } = await playingLab()
    await player.getState().imagesSought(5.2 * IMAGES_A_STEP)
    expect(store.getState().weightsSource).toMatchObject({ frame: { step: 6 } })
    await player.getState().imagesSought(1e9)
    expect(store.getState().weightsSource).toMatchObject({ frame: { step: 8 } })
  })

  it('stops where other weights are chosen', async () => {
    const { store, player, paintAt, isOver } = await playingLab()
    await player.getState().played()
    store.getState().frameLeft()
    expect(player.getState().isPlaying).toBe(false)
    paintAt(10)
    expect(isOver()).toBe(true)
  })
})
