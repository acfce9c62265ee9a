import { describe, expect, it, vi } from 'vitest'
import { initialWeights } from '../../../src/core/network/initial-weights'
import { networkOf } from '../../../src/core/network/variants'
import { createTrainer } from '../../../src/worker/trainer'
import { createTrainerClient } from '../../../src/worker/trainer-client'
import { SETTINGS } from '../training/bar-images'
import { HAND_TASK, handParts } from './hand-parts'
import { settle, threads, until } from './thread'
import { plainEngines, Reports, soFar, trainerParts } from './trainer-parts'

async function firstCheckpoint() {
  const reports = new Reports()
  const settings = { ...SETTINGS, epochs: 1 }
  await createTrainer(trainerParts()).train(settings, 'wasm', null, reports.report)
  return reports.of('weightsChanged')[0]!
}

describe('createTrainerClient', () => {
  it('trains over the wire and resolves after the last report', async () => {
    const { started, spawn } = threads(() => createTrainer(trainerParts()))
    const client = createTrainerClient(spawn)
    expect(started).toHaveLength(0)
    const direct = new Reports()
    await createTrainer(trainerParts()).train(SETTINGS, 'wasm', null, direct.report)
    const reports = new Reports()
    await client.train(SETTINGS, 'wasm', null, reports.report)
    expect(reports.events).toEqual(direct.events)
    await client.train({ ...SETTINGS, epochs: 1 }, 'wasm', null, reports.report)
    expect(started).toHaveLength(1)
    client.dispose()
    expect(started[0]!.isTerminated).toBe(true)
  })

  it('measures the test error over the wire, and not during a run', async () => {
    const client = createTrainerClient(threads(() => createTrainer(trainerParts())).spawn)
    const choice = { variant: 'modern', activation: 'relu' } as const
    const weights = initialWeights(networkOf('modern'), 3)
    const direct = await createTrainer(trainerParts()).testScore(choice, weights)
    expect(await client.testScore(choice, weights)).toEqual(direct)
    const run = client.train(SETTINGS, 'wasm', null, () => {})
    await expect(client.testScore(choice, weights)).rejects.toThrow('needs no run')
    client.stop()
    await run
    client.dispose()
  })

  it('learns a hand over the wire, and stops it', async () => {
    const { started, spawn } = threads(() => createTrainer(handParts()))
    const client = createTrainerClient(spawn)
    const direct = await createTrainer(handParts()).learnHand(HAND_TASK, 'wasm', () => {})
    const kinds = new Set<string>()
    const learnt = await client.learnHand(HAND_TASK, 'wasm', ({ kind }) => void kinds.add(kind))
    expect(learnt).toEqual(direct)
    expect([...kinds].at(-1)).toBe('handStepped')
    const stopped = client.learnHand(HAND_TASK, 'wasm', ({ kind }) => {
      if (kind === 'engineChosen') void client.stopHand()
    })
    expect(await stopped).toBeNull()
    const lost = client.learnHand(HAND_TASK, 'wasm', () => started[0]!.die())
    await expect(lost).rejects.toThrow()
    client.dispose()
  })

  it('carries commands', async () => {
    const engines = plainEngines()
    const client = createTrainerClient(
      threads(() => createTrainer(trainerParts({ engines }))).spawn,
    )
    const reports = new Reports()
    const run = client.train(SETTINGS, 'wasm', null, reports.report)
    client.pause()
    await until(() => reports.of('paused').length === 1)
    const held = reports.of('weightsChanged').at(-1)!.checkpoint.step
    client.step()
    await until(() => reports.of('weightsChanged').at(-1)!.checkpoint.step === held + 1)
    await client.switchEngine('cpu')
    expect(reports.of('engineChosen').at(-1)!.name).toBe('cpu')
    client.resume()
    await until(() => reports.of('resumed').length === 1)
    client.stop()
    await run
    expect(reports.events.at(-1)).toMatchObject({ kind: 'finished', stopped: true })
    client.dispose()
  })

  it('keeps the last checkpoint when the worker dies, and goes on from it in a new one', async () => {
    const { started, spawn } = threads(() => createTrainer(trainerParts()))
    const client = createTrainerClient(spawn)
    const reports = new Reports()
    const run = client.train(SETTINGS, 'wasm', null, reports.report)
    await until(() => reports.of('weightsChanged').length === 1)
    started[0]!.die()
    await run
    const { checkpoint } = reports.of('weightsChanged').at(-1)!
    expect(reports.events.at(-1)).toEqual({
      kind: 'failed',
      reason: 'worker',
      message: 'the worker ended by itself',
      checkpoint,
    })
    const count = reports.events.length
    await settle(50)
    expect(reports.events).toHaveLength(count)

    const rest = new Reports()
    await client.train(SETTINGS, 'wasm', soFar(checkpoint), rest.report)
    expect(started).toHaveLength(2)
    expect(rest.of('stepped')[0]!.images).toBeGreaterThan(13)
    expect(rest.of('finished')[0]!.checkpoint.step).toBe(10)
    client.dispose()
  })

  it('ends a worker that is silent for longer than it said', async () => {
    const quiet = (patience: number) => ({
      train: (...[, , , report, beat]: Parameters<ReturnType<typeof createTrainer>['train']>) => {
        report({ kind: 'resumed' })
        beat?.(30_000)
        beat?.(patience)
        return new Promise<void>(() => {})
      },
    })
    const { started, spawn } = threads(() => quiet(300))
    const reports = new Reports()
    await createTrainerClient(spawn).train(SETTINGS, 'wasm', null, reports.report)
    expect(reports.of('failed')).toMatchObject([{ reason: 'hung', checkpoint: null }])
    expect(started[0]!.isTerminated).toBe(true)

    const resting = createTrainerClient(threads(() => quiet(30_000)).spawn)
    const rest = new Reports()
    void resting.train(SETTINGS, 'wasm', null, rest.report)
    await settle(1500)
    expect(rest.kinds()).toEqual(['resumed'])
    resting.dispose()
  })

  it('ends a worker that hangs while it learns a hand, and forgets one that was stopped', async () => {
    const silent = {
      learnHand: (...[, , , beat]: Parameters<ReturnType<typeof createTrainer>['learnHand']>) => {
        beat?.(300)
        return new Promise<null>(() => {})
      },
      stopHand: () => new Promise<void>(() => {}),
    }
    const { started, spawn } = threads(() => silent)
    const client = createTrainerClient(spawn)
    const hung = client.learnHand(HAND_TASK, 'wasm', () => {})
    await expect(hung).rejects.toMatchObject({ name: 'WorkerDiedError', hung: true })
    expect(started[0]!.isTerminated).toBe(true)
    const stopped = client.learnHand(HAND_TASK, 'wasm', () => {})
    await client.stopHand()
    expect(await stopped).toBeNull()
    client.dispose()
  })

  it('tells of a run that was stopped but hangs that it is stopped, where it stood', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'performance'] })
    try {
      const deaf = {
        train: () => new Promise<void>(() => {}),
        stop: () => new Promise<void>(() => {}),
      }
      const client = createTrainerClient(threads(() => deaf).spawn)
      const done = new Reports()
      const { checkpoint } = await firstCheckpoint()
      const run = client.train(SETTINGS, 'wasm', soFar(checkpoint), done.report)
      client.stop()
      await vi.advanceTimersByTimeAsync(11_000)
      await run
      expect(done.events).toEqual([{ kind: 'finished', stopped: true, checkpoint }])
    } finally {
      vi.useRealTimers()
    }
  })

  it('ends the worker whose report makes no sense', async () => {
    const broken = {
      train: (...[, , , report]: Parameters<ReturnType<typeof createTrainer>['train']>) => {
        report({ kind: 'resumed' })
        Reflect.apply(report, null, [{ kind: 'stepped', images: 'many' }])
        return new Promise<void>(() => {})
      },
    }
    const { started, spawn } = threads(() => broken)
    const reports = new Reports()
    await createTrainerClient(spawn).train(SETTINGS, 'wasm', null, reports.report)
    expect(reports.kinds()).toEqual(['resumed', 'failed'])
    expect(reports.of('failed')[0]).toMatchObject({ reason: 'worker', checkpoint: null })
    expect(reports.of('failed')[0]!.message).toContain('a report could not be understood')
    expect(started[0]!.isTerminated).toBe(true)
  })

  it('reports settings that the trainer refuses', async () => {
    const client = createTrainerClient(threads(() => createTrainer(trainerParts())).spawn)
    const reports = new Reports()
    const first = new Reports()
    await client.train({ ...SETTINGS, epochs: 1 }, 'wasm', null, first.report)
    const { checkpoint } = first.of('finished')[0]!
    await client.train({ ...SETTINGS, seed: 99 }, 'wasm', soFar(checkpoint), reports.report)
    expect(reports.of('failed')[0]!.message).toContain('its own seed 7, got 99')
    client.dispose()
  })

  it('refuses a second run and falls silent when disposed', async () => {
    const { spawn } = threads(() => createTrainer(trainerParts()))
    const client = createTrainerClient(spawn)
    const reports = new Reports()
    const run = client.train(SETTINGS, 'wasm', null, reports.report)
    await expect(client.train(SETTINGS, 'wasm', null, () => {})).rejects.toThrow(
      'one run at a time',
    )
    await until(() => reports.events.length > 0)
    client.dispose()
    await run
    expect(reports.of('failed')).toEqual([])
    client.pause()
    await client.switchEngine('cpu')
  })
})
