import { describe, expect, it } from 'vitest'
import type { Stroke } from '../../../src/core/ink/drawing'
import { modernNetwork, networkOf, PYTORCH_COURSE } from '../../../src/core/network/variants'
import { parseUrlSettings } from '../../../src/storage/url-settings'
import { leastEvidence } from '../../../src/store/answer'
import { drawingOnPad } from '../../../src/store/drawing-slice'
import { opened, weightsSettled } from '../../../src/store/opening'
import { LANGUAGES, THEMES } from '../../../src/store/view-slice'
import type { TrainingEvent } from '../../../src/worker/protocol'
import { checkpointOf, openLab, settled, weightsOf } from './lab-ports-double'

const line: Stroke = {
  tool: 'pen',
  width: 18,
  points: [
    { x: 140, y: 40, pressure: 0.5 },
    { x: 130, y: 240, pressure: 0.5 },
  ],
}
const stepped = (images: number): TrainingEvent => ({
  kind: 'stepped',
  point: { images, loss: 0.4, error: 0.1, learningRate: 0.002 },
  epoch: 1,
  images,
  totalImages: 275_000,
  imagesPerSecond: 2300,
  secondsLeft: 100,
  memoryBytes: 16_777_216,
})
const evaluated = {
  kind: 'evaluated',
  evaluation: {
    epoch: 1,
    images: 55_000,
    validationError: 0.03,
    validationLoss: 0.1,
    testError: 0.028,
    leastEvidence: null,
    testLoss: 0.09,
    confusion: { counts: new Uint32Array(100).fill(100) },
  },
} satisfies TrainingEvent

async function openedLab(options?: Parameters<typeof openLab>[0], query = '') {
  const lab = openLab(options)
  const url = parseUrlSettings(query, LANGUAGES, THEMES)
  opened(lab.store, {
    url,
    preferences: {},
    browserLanguages: ['de', 'zh-TW', 'en'],
    browser: { offscreenCanvas: true, wasmSimd: true },
  })
  await settled()
  return lab
}

describe('opening the page', () => {
  it('answers from the shipped weights in the first language that it speaks', async () => {
    const { store } = await openedLab()
    expect(store.getState().weightsSource.kind).toBe('shipped')
    expect(store.getState().language).toBe('zh-CN')
    expect(store.getState().notices).toEqual([])
  })

  it('does what the address asks and says what it cannot do', async () => {
    const { store } = await openedLab(
      {},
      '?variant=pytorch&epochs=3&batch=-5&lr=x&theme=dark&lang=en&c3=1998',
    )
    const { network, settings, theme, language, notices } = store.getState()
    expect(network.variant).toBe('pytorch')
    expect(settings).toMatchObject({ variant: 'pytorch', epochs: 3, batch: 128, c3: '1998' })
    // The shipped weights answer with their own table until a run has others.
    expect(network.c3 ?? 'dense').toBe('dense')
    expect([theme, language]).toEqual(['dark', 'en'])
    expect(notices).toMatchObject([
      { code: 'badUrlParameter', detail: { parameter: 'batch', value: '-5', allowed: '1–1024' } },
      { code: 'badUrlParameter', detail: { parameter: 'lr', value: 'x' } },
    ])
  })

  it('waits for weights that come, and not for ever for those that do not', async () => {
    const { store } = await openedLab()
    await expect(weightsSettled(store, 60_000)).resolves.toBeUndefined()
    const { store: waiting } = openLab()
    expect(waiting.getState().weightsSource.kind).toBe('loading')
    await expect(weightsSettled(waiting, 5)).resolves.toBeUndefined()
    expect(waiting.getState().weightsSource.kind).toBe('loading')
  })

  it('says so where weights are missing, and draws all the same', async () => {
    const { store } = await openedLab({ missing: true })
    store.getState().penLifted(line)
    await settled()
    const { weightsSource, notices, reading, history } = store.getState()
    expect(weightsSource.kind).toBe('missing')
    expect(notices.map(({ code }) => code)).toEqual(['weightsMissing'])
    expect(reading).toBeNull()
    expect(history.present.strokes).toEqual([line])
  })
})

describe('reading the pad', () => {
  it('follows the pen, undo, redo and clear', async () => {
    const { store } = await openedLab()
    const digitAfter = async (act: () => void) => {
      act()
      await settled()
      return store.getState().reading?.digit ?? null
    }
    const { penMoved, penLifted, undone, redone, padCleared } = store.getState()
    const underPen = await digitAfter(() => penMoved(line))
    expect(underPen).not.toBeNull()
    expect(await digitAfter(() => penLifted(line))).toBe(underPen)
    expect(await digitAfter(undone)).toBeNull()
    expect(await digitAfter(redone)).toBe(underPen)
    expect(await digitAfter(padCleared)).toBeNull()
    expect(await digitAfter(undone)).toBe(underPen)
  })

  it('keeps what was drawn when the pointer is taken away', async () => {
    const { store } = await openedLab()
    store.getState().penMoved(line)
    store.getState().penLost()
    expect(drawingOnPad(store.getState()).strokes).toEqual([line])
    expect(store.getState().liveStroke).toBeNull()
  })

  it('knows the digit of an MNIST image until something is drawn on it', async () => {
    const { store } = await openedLab()
    await store.getState().testImageChosen(4)
    expect(store.getState().knownLabel).toBe(4)
    store.getState().penMoved(line)
    expect(store.getState().knownLabel).toBeNull()
  })

  it('turns a refused image into its own notice and leaves the pad alone', async () => {
    const { store } = await openedLab()
    store.getState().penLifted(line)
    await store.getState().imageOpened(new Blob())
    expect(store.getState().notices.map(({ code }) => code)).toEqual(['imageTooLarge'])
    expect(store.getState().history.present.strokes).toEqual([line])
  })
})

describe('a run', () => {
  it('goes from idle through loading and running to done', async () => {
    const { store, commands, tell } = await openedLab()
    const phases: string[] = []
    const note = () => phases.push(store.getState().phase)
    store.getState().trainPressed()
    note()
    tell(stepped(128))
    note()
    tell(evaluated)
    tell({
      kind: 'finished',
      stopped: false,
      checkpoint: checkpointOf('modern', 430, weightsOf(modernNetwork(), 5)),
    })
    note()
    expect(commands).toEqual(['train modern on auto from the start'])
    expect(phases).toEqual(['loading', 'running', 'done'])
    expect(store.getState().evaluations).toHaveLength(1)
    expect(store.getState().weightsSource.kind).toBe('trained')
  })

  it('reads the pad again whenever its weights change', async () => {
    const { store, tell } = await openedLab()
    store.getState().penLifted(line)
    await settled()
    const before = store.getState().reading
    store.getState().trainPressed()
    const weights = weightsOf(modernNetwork(), 99)
    tell({ kind: 'weightsChanged', checkpoint: checkpointOf('modern', 9, weights) })
    await settled()
    expect(store.getState().reading?.probabilities).not.toEqual(before?.probabilities)
  })

  it('draws its curve anew from where it went back to', async () => {
    const { store, tell } = await openedLab()
    store.getState().trainPressed()
    for (const images of [1000, 2000, 3000, 1500]) tell(stepped(images))
    expect(store.getState().curve.map((point) => point.images)).toEqual([1000, 1500])
    tell(evaluated)
    tell(evaluated)
    expect(store.getState().evaluations).toHaveLength(1)
  })

  it('stays paused through a single step', async () => {
    const { store, commands, tell } = await openedLab()
    const { trainPressed, pausePressed, stepPressed, resumePressed } = store.getState()
    trainPressed()
    tell(stepped(128))
    pausePressed()
    tell({ kind: 'paused' })
    stepPressed()
    tell(stepped(256))
    expect(store.getState().phase).toBe('paused')
    resumePressed()
    tell({ kind: 'resumed' })
    expect(store.getState().phase).toBe('running')
    expect(commands.slice(1)).toEqual(['pause', 'step', 'resume'])
  })

  it('gives way to the pen from where it touches the pad to where it leaves it', async () => {
    const { store, commands } = await openedLab()
    store.getState().penMoved(line)
    store.getState().penMoved({ ...line, points: line.points.slice(0, 1) })
    store.getState().penLifted(line)
    store.getState().penMoved(line)
    store.getState().penLost()
    expect(commands).toEqual(['pen down', 'pen up', 'pen down', 'pen up'])
  })

  it('is made ready for the settings of the moment, but not while one draws or trains', async () => {
    let isElsewhere = false
    const tabs = { isTraining: async () => isElsewhere, trained: async () => {} }
    const { store, commands } = await openedLab({ tabs })
    const { trainingIntended, penLifted, penMoved, engineChosen, trainPressed } = store.getState()
    expect(commands).toEqual([])
    await trainingIntended()
    engineChosen('webgl')
    await trainingIntended()
    isElsewhere = true
    await trainingIntended()
    isElsewhere = false
    penMoved(line)
    await trainingIntended()
    penLifted(line)
    trainPressed()
    await trainingIntended()
    expect(commands).toEqual([
      'prepare modern on auto',
      'prepare modern on webgl',
      'pen down',
      'pen up',
      'train modern on webgl from the start',
    ])
  })

  it('can be gone on with after a failure, from the last good weights', async () => {
    const { store, commands, tell } = await openedLab()
    store.getState().trainPressed()
    const checkpoint = checkpointOf('modern', 300, weightsOf(modernNetwork(), 5))
    tell({ kind: 'failed', reason: 'engine', message: 'the engine died', checkpoint })
    expect(store.getState()).toMatchObject({
      phase: 'failed',
      failure: { reason: 'engine', message: 'the engine died' },
    })
    store.getState().settingsChanged({ learningRate: 0.001, batch: 64 })
    store.getState().retryPressed()
    expect(commands.at(-1)).toBe('train modern on auto from 300')
    // A lower rate may save a run that diverged; another batch would be another run.
    expect(store.getState().settings).toMatchObject({ learningRate: 0.001, batch: 128 })
    expect(store.getState().phase).toBe('loading')
  })

  it('whose worker dies or hangs goes on by itself, from the last good step on the same engine', async () => {
    const { store, commands, tell } = await openedLab()
    const interrupted = (reason: 'worker' | 'hung', step: number): TrainingEvent => ({
      kind: 'failed',
      reason,
      message: 'no word',
      checkpoint: checkpointOf('modern', step, weightsOf(modernNetwork(), step)),
    })
    store.getState().trainPressed()
    tell({ kind: 'engineChosen', name: 'simd', device: 'WebAssembly', threads: 2 })
    tell(stepped(128))
    tell({ kind: 'saved', run: 4, images: 128, film: true })
    tell(interrupted('hung', 9))
    expect(commands.at(-1)).toBe('train modern on simd from 9')
    expect(store.getState()).toMatchObject({
      phase: 'loading',
      failure: null,
      curve: [{ images: 128 }],
      notices: [{ code: 'trainerHung' }],
      weightsSource: { kind: 'trained', checkpoint: { step: 9 } },
    })
    tell(stepped(256))
    store.getState().pausePressed()
    tell({ kind: 'paused' })
    tell(interrupted('worker', 12))
    expect(commands.slice(-2)).toEqual(['train modern on simd from 12', 'pause'])
    expect(store.getState().notices).toMatchObject([
      { code: 'trainerHung' },
      { code: 'trainerDied' },
    ])
  })

  it('whose worker dies again and again without a step fails in the end', async () => {
    const { store, commands, tell } = await openedLab()
    store.getState().trainPressed()
    for (let tries = 0; tries < 3; tries++) {
      tell({ kind: 'failed', reason: 'worker', message: 'no script', checkpoint: null })
    }
    expect(store.getState()).toMatchObject({ phase: 'failed', failure: { reason: 'worker' } })
    expect(commands).toEqual(Array(3).fill('train modern on auto from the start'))
    store.getState().retryPressed()
    expect(store.getState().phase).toBe('loading')
  })

  it('that was told to stop does not go on by itself', async () => {
    const { store, commands, tell } = await openedLab()
    store.getState().trainPressed()
    tell(stepped(128))
    store.getState().stopPressed()
    tell({ kind: 'failed', reason: 'hung', message: 'no word', checkpoint: null })
    expect(store.getState().phase).toBe('failed')
    expect(commands.slice(1)).toEqual(['stop'])
  })

  it('that never took a step leaves the weights that answer alone', async () => {
    const { store, tell } = await openedLab()
    store.getState().trainPressed()
    const checkpoint = checkpointOf('modern', 0, weightsOf(modernNetwork(), 5))
    tell({ kind: 'failed', reason: 'data', detail: 'missing', message: 'a shard', checkpoint })
    expect(store.getState().weightsSource.kind).toBe('shipped')
    store.getState().retryPressed()
    tell({ kind: 'finished', stopped: true, checkpoint })
    expect(store.getState().weightsSource.kind).toBe('shipped')
  })

  it('keeps an earlier run’s threshold until it has weights of its own', async () => {
    const { store, tell } = await openedLab()
    const threshold = () => leastEvidence(store.getState())
    const checkpoint = checkpointOf('modern', 9, weightsOf(modernNetwork(), 3))
    store.getState().trainPressed()
    tell({ kind: 'weightsChanged', checkpoint })
    expect(threshold()).toBe(Number.NEGATIVE_INFINITY)
    tell({ kind: 'evaluated', evaluation: { ...evaluated.evaluation, leastEvidence: 2.5 } })
    tell({ kind: 'finished', stopped: false, checkpoint })
    expect(threshold()).toBe(2.5)
    store.getState().trainPressed()
    expect(threshold()).toBe(2.5)
    tell({ kind: 'weightsChanged', checkpoint: { ...checkpoint, step: 12 } })
    expect(threshold()).toBe(Number.NEGATIVE_INFINITY)
  })

  it('keeps its settings and its network while it lasts', async () => {
    const { store, tell } = await openedLab()
    store.getState().trainPressed()
    tell(stepped(128))
    store.getState().settingsChanged({ epochs: 77 })
    store.getState().variantChosen('pytorch')
    expect(store.getState().settings.epochs).not.toBe(77)
    expect(store.getState().network.variant).toBe('modern')
  })

  it('answers with its connection table once it has weights, and not before', async () => {
    const { store, tell } = await openedLab()
    store.getState().penLifted(line)
    await settled()
    const c3 = `01${'3f'.repeat(15)}`
    store.getState().settingsChanged({ c3 })
    expect(store.getState().network.c3 ?? 'dense').toBe('dense')
    store.getState().trainPressed()
    const { settings } = store.getState()
    const weights = weightsOf(networkOf('modern', 'relu', { c3 }), 5)
    tell({ kind: 'weightsChanged', checkpoint: { settings, step: 9, weights, optimizer: null } })
    await settled()
    expect(store.getState().network.c3).toBe(c3)
    expect(store.getState().reading?.network.c3).toBe(c3)
    expect(store.getState().reading?.weights).toBe(weights)
  })

  it('leaves its weights to come back to when another variant was looked at', async () => {
    const { store, tell } = await openedLab()
    store.getState().trainPressed()
    const checkpoint = checkpointOf('modern', 430, weightsOf(modernNetwork(), 5))
    tell(stepped(128))
    tell({ kind: 'finished', stopped: true, checkpoint })
    store.getState().variantChosen('pytorch')
    await settled()
    expect(store.getState()).toMatchObject({ phase: 'idle', progress: null, curve: [] })
    expect(store.getState().weightsSource.kind).toBe('shipped')
    expect(store.getState().network.variant).toBe(PYTORCH_COURSE.variant)
    store.getState().variantChosen('modern')
    expect(store.getState().weightsSource).toEqual({ kind: 'trained', checkpoint })
    store.getState().shippedWeightsChosen()
    await settled()
    expect(store.getState().weightsSource.kind).toBe('shipped')
  })
})

describe('engines', () => {
  it('are switched in mid-run, and a refusal of the one that was asked for is said', async () => {
    const { store, commands, tell } = await openedLab()
    store.getState().trainPressed()
    tell(stepped(128))
    store.getState().engineChosen('webgl')
    expect(store.getState().engineBusy).toBe(true)
    const refused = 'webgl: this browser offers no WebGL 2'
    tell({
      kind: 'engineTried',
      trial: { name: 'webgl', device: '', imagesPerSecond: null, refused },
    })
    await settled()
    expect(commands.at(-1)).toBe('switch to webgl')
    expect(store.getState().engineBusy).toBe(false)
    expect(store.getState().notices).toMatchObject([{ code: 'engineRefused' }])
  })

  it('that the learner switched to are no news, though it may be told of late', async () => {
    const { store, tell } = await openedLab()
    const chosen = (name: 'simd' | 'webgl'): TrainingEvent => ({
      kind: 'engineChosen',
      name,
      device: name,
      threads: 1,
    })
    store.getState().trainPressed()
    tell(chosen('simd'))
    tell(stepped(128))
    store.getState().engineChosen('webgl')
    await settled()
    expect(store.getState().engineBusy).toBe(false)
    tell(chosen('webgl'))
    expect(store.getState()).toMatchObject({ engine: { name: 'webgl' }, notices: [] })
    tell(chosen('simd'))
    expect(store.getState().notices).toMatchObject([{ code: 'engineSwitched' }])
  })

  it('that go away in mid-run are told of, and what takes over too', async () => {
    const { store, tell } = await openedLab()
    const codes = () => store.getState().notices.map(({ code }) => code)
    const chosen = (name: 'webgl' | 'wasm'): TrainingEvent => ({
      kind: 'engineChosen',
      name,
      device: name,
      threads: 1,
    })
    store.getState().trainPressed()
    tell(chosen('webgl'))
    tell(stepped(128))
    const refused = 'webgl: the context was lost'
    tell({
      kind: 'engineTried',
      trial: { name: 'webgl', device: 'a GPU', imagesPerSecond: null, refused },
    })
    expect(codes()).toEqual([])
    tell(chosen('wasm'))
    expect(store.getState().notices).toMatchObject([
      { code: 'engineLost', detail: { name: 'webgl', next: 'wasm' } },
    ])
    expect(store.getState().engine?.name).toBe('wasm')
  })

  it('show the speed at which they were measured, then that of the run', async () => {
    const { store, tell } = await openedLab()
    store.getState().trainPressed()
    tell({
      kind: 'engineTried',
      trial: { name: 'wasm', device: 'WebAssembly SIMD', imagesPerSecond: 2100, refused: null },
    })
    tell({ kind: 'engineChosen', name: 'wasm', device: 'WebAssembly SIMD', threads: 1 })
    expect(store.getState().engine?.imagesPerSecond).toBe(2100)
    tell(stepped(128))
    expect(store.getState().engine?.imagesPerSecond).toBe(2300)
  })
})

it('shows the same trouble once', async () => {
  const { store } = await openedLab()
  const { noticeGiven, noticeDismissed } = store.getState()
  noticeGiven('error', 'dataOffline')
  noticeGiven('error', 'dataMissing')
  noticeGiven('error', 'dataOffline')
  const { notices } = store.getState()
  expect(notices.map(({ code }) => code)).toEqual(['dataMissing', 'dataOffline'])
  noticeDismissed(notices[0]!.id)
  expect(store.getState().notices.map(({ code }) => code)).toEqual(['dataOffline'])
})
