import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { totalImages } from '../../../src/core/metrics/confusion'
import { forward } from '../../../src/core/network/forward'
import { initialWeights } from '../../../src/core/network/initial-weights'
import { largestIndex } from '../../../src/core/network/softmax'
import { networkOf } from '../../../src/core/network/variants'
import { EngineLostError } from '../../../src/engine/engine-lost-error'
import { nonFinitePart } from '../../../src/training/checkpoint'
import { positionAt } from '../../../src/training/run-plan'
import { batchOf } from '../../../src/training/training-data'
import { MnistUnavailableError } from '../../../src/worker/mnist-unavailable'
import type { Checkpoint, TrainerApi } from '../../../src/worker/protocol'
import { trainingEvent } from '../../../src/worker/protocol/events'
import { createTrainer } from '../../../src/worker/trainer'
import { barImages, SETTINGS, smallPlan } from '../training/bar-images'
import { PlainEngine } from '../training/plain-engine'
import { settle, until } from './thread'
import { plainEngines, Reports, refusing, soFar, trainerParts } from './trainer-parts'

async function unbroken(): Promise<Checkpoint> {
  const reports = new Reports()
  await createTrainer(trainerParts()).train(SETTINGS, 'wasm', null, reports.report)
  return reports.of('finished')[0]!.checkpoint
}

/** Does something once, when the run has done that many steps. */
function at(step: number, engines: ReturnType<typeof plainEngines>, act: () => void): void {
  const done = () => engines.opened.reduce((sum, { steps }) => sum + steps, 0)
  void until(() => done() >= step).then(act)
}

describe('a run', () => {
  it('reports data, engine, steps, weights and evaluations in their order, all well-formed', async () => {
    const reports = new Reports()
    await createTrainer(trainerParts()).train(SETTINGS, 'auto', null, reports.report)
    for (const event of reports.events) expect(v.parse(trainingEvent, event)).toEqual(event)
    expect(reports.kinds('frameTaken')).toEqual([
      ...['dataLoaded', 'engineTried', 'engineChosen'],
      ...['stepped', 'weightsChanged', 'evaluated', 'stepped', 'weightsChanged', 'evaluated'],
      'finished',
    ])
    expect(reports.events[0]).toEqual({
      kind: 'dataLoaded',
      images: 17,
      totalImages: 70_000,
      bytes: 640,
      totalBytes: 1000,
    })
    const [first, second] = reports.of('evaluated').map(({ evaluation }) => evaluation)
    expect(first).toMatchObject({ epoch: 1, images: 13, validationError: expect.any(Number) })
    expect(second).toMatchObject({ epoch: 2, images: 26 })
    expect(totalImages(second!.confusion)).toBe(10)
    expect(reports.of('finished')[0]).toMatchObject({ stopped: false, checkpoint: { step: 10 } })
  })

  it('reports steps at most ten times a second, and what they leave out in the next point', async () => {
    const reports = new Reports()
    await createTrainer(trainerParts()).train(SETTINGS, 'wasm', null, reports.report)
    const stepped = reports.of('stepped')
    // A step takes 30 ms: after the first, each fourth after the report before, and the last of each epoch.
    expect(stepped.map(({ images }) => images)).toEqual([3, 13, 25, 26])
    expect(stepped.map(({ epoch }) => epoch)).toEqual([1, 1, 2, 2])
    expect(stepped.at(-1)).toMatchObject({ totalImages: 26, memoryBytes: 4096 })
    // The first step also loads and compiles, so it says nothing about the speed.
    expect(stepped[0]!.imagesPerSecond).toBe(0)
    // Four steps in 120 ms, of 3, 3, 3 and 1 images.
    expect(stepped[1]!.imagesPerSecond).toBeCloseTo(10 / 0.12, 6)
    expect(stepped[1]!.secondsLeft).toBeGreaterThan(13 / (10 / 0.12))
  })

  it('reports steps once a second while someone draws', async () => {
    const reports = new Reports()
    const trainer = createTrainer(trainerParts())
    const run = trainer.train(SETTINGS, 'wasm', null, reports.report)
    trainer.penHeld(true)
    await run
    // Half a second of steps: the first, and the last of the first epoch and of the run.
    expect(reports.of('stepped').map(({ images }) => images)).toEqual([3, 13, 26])
  })

  it('is the only one', async () => {
    const trainer = createTrainer(trainerParts())
    const first = trainer.train(SETTINGS, 'wasm', null, () => {})
    await expect(trainer.train(SETTINGS, 'wasm', null, () => {})).rejects.toMatchObject({
      name: 'TrainerBusyError',
    })
    trainer.stop()
    await first
    const reports = new Reports()
    const again = trainer.train(SETTINGS, 'wasm', null, reports.report)
    trainer.stop()
    await again
    expect(reports.of('finished')[0]).toMatchObject({ stopped: true })
  })

  it('keeps its engine for the next run of the same choice', async () => {
    const engines = plainEngines()
    const trainer = createTrainer(trainerParts({ engines }))
    const settings = { ...SETTINGS, epochs: 1 }
    await trainer.train(settings, 'wasm', null, () => {})
    await trainer.train(settings, 'wasm', null, () => {})
    await trainer.train(settings, 'cpu', null, () => {})
    expect(engines.opened.map(({ name }) => name)).toEqual(['wasm', 'cpu'])
    expect(engines.opened.map(({ isDisposed }) => isDisposed)).toEqual([true, false])
  })
})

describe('the test error', () => {
  const network = networkOf('modern')
  const weights = initialWeights(network, 3)

  it('is the share of the test images that plain code reads wrong', async () => {
    const engines = plainEngines()
    const trainer = createTrainer(trainerParts({ engines }))
    const test = barImages(10, 9)
    const every = Uint32Array.from(test.labels.keys())
    const { images, labels } = batchOf(test, every, new Float32Array(10 * 32 * 32))
    const logits = forward(network, weights, images).at(-1)!.pre
    const wrong = labels.filter(
      (label, image) => largestIndex(logits.subarray(image * 10, image * 10 + 10)) !== label,
    )
    expect(wrong.length).toBeGreaterThan(0)
    const choice = { variant: 'modern', activation: 'relu' } as const
    const score = await trainer.testScore(choice, weights)
    expect(score.testError).toBe(wrong.length / 10)
    expect(totalImages(score.confusion)).toBe(10)
    const { images: told, truths, answers } = score.readings
    expect([...told].sort()).toEqual([...every].sort())
    for (const [place, image] of told.entries()) {
      expect(truths[place]).toBe(labels[image])
      const row = logits.subarray(image * 10, image * 10 + 10)
      expect(answers[place]).toBe(largestIndex(row))
    }
    expect(await trainer.testScore(choice, weights)).toEqual(score)
    expect(engines.opened.map(({ name }) => name)).toEqual(['simd'])
  })

  it('is not measured during a run, and gives way to one that begins', async () => {
    const trainer = createTrainer(trainerParts())
    const reports = new Reports()
    const choice = { variant: 'modern', activation: 'relu' } as const
    const busy = { name: 'TrainerBusyError' }
    const measured = expect(trainer.testScore(choice, weights)).rejects.toMatchObject(busy)
    const run = trainer.train({ ...SETTINGS, epochs: 1 }, 'wasm', null, reports.report)
    await measured
    await expect(trainer.testScore(choice, weights)).rejects.toMatchObject(busy)
    await run
    expect(reports.events.at(-1)).toMatchObject({ kind: 'finished', stopped: false })
  })
})

describe('commands', () => {
  it('pause between steps, step singly, resume, and end where the unbroken run ends', async () => {
    const engines = plainEngines()
    const trainer = createTrainer(trainerParts({ engines }))
    const reports = new Reports()
    at(2, engines, () => trainer.pause())
    const run = trainer.train(SETTINGS, 'wasm', null, reports.report)
    await until(() => reports.of('paused').length === 1)
    const held = engines.opened[0]!.steps
    expect(reports.of('stepped').at(-1)!.images).toBe(held * SETTINGS.batch)
    expect(reports.events.at(-2)).toMatchObject({
      kind: 'weightsChanged',
      checkpoint: { step: held },
    })
    await settle(40)
    expect(engines.opened[0]!.steps).toBe(held)
    trainer.step()
    await until(() => engines.opened[0]!.steps === held + 1)
    await settle(40)
    expect(engines.opened[0]!.steps).toBe(held + 1)
    expect(reports.of('weightsChanged').at(-1)!.checkpoint.step).toBe(held + 1)
    expect(reports.of('resumed')).toEqual([])
    trainer.resume()
    await run
    expect(reports.of('paused')).toHaveLength(1)
    expect(reports.of('resumed')).toHaveLength(1)
    expect(reports.of('finished')[0]!.checkpoint).toEqual(await unbroken())
  })

  it('leave the pen five times the time that a step took, and the cores, while it is down, and change no weight', async () => {
    const left: boolean[] = []
    class LeavingEngine extends PlainEngine {
      leaveCores(toOthers: boolean) {
        left.push(toOthers)
      }
    }
    const engines = plainEngines((name) => new LeavingEngine(name))
    const rests: number[] = []
    const trainer = createTrainer(trainerParts({ engines, rests }))
    const reports = new Reports()
    at(2, engines, () => trainer.penHeld(true))
    at(5, engines, () => trainer.penHeld(false))
    await trainer.train(SETTINGS, 'wasm', null, reports.report)
    expect(rests.length).toBeGreaterThan(0)
    expect(rests.length).toBeLessThan(engines.opened[0]!.steps)
    expect(left.indexOf(true)).toBe(2)
    expect(left.lastIndexOf(true)).toBe(4)
    expect(left.at(-1)).toBe(false)
    // A step takes 30 ms here; nobody needs more than five frames.
    expect(new Set(rests)).toEqual(new Set([80]))
    expect(reports.of('finished')[0]!.checkpoint).toEqual(await unbroken())
  })

  it('stop a run with the weights of its last step, from which it goes on', async () => {
    const engines = plainEngines()
    const trainer = createTrainer(trainerParts({ engines }))
    const reports = new Reports()
    at(7, engines, () => trainer.stop())
    await trainer.train(SETTINGS, 'wasm', null, reports.report)
    const { stopped, checkpoint } = reports.of('finished')[0]!
    expect(stopped).toBe(true)
    expect(checkpoint.step).toBe(engines.opened[0]!.steps)
    const position = positionAt(smallPlan(SETTINGS), SETTINGS.batch, checkpoint.step)
    expect(reports.of('stepped').at(-1)!.images).toBe(position.images)
    const rest = new Reports()
    await createTrainer(trainerParts()).train(SETTINGS, 'cpu', soFar(checkpoint), rest.report)
    expect(rest.of('finished')[0]!.checkpoint).toEqual(await unbroken())
  })

  it('stop a paused run, and one that waits for its images', async () => {
    const engines = plainEngines()
    const paused = createTrainer(trainerParts({ engines }))
    const reports = new Reports()
    const run = paused.train(SETTINGS, 'wasm', null, reports.report)
    paused.pause()
    await until(() => reports.of('paused').length === 1)
    paused.stop()
    await run
    expect(reports.events.at(-1)).toMatchObject({ stopped: true, checkpoint: { step: 0 } })

    const never = () => new Promise<void>(() => {})
    const waiting = createTrainer(trainerParts({ shardReady: never }))
    const later = waiting.train(SETTINGS, 'wasm', null, reports.report)
    await settle()
    waiting.stop()
    await later
    expect(reports.events.at(-1)).toMatchObject({ stopped: true, checkpoint: { step: 0 } })
  })

  it('stop a run whose engine is still being opened; the next run takes that engine', async () => {
    const engines = plainEngines()
    const parts = trainerParts({ engines })
    let open = () => {}
    const gate = new Promise<void>((resolve) => {
      open = resolve
    })
    const trainer = createTrainer({
      ...parts,
      openEngine: async (...request) => {
        await gate
        return engines.openEngine(...request)
      },
    })
    const first = new Reports()
    const run = trainer.train(SETTINGS, 'wasm', null, first.report)
    await settle()
    trainer.stop()
    await run
    expect(first.events.at(-1)).toMatchObject({ stopped: true, checkpoint: { step: 0 } })
    const second = new Reports()
    const next = trainer.train(SETTINGS, 'wasm', null, second.report)
    const count = first.events.length
    open()
    await next
    expect(first.events).toHaveLength(count)
    expect(second.of('finished')[0]!.checkpoint).toEqual(await unbroken())
    expect(engines.opened.filter(({ steps }) => steps > 0)).toHaveLength(1)
    expect(engines.opened).toHaveLength(1)
  })

  it('do nothing without a run', async () => {
    const trainer: TrainerApi = createTrainer(trainerParts())
    trainer.pause()
    trainer.step()
    trainer.stop()
    await trainer.switchEngine('cpu')
  })
})

describe('engines', () => {
  it('are switched between steps, while paused too, without a trace in the weights', async () => {
    const engines = plainEngines()
    const trainer = createTrainer(trainerParts({ engines }))
    const reports = new Reports()
    at(3, engines, () => trainer.pause())
    const run = trainer.train(SETTINGS, 'webgl', null, reports.report)
    await until(() => reports.of('paused').length === 1)
    await trainer.switchEngine('cpu')
    const [first, second] = engines.opened
    expect([first!.isDisposed, second!.name]).toEqual([true, 'cpu'])
    trainer.resume()
    await run
    expect(first!.steps + second!.steps).toBe(10)
    expect(reports.of('engineChosen').map(({ name }) => name)).toEqual(['webgl', 'cpu'])
    expect(reports.of('finished')[0]!.checkpoint).toEqual(await unbroken())
  })

  it('stay where the other one is refused, and say so', async () => {
    const engines = plainEngines(refusing('webgl'))
    const trainer = createTrainer(trainerParts({ engines }))
    const reports = new Reports()
    at(3, engines, () => void trainer.switchEngine('webgl'))
    await trainer.train(SETTINGS, 'wasm', null, reports.report)
    expect(reports.of('engineTried').map(({ trial }) => [trial.name, trial.refused])).toEqual([
      ['wasm', null],
      ['webgl', 'webgl: not on this machine'],
    ])
    expect(reports.of('engineChosen').map(({ name }) => name)).toEqual(['wasm', 'wasm'])
    expect(engines.opened[0]!.steps).toBe(10)
  })

  it('are replaced when the chosen one cannot be had at the start', async () => {
    const reports = new Reports()
    const engines = plainEngines(refusing('webgl', 'simd', 'wasm'))
    await createTrainer(trainerParts({ engines })).train(SETTINGS, 'webgl', null, reports.report)
    expect(reports.of('engineTried').map(({ trial }) => trial.name)).toEqual([
      'webgl',
      'simd',
      'wasm',
      'cpu',
    ])
    expect(reports.of('engineChosen').map(({ name }) => name)).toEqual(['cpu'])
    expect(reports.of('finished')[0]!.stopped).toBe(false)
  })

  it('that are lost hand the run over from its last good checkpoint', async () => {
    class LosingEngine extends PlainEngine {
      override async train(...[images, labels, step]: Parameters<PlainEngine['train']>) {
        if (this.steps === 8) throw new EngineLostError('webgl', 'the context was lost')
        return super.train(images, labels, step)
      }
    }
    const engines = plainEngines((name) =>
      name === 'webgl' ? new LosingEngine(name) : refusing('simd', 'wasm')(name),
    )
    const reports = new Reports()
    await createTrainer(trainerParts({ engines })).train(SETTINGS, 'webgl', null, reports.report)
    expect(reports.of('engineTried').map(({ trial }) => [trial.name, trial.refused])).toEqual([
      ['webgl', null],
      ['webgl', 'webgl: the context was lost'],
      ['simd', 'simd: not on this machine'],
      ['wasm', 'wasm: not on this machine'],
      ['cpu', null],
    ])
    // Back to the end of the first epoch, where the checkpoint was, and on from there.
    expect(engines.opened.map(({ name, steps }) => [name, steps])).toEqual([
      ['webgl', 8],
      ['cpu', 5],
    ])
    expect(engines.opened[0]!.isDisposed).toBe(true)
    expect(reports.of('finished')[0]!.checkpoint).toEqual(await unbroken())
  })

  it('fail the run when none is left, with the weights kept', async () => {
    const reports = new Reports()
    class BrokenEngine extends PlainEngine {
      override async train(...[images, labels, step]: Parameters<PlainEngine['train']>) {
        if (this.steps === 6) throw new Error(`${this.name} broke`)
        return super.train(images, labels, step)
      }
    }
    const engines = plainEngines((name) => {
      if (name === 'wasm') return new BrokenEngine(name)
      return refusing('simd', 'cpu')(name)
    })
    await createTrainer(trainerParts({ engines })).train(SETTINGS, 'wasm', null, reports.report)
    expect(reports.events.at(-1)).toMatchObject({
      kind: 'failed',
      reason: 'engine',
      message: 'wasm broke',
      checkpoint: { step: 5 },
    })
  })
})

describe('failures', () => {
  it('of the numbers give the last good weights and say what to do', async () => {
    const reports = new Reports()
    const settings = {
      ...SETTINGS,
      optimizer: 'sgd',
      schedule: 'constant',
      learningRate: 10,
    } as const
    await createTrainer(trainerParts()).train(settings, 'wasm', null, reports.report)
    const failed = reports.of('failed')[0]!
    expect(failed.reason).toBe('diverged')
    expect(failed.message).toContain('lower the learning rate (it was 10)')
    expect(nonFinitePart(failed.checkpoint!)).toBeNull()
  })

  it('of the data name their kind and keep the run', async () => {
    const reports = new Reports()
    const fail = async () => {
      throw new MnistUnavailableError('offline', 'train-00.bin')
    }
    await createTrainer(trainerParts({ shardReady: fail })).train(
      SETTINGS,
      'wasm',
      null,
      reports.report,
    )
    expect(reports.events.at(-1)).toMatchObject({
      kind: 'failed',
      reason: 'data',
      detail: 'offline',
      checkpoint: { step: 0 },
    })
  })
})
