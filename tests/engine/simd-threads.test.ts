import { afterEach, describe, expect, it, vi } from 'vitest'
import { initialWeights } from '../../src/core/network/initial-weights'
import type { Weights } from '../../src/core/network/parameters'
import { modernNetwork, PYTORCH_COURSE } from '../../src/core/network/variants'
import type { Engine } from '../../src/engine/engine'
import { createSimdEngine, type SimdOptions } from '../../src/engine/simd/create-simd-engine'
import { sharesOf } from '../../src/engine/simd/thread-team'
import { adam, expectClose, expectSame, KERNEL_PATHS, noise } from './engines'

const network = modernNetwork()
const weights = initialWeights(network, 6)
const BATCH = 70

const workers: Worker[] = []
const engines: Engine[] = []

function spawn(): Worker {
  const worker = new Worker(new URL('./gradient.worker.ts', import.meta.url), { type: 'module' })
  workers.push(worker)
  return worker
}

async function open(threads: number, how: Partial<SimdOptions> = {}): Promise<Engine> {
  const engine = await createSimdEngine({
    wasmPaths: KERNEL_PATHS,
    threads,
    spawn,
    leastPatience: 5000,
    ...how,
  })
  engines.push(engine)
  return engine
}

async function trainOn(engine: Engine, from: number, to: number): Promise<void> {
  for (let iteration = from; iteration <= to; iteration++) {
    const { images, labels } = noise(BATCH, iteration)
    await engine.train(images, labels, adam(iteration))
  }
}

afterEach(() => {
  for (const engine of engines) engine.dispose()
  engines.length = 0
  workers.length = 0
})

it('shares memory here, as in the page of a host that sends both headers', () => {
  expect(crossOriginIsolated).toBe(true)
})

const EXCHANGES = [
  ['in shared memory', { sharesMemory: true }],
  ['by transferred buffers', { sharesMemory: false }],
] as const

describe.each(EXCHANGES)('threads, %s,', (_, how) => {
  it.each([2, 3])('share a batch among %i and agree with one', async (threads) => {
    const [one, many] = [await open(1), await open(threads, how)]
    expect(many.describe()).toMatchObject({ name: 'simd', threads })
    const { images, labels } = noise(BATCH, 1)
    await one.load(network, weights)
    await many.load(network, weights)
    const expected = await one.gradients(images, labels)
    const got = await many.gradients(images, labels)
    expect(got.loss).toBeCloseTo(expected.loss, 6)
    expect(got.errors).toBe(expected.errors)
    expectClose(got.gradients, expected.gradients, 1e-6)
  })

  it('give the same weights bit for bit, run after run', async () => {
    const runs: Weights[] = []
    for (let run = 0; run < 2; run++) {
      const engine = await open(2, how)
      await engine.load(network, weights)
      await trainOn(engine, 1, 20)
      runs.push(await engine.weights())
    }
    expectSame(runs[0]!, runs[1]!)
  })

  it('leave their cores to others between two steps, and give the same bit for bit', async () => {
    const [all, room] = [await open(3, how), await open(3, how)]
    for (const engine of [all, room]) await engine.load(network, weights)
    await trainOn(all, 1, 9)
    await trainOn(room, 1, 3)
    room.leaveCores?.(true)
    const sent = workers.slice(-2).map((worker) => vi.spyOn(worker, 'postMessage'))
    // By when they have stopped watching for a job.
    await new Promise((resolve) => setTimeout(resolve, 20))
    await trainOn(room, 4, 6)
    for (const messages of sent) expect(messages).not.toHaveBeenCalled()
    room.leaveCores?.(false)
    await trainOn(room, 7, 9)
    for (const messages of sent) expect(messages).toHaveBeenCalled()
    expectSame(await room.weights(), await all.weights())
  })

  it('take another network between two steps', async () => {
    const [one, two] = [await open(1), await open(2, how)]
    for (const engine of [one, two]) {
      await engine.load(network, weights)
      await trainOn(engine, 1, 2)
      await engine.load(PYTORCH_COURSE, initialWeights(PYTORCH_COURSE, 6))
      await trainOn(engine, 1, 2)
    }
    expectClose(await two.weights(), await one.weights(), 1e-4)
  })

  it('take larger and smaller batches, at once and after a rest', async () => {
    const [one, two] = [await open(1), await open(2, how)]
    for (const engine of [one, two]) await engine.load(network, weights)
    for (const [iteration, size] of [128, 40, 16, 200, 70].entries()) {
      const { images, labels } = noise(size, iteration)
      const { loss } = await two.gradients(images, labels)
      expect(loss).toBeCloseTo((await one.gradients(images, labels)).loss, 6)
      if (iteration % 2 === 1) await new Promise((resolve) => setTimeout(resolve, 20))
    }
  })

  it('serve calls in turn while a step is under way', async () => {
    const engine = await open(2, how)
    await engine.load(network, weights)
    const { images, labels } = noise(BATCH, 1)
    const [, logits, after] = await Promise.all([
      engine.train(images, labels, adam(1)),
      engine.classify(images),
      engine.weights(),
    ])
    expectSame(await engine.weights(), after)
    expect(await engine.classify(images)).toEqual(logits)
  })
})

it('exchange bit for bit the same in either way', async () => {
  const runs: Weights[] = []
  for (const [, how] of EXCHANGES) {
    const engine = await open(2, how)
    await engine.load(network, weights)
    await trainOn(engine, 1, 20)
    runs.push(await engine.weights())
  }
  expectSame(runs[0]!, runs[1]!)
})

describe.each(EXCHANGES)('a thread that dies, %s,', (_, how) => {
  it('costs what was under way, which is computed without it', async () => {
    const [one, two] = [await open(1), await open(2, { ...how, leastPatience: 300 })]
    await one.load(network, weights)
    await two.load(network, weights)
    // As a browser does that needs the memory: no event tells of it.
    workers[0]!.terminate()
    await trainOn(one, 1, 3)
    await trainOn(two, 1, 3)
    expect(two.describe().threads).toBe(1)
    expectSame(await two.weights(), await one.weights())
  })

  it('after a step is noticed in the next', async () => {
    const [one, two] = [await open(1), await open(2, { ...how, leastPatience: 300 })]
    for (const engine of [one, two]) await engine.load(network, weights)
    const { images, labels } = noise(BATCH, 1)
    await two.gradients(images, labels)
    // At once: where memory is shared it still watches for one more job, and takes it until it is gone.
    workers[0]!.terminate()
    await new Promise((resolve) => setTimeout(resolve, 200))
    expectSame(
      (await two.gradients(images, labels)).gradients,
      (await one.gradients(images, labels)).gradients,
    )
    expect(two.describe().threads).toBe(1)
  })

  it('before it started is done without', async () => {
    const engine = await createSimdEngine({
      wasmPaths: KERNEL_PATHS,
      threads: 3,
      spawn: () => (workers.length === 0 ? spawn() : brokenWorker()),
      ...how,
    })
    engines.push(engine)
    expect(engine.describe().threads).toBe(2)
  })
})

// In shared memory a step leaves this thread no moment to end a worker in.
it('a thread that dies in the middle of a step leaves no half of it behind', async () => {
  // The thread that lives must not be taken for lost, too, where others use the cores.
  const how = { sharesMemory: false }
  const [two, three] = [await open(2, how), await open(3, { ...how, leastPatience: 3000 })]
  await two.load(network, weights)
  await three.load(network, weights)
  const { images, labels } = noise(BATCH, 1)
  const step = three.train(images, labels, adam(1))
  workers[2]!.terminate()
  await step
  expect(three.describe().threads).toBe(2)
  await trainOn(three, 2, 3)
  await trainOn(two, 1, 3)
  expectSame(await three.weights(), await two.weights())
})

function brokenWorker(): Worker {
  const script = new Blob(['throw new Error("broken on purpose")'], { type: 'text/javascript' })
  return new Worker(URL.createObjectURL(script))
}

describe('sharesOf', () => {
  it.each([
    [
      128,
      2,
      [
        [0, 64],
        [64, 128],
      ],
    ],
    [
      128,
      3,
      [
        [0, 44],
        [44, 88],
        [88, 128],
      ],
    ],
    [
      70,
      2,
      [
        [0, 36],
        [36, 70],
      ],
    ],
    [
      33,
      4,
      [
        [0, 20],
        [20, 33],
      ],
    ],
    [15, 2, [[0, 15]]],
    [1, 8, [[0, 1]]],
  ])('divides %i images among %i threads', (images, threads, shares) => {
    expect(sharesOf(images, threads)).toEqual(shares)
  })
})
