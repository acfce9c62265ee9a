import { describe, expect, it, vi } from 'vitest'
import { drawingFromPenStrokes } from '../../../src/core/ink/pen-strokes'
import { forward } from '../../../src/core/network/forward'
import { initialWeights } from '../../../src/core/network/initial-weights'
import { modernNetwork } from '../../../src/core/network/variants'
import { exampleNumber } from '../../../src/core/numbers/example-number'
import { SUPERSEDED } from '../../../src/worker/newest-only-client'
import type { ReaderApi } from '../../../src/worker/protocol'
import { ImageRefusedError } from '../../../src/worker/protocol/image-refusal'
import { unpackedDrawing } from '../../../src/worker/protocol/packed-drawing'
import { createReader } from '../../../src/worker/reader'
import { createReaderClient } from '../../../src/worker/reader-client'
import { noEngine, settledAtOnce } from './reader-parts'
import { settle, threads, until } from './thread'

const NETWORK = { variant: 'modern', activation: 'relu' } as const
const WEIGHTS = initialWeights(modernNetwork(), 3)
const drawing = (height: number) => drawingFromPenStrokes([[0, 0, 10, 0, 4, height]], 18)

/** The real reader, and what it was asked. */
function recordingReader() {
  const calls: string[] = []
  const reader = createReader({
    decode: async () => {
      throw new ImageRefusedError('notReadable', 'no image')
    },
    testDigit: async () => ({ pixels: new Uint8Array(784), label: 6 }),
    openEngine: noEngine,
    clock: () => 0,
    pause: settledAtOnce,
  })
  const api: ReaderApi = {
    ...reader,
    load: (network, weights) => {
      calls.push('load')
      reader.load(network, weights)
    },
    read: (asked) => {
      calls.push(`read ${unpackedDrawing(asked).strokes[0]?.points.length}`)
      return reader.read(asked)
    },
  }
  return { calls, api }
}

describe('createReaderClient', () => {
  it('reads one drawing at a time and of those that wait only the newest', async () => {
    const { calls, api } = recordingReader()
    const client = createReaderClient(threads(() => api).spawn)
    await client.load(NETWORK, WEIGHTS)
    const [first, second, third, fourth] = await Promise.all(
      [16, 17, 18, 19].map((height) => client.read(drawing(height))),
    )
    expect([second, third]).toEqual([SUPERSEDED, SUPERSEDED])
    expect(first).toMatchObject({ digit: expect.any(Number) })
    expect(fourth).not.toEqual(first)
    expect(calls).toEqual(['load', 'read 3', 'read 3'])
    client.dispose()
  })

  it('holds a drawing until there are weights', async () => {
    const { calls, api } = recordingReader()
    const client = createReaderClient(threads(() => api).spawn)
    const reading = client.read(drawing(16))
    await settle()
    expect(calls).toEqual([])
    await client.load(NETWORK, WEIGHTS)
    expect(await reading).toMatchObject({ layers: expect.any(Array) })
    client.dispose()
  })

  it('tells which weights read a drawing, whatever came meanwhile', async () => {
    const { api } = recordingReader()
    const client = createReaderClient(threads(() => api).spawn)
    await client.load(NETWORK, WEIGHTS)
    const early = client.read(drawing(16))
    const weights = initialWeights(modernNetwork(), 4)
    const loading = client.load(NETWORK, weights)
    const late = client.read(drawing(16))
    const [first, second] = await Promise.all([early, late, loading])
    expect(first).toMatchObject({ network: NETWORK })
    for (const [reading, used] of [
      [first, WEIGHTS],
      [second, weights],
    ] as const) {
      if (reading === null || reading === SUPERSEDED) throw new Error('a drawing must be read')
      expect(reading.weights).toBe(used)
      const { pre } = forward(modernNetwork(), used, reading.stages.image.ink).at(-1)!
      expect(reading.layers.at(-1)!.pre).toEqual(pre)
    }
    client.dispose()
  })

  it('reads a number, and of those that wait only the newest, beside the drawings', async () => {
    const { calls, api } = recordingReader()
    const client = createReaderClient(threads(() => api).spawn)
    await client.load(NETWORK, WEIGHTS)
    const line = { strokes: exampleNumber(700), width: 700 }
    const asked = [line, line, { strokes: [], width: 700 }]
    const [drawn, ...read] = await Promise.all([
      client.read(drawing(16)),
      ...asked.map((each) => client.readNumber(each, Number.NEGATIVE_INFINITY)),
    ])
    expect(drawn).toMatchObject({ digit: expect.any(Number) })
    expect(read[0]).toMatchObject({ digits: expect.any(Array), places: expect.any(Array) })
    expect(read.slice(1)).toEqual([SUPERSEDED, null])
    expect(calls).toEqual(['load', 'read 3'])
    client.dispose()
  })

  it('replaces a worker that dies, with the weights loaded last, and answers what was asked', async () => {
    const readers = [recordingReader(), recordingReader()]
    // The first never answers a drawing.
    readers[0]!.api.read = () => new Promise(() => {})
    const { started, spawn } = threads((index) => readers[index]!.api)
    const client = createReaderClient(spawn)
    await client.load(NETWORK, WEIGHTS)
    const reading = client.read(drawing(16))
    const lost = client.openImage(new Blob())
    started[0]!.die()
    await expect(lost).rejects.toMatchObject({ name: 'WorkerDiedError' })
    expect(await reading).toMatchObject({ digit: expect.any(Number) })
    expect(started.map(({ isTerminated }) => isTerminated)).toEqual([true, false])
    expect(readers[1]!.calls).toEqual(['load', 'read 3'])
    client.dispose()
  })

  it('replaces a worker that hangs; one that answers gives the reader all its lives again', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'performance'] })
    try {
      let hanging = 0
      const { started, spawn } = threads((index) => {
        const { api } = recordingReader()
        const hang = () => {
          hanging++
          return new Promise<never>(() => {})
        }
        return index % 2 === 0 ? { ...api, read: hang } : api
      })
      const client = createReaderClient(spawn)
      await client.load(NETWORK, WEIGHTS)
      for (let round = 1; round <= 5; round++) {
        const reading = client.read(drawing(16))
        await until(() => hanging === round)
        await vi.advanceTimersByTimeAsync(11_000)
        expect(await reading).toMatchObject({ digit: expect.any(Number) })
        started.at(-1)!.die()
      }
      expect(started).toHaveLength(11)
      client.dispose()
    } finally {
      vi.useRealTimers()
    }
  })

  it('gives up when the fourth worker has died', async () => {
    const failures: string[] = []
    const { started, spawn } = threads(() => recordingReader().api)
    const client = createReaderClient(spawn, ({ message }) => failures.push(message))
    await client.load(NETWORK, WEIGHTS)
    for (let death = 0; death < 4; death++) {
      expect(failures).toEqual([])
      started[death]!.die(`death ${death}`)
    }
    expect(failures).toEqual(['death 3'])
    expect(started).toHaveLength(4)
    await expect(client.read(drawing(16))).rejects.toMatchObject({ name: 'WorkerDiedError' })
  })

  it('tells why an image was refused', async () => {
    const client = createReaderClient(threads(() => recordingReader().api).spawn)
    await expect(client.openImage(new Blob())).rejects.toMatchObject({
      name: 'ImageRefusedError',
      reason: 'notReadable',
    })
    expect(await client.testImage(5)).toMatchObject({ label: 6 })
    client.dispose()
  })

  it('does not take an answer that is no reading', async () => {
    const { api } = recordingReader()
    const broken = { ...api, read: () => ({ digit: 11 }) }
    const client = createReaderClient(threads(() => broken).spawn)
    await client.load(NETWORK, WEIGHTS)
    await expect(client.read(drawing(16))).rejects.toMatchObject({ name: 'ValiError' })
    client.dispose()
  })

  it('lets a drawing go when it is disposed', async () => {
    const { started, spawn } = threads(() => recordingReader().api)
    const client = createReaderClient(spawn)
    await client.load(NETWORK, WEIGHTS)
    const readings = [client.read(drawing(16)), client.read(drawing(17))]
    client.dispose()
    expect(await Promise.all(readings)).toEqual([SUPERSEDED, SUPERSEDED])
    expect(started[0]!.isTerminated).toBe(true)
  })
})
