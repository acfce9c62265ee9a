import { describe, expect, it } from 'vitest'
import { modernNetwork } from '../../../src/core/network/variants'
import { safetensorsFile } from '../../../src/storage/weights-files/safetensors-weights'
import { parser } from '../../../src/worker/parser'
import { createFileParser, patienceFor } from '../../../src/worker/parser-client'
import type { ParserApi } from '../../../src/worker/protocol/parser'
import { someWeights } from '../storage/weights-networks'
import { threads } from './thread'

const NETWORK = modernNetwork('relu')
const WEIGHTS = someWeights(NETWORK)
const { name, bytes } = safetensorsFile(NETWORK, WEIGHTS)
const good = new File([bytes], name)
const never = () => new Promise<never>(() => {})

describe('createFileParser', () => {
  it('reads each file in a worker of its own, which ends with it', async () => {
    const cut = new File([bytes.subarray(0, 99)], 'cut.safetensors')
    // Node's channels let no file through, as a browser's do: each thread has its own.
    const answers: Partial<ParserApi>[] = [
      { readWeights: () => parser.readWeights([good]) },
      { readWeights: () => parser.readWeights([cut]) },
      { readHand: () => parser.readHand(new File(['[]'], 'hand.json')) },
    ]
    const { started, spawn } = threads((index) => answers[index]!)
    const client = createFileParser(spawn)
    const answer = { kind: 'read', file: name, variant: 'modern', weights: WEIGHTS }
    expect(await client.readWeights([good])).toMatchObject(answer)
    expect(await client.readWeights([good])).toMatchObject({
      kind: 'refused',
      trouble: 'notWeights',
    })
    expect(await client.readHand(good)).toEqual({
      kind: 'refused',
      trouble: 'notHandwriting',
      place: null,
    })
    expect(started.map(({ isTerminated }) => isTerminated)).toEqual([true, true, true])
  })

  it('gives a file up that takes too long, and ends its worker', async () => {
    const stuck: ParserApi = { readWeights: never, readHand: never, readData: never }
    const { started, spawn } = threads(() => stuck)
    const client = createFileParser(spawn, () => 10)
    expect(await client.readWeights([good])).toEqual({ kind: 'tooSlow' })
    expect(await client.readHand(good)).toEqual({ kind: 'tooSlow' })
    const { port1 } = new MessageChannel()
    expect(await client.readData(good, port1)).toEqual({ kind: 'tooSlow' })
    expect(started.map(({ isTerminated }) => isTerminated)).toEqual([true, true, true])
  })

  it('waits longer for larger files, all that were chosen together, and for none without end', async () => {
    const asked: number[] = []
    const { spawn } = threads(() => ({ readWeights: never }))
    const client = createFileParser(spawn, (bytes) => {
      asked.push(bytes)
      return 1
    })
    await client.readWeights([good, good])
    expect(asked).toEqual([2 * good.size])
    expect(patienceFor(0)).toBe(15_000)
    // A full backup at a tenth of the speed of a machine with two cores, 70 MB a second.
    expect(patienceFor(200e6)).toBeGreaterThan(30_000)
    expect(patienceFor(400e6)).toBeLessThanOrEqual(120_000)
  })

  it('rejects where its worker dies or answers nonsense', async () => {
    const { started, spawn } = threads((index) =>
      index === 0 ? { readWeights: never } : { readWeights: () => ({ kind: 'read', weights: 3 }) },
    )
    const client = createFileParser(spawn)
    const dying = client.readWeights([good])
    started[0]!.die('out of memory')
    await expect(dying).rejects.toThrow('out of memory')
    await expect(client.readWeights([good])).rejects.toThrow()
    expect(started.map(({ isTerminated }) => isTerminated)).toEqual([true, true])
  })
})
