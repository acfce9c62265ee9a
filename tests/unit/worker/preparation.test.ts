import { describe, expect, it, vi } from 'vitest'
import { initialWeights } from '../../../src/core/network/initial-weights'
import { networkOf } from '../../../src/core/network/variants'
import type { TrainerApi } from '../../../src/worker/protocol'
import { createTrainer } from '../../../src/worker/trainer'
import { createTrainerClient } from '../../../src/worker/trainer-client'
import { SETTINGS } from '../training/bar-images'
import { settle, threads, until } from './thread'
import { plainEngines, Reports, refusing, trainerParts } from './trainer-parts'

const ONE_EPOCH = { ...SETTINGS, epochs: 1 }

describe('a trainer that is prepared', () => {
  it('has its engine and the first shard, and its run is as any other', async () => {
    const shards: string[] = []
    const engines = plainEngines()
    const parts = trainerParts({
      engines,
      shardReady: async (shard) => void shards.push(`ready ${shard}`),
    })
    const trainer = createTrainer({
      ...parts,
      openMnist: (onProgress) => ({
        ...parts.openMnist(onProgress),
        trainShard: async (shard) => {
          shards.push(`alone ${shard}`)
          return parts.openMnist(() => {}).trainShard(shard)
        },
      }),
    })
    await trainer.prepare(ONE_EPOCH, 'auto')
    expect(engines.opened.map(({ name }) => name)).toEqual(['wasm'])
    expect(shards).toEqual(['alone 0'])

    const reports = new Reports()
    await trainer.train(ONE_EPOCH, 'auto', null, reports.report)
    expect(engines.opened).toHaveLength(1)
    const unprepared = new Reports()
    await createTrainer(trainerParts()).train(ONE_EPOCH, 'auto', null, unprepared.report)
    expect(reports.events).toEqual(unprepared.events)
  })

  it('trains on another engine, and for another batch where that was measured or compiled', async () => {
    const engines = plainEngines()
    const trainer = createTrainer(trainerParts({ engines }))
    await trainer.prepare(ONE_EPOCH, 'webgl')
    await trainer.prepare({ ...ONE_EPOCH, batch: 4 }, 'webgl')
    await trainer.prepare(ONE_EPOCH, 'simd')
    await trainer.train({ ...ONE_EPOCH, batch: 4 }, 'simd', null, () => {})
    const reports = new Reports()
    await trainer.train(ONE_EPOCH, 'cpu', null, reports.report)
    expect(engines.opened.map(({ name }) => name)).toEqual(['webgl', 'webgl', 'simd', 'cpu'])
    expect(engines.opened.map(({ isDisposed }) => isDisposed)).toEqual([true, true, true, false])
    expect(reports.of('engineChosen').map(({ name }) => name)).toEqual(['cpu'])
  })

  it('leaves it to the run to tell of an engine that cannot be had, and to replace it', async () => {
    const engines = plainEngines(refusing('webgl'))
    const trainer = createTrainer(trainerParts({ engines }))
    await expect(trainer.prepare(ONE_EPOCH, 'webgl')).rejects.toThrow('not on this machine')
    expect(engines.opened).toEqual([])
    const reports = new Reports()
    await trainer.train(ONE_EPOCH, 'webgl', null, reports.report)
    expect(reports.of('engineTried').map(({ trial }) => [trial.name, trial.refused])).toEqual([
      ['webgl', 'webgl: not on this machine'],
      ['simd', null],
    ])
    expect(reports.kinds().at(-1)).toBe('finished')
  })

  it('leaves an engine alone that is in use', async () => {
    const engines = plainEngines()
    const trainer = createTrainer(trainerParts({ engines }))
    const weights = initialWeights(networkOf('modern'), 3)
    const score = trainer.testScore({ variant: 'modern', activation: 'relu' }, weights)
    await trainer.prepare(ONE_EPOCH, 'cpu')
    await score
    const run = trainer.train(ONE_EPOCH, 'simd', null, () => {})
    await trainer.prepare(ONE_EPOCH, 'cpu')
    await run
    expect(engines.opened.map(({ name }) => name)).not.toContain('cpu')
  })
})

describe('a client that prepares', () => {
  /** A worker that notes what it is asked, and is busy preparing until it is told. */
  function busyWorkers() {
    const asked: string[] = []
    let finish = () => {}
    const { started, spawn } = threads((index) => ({
      prepare: (...[{ batch }, engine]: Parameters<TrainerApi['prepare']>) => {
        asked.push(`${index}: prepare ${engine} for ${batch}`)
        return new Promise<void>((resolve) => {
          finish = resolve
        })
      },
      train: async (...[, engine]: Parameters<TrainerApi['train']>) => {
        asked.push(`${index}: train on ${engine}`)
      },
      penHeld: () => {},
    }))
    const heard = (count: number) => until(() => asked.length === count)
    return { asked, started, heard, finish: () => finish(), client: createTrainerClient(spawn) }
  }

  it('trains in the worker that it prepared, and asks it once for the same', async () => {
    const engines = plainEngines()
    const { started, spawn } = threads(() => createTrainer(trainerParts({ engines })))
    const client = createTrainerClient(spawn)
    await client.prepare(ONE_EPOCH, 'wasm')
    await client.prepare({ ...ONE_EPOCH, seed: 8 }, 'wasm')
    const reports = new Reports()
    await client.train(ONE_EPOCH, 'wasm', null, reports.report)
    expect(reports.kinds().at(-1)).toBe('finished')
    expect(started).toHaveLength(1)
    expect(engines.opened).toHaveLength(1)
    client.dispose()
  })

  it('does not wait for what is not wanted any more', async () => {
    const { asked, started, heard, client } = busyWorkers()
    const first = client.prepare(ONE_EPOCH, 'webgl').catch(() => {})
    await heard(1)
    const second = client.prepare({ ...ONE_EPOCH, batch: 9 }, 'webgl').catch(() => {})
    await heard(2)
    await client.train(ONE_EPOCH, 'simd', null, () => {})
    await Promise.all([first, second])
    expect(asked).toEqual(['0: prepare webgl for 3', '1: prepare webgl for 9', '2: train on simd'])
    expect(started.map(({ isTerminated }) => isTerminated)).toEqual([true, true, false])
    client.dispose()
  })

  it('gives up for the pen what it is preparing, but nothing that is used', async () => {
    const { started, heard, finish, client } = busyWorkers()
    void client.prepare(ONE_EPOCH, 'webgl').catch(() => {})
    await heard(1)
    client.penHeld(true)
    expect(started[0]!.isTerminated).toBe(true)
    const again = client.prepare(ONE_EPOCH, 'webgl')
    await heard(2)
    finish()
    await again
    client.penHeld(true)
    await client.train(ONE_EPOCH, 'webgl', null, () => {})
    client.penHeld(true)
    expect(started.map(({ isTerminated }) => isTerminated)).toEqual([true, false])
    client.dispose()
  })

  it('ends a worker that was prepared and not used, and keeps one that was', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    try {
      const { started, spawn } = threads(() => ({
        prepare: async () => {},
        train: async () => {},
      }))
      const client = createTrainerClient(spawn)
      await client.prepare(ONE_EPOCH, 'simd')
      vi.advanceTimersByTime(100_000)
      await client.prepare(ONE_EPOCH, 'simd')
      vi.advanceTimersByTime(100_000)
      expect(started.map(({ isTerminated }) => isTerminated)).toEqual([false])
      vi.advanceTimersByTime(100_000)
      expect(started.map(({ isTerminated }) => isTerminated)).toEqual([true])
      await client.prepare(ONE_EPOCH, 'simd')
      await client.train(ONE_EPOCH, 'simd', null, () => {})
      await client.prepare(ONE_EPOCH, 'webgl')
      vi.advanceTimersByTime(1_000_000)
      expect(started.map(({ isTerminated }) => isTerminated)).toEqual([true, false])
      client.dispose()
    } finally {
      vi.useRealTimers()
    }
  })

  it('starts another worker for the run where the prepared one died', async () => {
    const { started, heard, client } = busyWorkers()
    const preparing = client.prepare(ONE_EPOCH, 'simd')
    await heard(1)
    started[0]!.die()
    await expect(preparing).rejects.toThrow('ended by itself')
    const reports = new Reports()
    await client.train(ONE_EPOCH, 'simd', null, reports.report)
    await settle()
    expect(started).toHaveLength(2)
    client.dispose()
  })
})
