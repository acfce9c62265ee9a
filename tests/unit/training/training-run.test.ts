import { describe, expect, it } from 'vitest'
import { fillBatch } from '../../../src/core/mnist/batch'
import { distortedImages } from '../../../src/core/mnist/distortion/distorted-images'
import type { Weights } from '../../../src/core/network/parameters'
import type { Checkpoint } from '../../../src/core/recipe/checkpoint'
import { USUAL_DISTORTIONS } from '../../../src/core/recipe/distortion-settings'
import { learningRateAt } from '../../../src/core/recipe/schedule'
import type { TrainingSettings } from '../../../src/core/recipe/settings'
import { EngineLostError } from '../../../src/engine/engine-lost-error'
import { nonFinitePart } from '../../../src/training/checkpoint'
import { CheckpointKeeper } from '../../../src/training/checkpoint-keeper'
import type { TrainingData } from '../../../src/training/training-data'
import { TrainingDivergedError } from '../../../src/training/training-diverged-error'
import { loadCheckpoint, type StepDone, trainingRun } from '../../../src/training/training-run'
import { barImages, indicesIn, SETTINGS, smallPlan, VALIDATION } from './bar-images'
import { PlainEngine } from './plain-engine'

const DATA = barImages(17, 5)

interface Start {
  readonly settings?: TrainingSettings
  readonly engine?: () => PlainEngine
  readonly from?: Checkpoint
  readonly data?: TrainingData
  /** A second passes with every step, and so every step is a checkpoint, unless told. */
  readonly clock?: () => number
}

function start({ settings = SETTINGS, from, data = DATA, ...start }: Start) {
  const own = new PlainEngine()
  const engine = start.engine ?? (() => own)
  const clock = start.clock ?? (() => engine().steps * 1000)
  const checkpoints = new CheckpointKeeper({ settings, clock, from: from ?? null })
  const run = trainingRun({ engine, data, plan: smallPlan(settings), checkpoints })
  return { run, checkpoints, engine }
}

async function finalWeights(options: Start = {}): Promise<Weights> {
  const { run, engine } = start(options)
  for await (const _ of run) {
    // to the end
  }
  return engine().weights()
}

async function stepsOf(run: ReturnType<typeof start>['run'], count: number): Promise<StepDone[]> {
  const steps: StepDone[] = []
  while (steps.length < count) {
    const { value, done } = await run.next()
    if (done) break
    if (value.kind === 'step') steps.push(value)
  }
  return steps
}

/** A plain engine that tells which images it was trained on. */
class RecordingEngine extends PlainEngine {
  readonly batches: number[][] = []

  override train(...[images, labels, step]: Parameters<PlainEngine['train']>) {
    this.batches.push(indicesIn(images))
    return super.train(images, labels, step)
  }
}

describe('trainingRun', () => {
  it('visits every training image once an epoch, in another order each, and no validation image', async () => {
    const engine = new RecordingEngine()
    await finalWeights({ engine: () => engine })
    expect(engine.batches.map((batch) => batch.length)).toEqual([3, 3, 3, 3, 1, 3, 3, 3, 3, 1])
    const epochs = [engine.batches.slice(0, 5).flat(), engine.batches.slice(5).flat()]
    const training = Array.from(smallPlan(SETTINGS).training)
    expect(training).toHaveLength(13)
    for (const epoch of epochs) {
      expect(epoch.toSorted((a, b) => a - b)).toEqual(training)
      expect(epoch.filter((index) => VALIDATION.includes(index))).toEqual([])
    }
    expect(epochs[0]).not.toEqual(epochs[1])
  })

  it('reports steps and epochs in order, with the images seen and the scheduled rate', async () => {
    const { run } = start({})
    const kinds: string[] = []
    const steps: StepDone[] = []
    for await (const event of run) {
      kinds.push(event.kind)
      if (event.kind === 'step') steps.push(event)
    }
    const epoch = ['step', 'step', 'step', 'step', 'step', 'epoch']
    expect(kinds).toEqual([...epoch, ...epoch])
    expect(steps.map(({ step }) => step)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
    expect(steps.map(({ images }) => images)).toEqual([3, 6, 9, 12, 13, 16, 19, 22, 25, 26])
    expect(steps.map((event) => event.epoch)).toEqual([1, 1, 1, 1, 1, 2, 2, 2, 2, 2])
    expect(steps.map(({ batchImages }) => batchImages)).toEqual([3, 3, 3, 3, 1, 3, 3, 3, 3, 1])
    expect(steps.map(({ learningRate }) => learningRate)).toEqual(
      steps.map((_, index) => learningRateAt('oneCycle', 0.004, index, 10)),
    )
  })

  it('learns', async () => {
    const settings = { ...SETTINGS, epochs: 8, learningRate: 0.003 }
    const steps = await stepsOf(start({ settings }).run, 40)
    const meanLoss = (part: StepDone[]) =>
      part.reduce((sum, { loss }) => sum + loss, 0) / part.length
    expect(meanLoss(steps.slice(0, 5))).toBeGreaterThan(1.8)
    expect(meanLoss(steps.slice(-5))).toBeLessThan(0.5)
  })

  it('gives the same weights for the same seed, and others for another', async () => {
    const weights = await finalWeights()
    expect(await finalWeights()).toEqual(weights)
    const other = await finalWeights({ settings: { ...SETTINGS, seed: 8 } })
    expect(other['F6.weight']).not.toEqual(weights['F6.weight'])
  })

  it.each([
    ['adam', 3],
    ['adam', 5],
    ['sgd', 7],
  ] as const)(
    'goes on with %s from step %i to the very weights of the unbroken run',
    async (optimizer, at) => {
      const settings = { ...SETTINGS, optimizer, learningRate: optimizer === 'sgd' ? 0.02 : 0.004 }
      const unbroken = await finalWeights({ settings })
      const broken = start({ settings })
      const checkpoint = (await stepsOf(broken.run, at)).at(-1)!.checkpoint!
      await broken.run.return()
      expect(checkpoint.step).toBe(at)
      expect(await finalWeights({ settings, from: structuredClone(checkpoint) })).toEqual(unbroken)
    },
  )

  it('distorts anew in each epoch, and after a checkpoint as the unbroken run does', async () => {
    const settings = { ...SETTINGS, distortions: USUAL_DISTORTIONS }
    const unbroken = await finalWeights({ settings })
    expect(unbroken['F6.weight']).not.toEqual((await finalWeights())['F6.weight'])
    const broken = start({ settings })
    const checkpoint = (await stepsOf(broken.run, 7)).at(-1)!.checkpoint!
    await broken.run.return()
    expect(await finalWeights({ settings, from: structuredClone(checkpoint) })).toEqual(unbroken)
  })

  it('gives an engine the distorted images of the epoch and the batch', async () => {
    const settings = { ...SETTINGS, distortions: USUAL_DISTORTIONS }
    const seen: Float32Array[] = []
    class Watching extends PlainEngine {
      override train(...[images, labels, step]: Parameters<PlainEngine['train']>) {
        seen.push(images.slice())
        return super.train(images, labels, step)
      }
    }
    const engine = new Watching()
    await finalWeights({ settings, engine: () => engine })
    const plan = smallPlan(settings)
    for (const step of [0, 4, 5, 9]) {
      const indices = plan.batchAt(step)
      const expected = new Float32Array(indices.length * 32 ** 2)
      const write = distortedImages(USUAL_DISTORTIONS, settings.seed)(step < 5 ? 0 : 1)
      fillBatch(DATA.pixels, indices, 0, indices.length, expected, write)
      expect(seen[step]).toEqual(expected)
    }
  })

  it('moves to another engine between two steps without a trace', async () => {
    const [first, second] = [new PlainEngine('webgl'), new PlainEngine('wasm')]
    let engine = first
    const { run, checkpoints } = start({ engine: () => engine })
    await stepsOf(run, 4)
    await loadCheckpoint(second, await checkpoints.take(first, 4))
    engine = second
    await stepsOf(run, Number.POSITIVE_INFINITY)
    expect([first.steps, second.steps]).toEqual([4, 6])
    expect(await second.weights()).toEqual(await finalWeights())
  })

  it('does one step a pull, and none when nobody pulls or after return', async () => {
    const engine = new PlainEngine()
    const { run } = start({ engine: () => engine })
    await run.next()
    await run.next()
    await new Promise((resolve) => setTimeout(resolve, 30))
    expect(engine.steps).toBe(2)
    await run.return()
    expect(await run.next()).toEqual({ done: true, value: undefined })
    expect(engine.steps).toBe(2)
  })

  it('waits for the shards that a batch needs, and for no others', async () => {
    let arrive = () => {}
    const asked: number[] = []
    const first = new Promise<void>((resolve) => {
      arrive = resolve
    })
    const data = {
      ...DATA,
      shardReady: (shard: number) => {
        asked.push(shard)
        return first
      },
    }
    const engine = new PlainEngine()
    const { run } = start({ engine: () => engine, data })
    const step = run.next()
    await new Promise((resolve) => setTimeout(resolve, 30))
    expect(engine.steps).toBe(0)
    arrive()
    await step
    expect(engine.steps).toBe(1)
    expect(asked).toEqual([0])
  })

  it('trains the network of its connection table, and no connection beside it', async () => {
    const engine = new PlainEngine()
    const settings = { ...SETTINGS, c3: `01${'3f'.repeat(15)}` }
    const { run, checkpoints } = start({ engine: () => engine, settings })
    const before = checkpoints.newest.weights['C3.weight']!
    await run.next()
    const after = (await engine.weights())['C3.weight']!
    // One kernel for map 1, six for each other.
    expect([before.length, after.length]).toEqual([91 * 25, 91 * 25])
    expect(after).not.toEqual(before)
  })

  it('refuses to go on from a run of another seed, batch or connection table', () => {
    const { checkpoints } = start({})
    const from = checkpoints.newest
    expect(() => start({ settings: { ...SETTINGS, seed: 8 }, from })).toThrow(
      'a run goes on with its own seed 7, got 8',
    )
    expect(() => start({ settings: { ...SETTINGS, batch: 4 }, from })).toThrow('batch 3, got 4')
    expect(() => start({ settings: { ...SETTINGS, c3: '1998' }, from })).toThrow(
      'c3 dense, got 1998',
    )
    expect(() => start({ settings: { ...SETTINGS, epochs: 9 }, from })).not.toThrow()
  })
})

describe('the guard against divergence', () => {
  it.each(['adam', 'sgd'] as const)(
    'stops %s at a rate of 10,000 with finite weights to go back to',
    async (optimizer) => {
      const settings = { ...SETTINGS, optimizer, schedule: 'constant', learningRate: 1e4 } as const
      const { run } = start({ settings })
      const error = await stepsOf(run, 10).catch((thrown: unknown) => thrown)
      expect(error).toBeInstanceOf(TrainingDivergedError)
      const { checkpoint, message } = error as TrainingDivergedError // just asserted
      expect(message).toMatch(
        /^Training diverged at step \d+: .* became .*; lower the learning rate/,
      )
      expect(nonFinitePart(checkpoint)).toBeNull()
      expect(checkpoint.step).toBe(0) // the first step already spoilt the weights
    },
  )

  it('does not go back to weights that are finite but gave an unsound loss', async () => {
    const good = start({})
    const before = (await stepsOf(good.run, 3)).at(-1)!.checkpoint!
    class SpoiltEngine extends PlainEngine {
      override async train(...[images, labels, step]: Parameters<PlainEngine['train']>) {
        const result = await super.train(images, labels, step)
        return this.steps === 5 ? { ...result, loss: Number.NaN } : result
      }
    }
    const spoilt = new SpoiltEngine()
    const { run, checkpoints } = start({ engine: () => spoilt, from: before })
    const error = await stepsOf(run, 10).catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(TrainingDivergedError)
    // Steps 4 to 7 were sound; the weights after 7 gave the loss that was not.
    expect((error as TrainingDivergedError).checkpoint.step).toBe(6)
    expect((error as TrainingDivergedError).message).toContain('step 8: the loss became NaN')
    expect(checkpoints.newest.step).toBe(7)
  })

  it('finds weights that are not finite when it reads a checkpoint', async () => {
    class InfiniteEngine extends PlainEngine {
      override async weights() {
        const weights = await super.weights()
        if (this.steps === 2) weights['C3.weight']![17] = Number.POSITIVE_INFINITY
        return weights
      }
    }
    const engine = new InfiniteEngine()
    const error = await stepsOf(start({ engine: () => engine }).run, 5).catch((e: unknown) => e)
    expect(String(error)).toContain('step 2: weights C3.weight[17] became Infinity')
    expect((error as TrainingDivergedError).checkpoint.step).toBe(1)
  })

  it('takes weights that are all zero for a lost device', async () => {
    class ZeroEngine extends PlainEngine {
      override async weights() {
        const weights = await super.weights()
        for (const values of Object.values(weights)) values.fill(0)
        return weights
      }
    }
    const engine = new ZeroEngine('webgl')
    await expect(stepsOf(start({ engine: () => engine }).run, 5)).rejects.toThrow(EngineLostError)
  })

  it('reads checkpoints twice a second, less often where reading is slow, and at each epoch', async () => {
    let now = 0
    class SlowEngine extends PlainEngine {
      override train(...[images, labels, step]: Parameters<PlainEngine['train']>) {
        now += 300
        return super.train(images, labels, step)
      }
      override weights() {
        now += 40
        return super.weights()
      }
    }
    const slow = new SlowEngine()
    const { run } = start({ engine: () => slow, clock: () => now })
    const steps = await stepsOf(run, 10)
    // Due after 500 ms; each reading takes 40 ms, so the next is due 800 ms after it.
    expect(steps.filter(({ checkpoint }) => checkpoint).map(({ step }) => step)).toEqual([
      2, 5, 8, 10,
    ])
  })
})
