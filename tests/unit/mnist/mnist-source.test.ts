import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { MNIST_COUNTS, MNIST_SETS, type MnistSet } from '../../../src/core/mnist/images'
import { manifestOf } from '../../../src/core/mnist/manifest'
import { packSet } from '../../../src/programs/mnist-packing'
import { parseManifest } from '../../../src/worker/mnist-manifest'
import type { MnistProgress } from '../../../src/worker/mnist-set'
import { createMnistSource } from '../../../src/worker/mnist-source'
import { MnistUnavailableError } from '../../../src/worker/mnist-unavailable'
import {
  type Answer,
  answerStatus,
  hangUp,
  type ShardServer,
  send,
  serveFiles,
} from './shard-server'

/** Every image has one pixel of ink, which tells its index: place `index % 784`, value below. */
const inkOf = (index: number) => 1 + (index % 255)
const labelOf = (index: number) => (index + Math.floor(index / 1_000)) % 10

function markedImages(set: MnistSet) {
  const { images } = MNIST_COUNTS[set]
  const pixels = new Uint8Array(images * 784)
  for (let index = 0; index < images; index++) pixels[index * 784 + (index % 784)] = inkOf(index)
  return { pixels, labels: Uint8Array.from({ length: images }, (_, index) => labelOf(index)) }
}

const files = new Map<string, Uint8Array>()
const json = (value: unknown) => new TextEncoder().encode(JSON.stringify(value))
let totalBytes: Readonly<Record<MnistSet, number>>
let server: ShardServer

beforeAll(() => {
  const shards = MNIST_SETS.flatMap((set) => packSet(set, markedImages(set)))
  for (const { entry, bytes } of shards) files.set(entry.file, bytes)
  files.set('manifest.json', json(manifestOf(shards.map(({ entry }) => entry))))
  const bytesOf = (set: MnistSet) =>
    shards.reduce((sum, { entry }) => sum + (entry.set === set ? entry.bytes : 0), 0)
  totalBytes = { train: bytesOf('train'), test: bytesOf('test') }
}, 60_000)
beforeEach(async () => {
  server = await serveFiles(files)
})
afterEach(async () => {
  vi.unstubAllGlobals()
  await server.close()
})

const failureOf = async (work: Promise<unknown>) => {
  const error = await work.then(
    () => null,
    (reason: unknown) => reason,
  )
  expect(error).toBeInstanceOf(MnistUnavailableError)
  const { reason, file, message } = error as MnistUnavailableError // the line above has checked it
  return { reason, file, message }
}
const times = (name: string) => server.asked.filter((each) => each === name).length

describe('shards', () => {
  it('are the images that were packed', async () => {
    const source = createMnistSource(server.url)
    const { pixels, labels } = await source.trainShard(3)
    expect([pixels.length, labels.length]).toEqual([6_000 * 784, 6_000])
    const [place, index] = [1_234, 3 * 6_000 + 1_234]
    const image = pixels.subarray(place * 784, (place + 1) * 784)
    expect(image.findIndex((value) => value > 0)).toBe(index % 784)
    expect(image[index % 784]).toBe(inkOf(index))
    expect(labels[place]).toBe(labelOf(index))
    expect(server.asked).toEqual(['manifest.json', 'train-03.bin'])
  })

  it('are fetched once, however many ask', async () => {
    const source = createMnistSource(`${server.url}/`)
    const [first, second] = await Promise.all([source.testShard(2), source.testShard(2)])
    expect(first).toBe(second)
    expect(await source.testShard(2)).toBe(first)
    await source.loadManifest()
    expect(server.asked).toEqual(['manifest.json', 'test-02.bin'])
  })

  it.each([-1, 10, 0.5])('refuse the index %d', async (index) => {
    const source = createMnistSource(server.url)
    await expect(source.trainShard(index)).rejects.toThrow(
      `shard: train index must be in 0..9, got ${index}`,
    )
  })
})

describe('testImage', () => {
  it('loads the one shard that holds the image', async () => {
    const source = createMnistSource(server.url)
    const { pixels, label } = await source.testImage(7_891)
    expect(pixels.length).toBe(784)
    expect([...pixels.entries()].filter(([, value]) => value > 0)).toEqual([
      [7_891 % 784, inkOf(7_891)],
    ])
    expect(label).toBe(labelOf(7_891))
    expect(server.asked).toEqual(['manifest.json', 'test-07.bin'])
  })

  it.each([-1, 10_000, 2.5])('refuses the index %d', async (index) => {
    await expect(createMnistSource(server.url).testImage(index)).rejects.toThrow(
      `testImage: index must be in 0..9999, got ${index}`,
    )
  })
})

describe('train and test', () => {
  it('fill up in order, two shards at a time, in place', async () => {
    // Answered once the second is asked for, which a busy machine may do late.
    const besideSecond: Answer = async (response, file) => {
      await server.untilAsked('train-01.bin')
      response.end(file)
    }
    server.answers.set('train-00.bin', [besideSecond])
    const asked: string[] = []
    const source = createMnistSource(server.url, (address, options) => {
      asked.push(String(address).split('/').at(-1) ?? '')
      return fetch(address, options)
    })
    const { pixels, labels, shardReady } = source.train
    expect([pixels.length, labels.length]).toEqual([60_000 * 784, 60_000])
    await shardReady(0)
    expect(pixels[5_999 * 784 + (5_999 % 784)]).toBe(inkOf(5_999))
    await Promise.all(Array.from({ length: 10 }, (_, index) => shardReady(index)))
    const whole = markedImages('train')
    expect(Buffer.compare(pixels, whole.pixels)).toBe(0)
    expect(Buffer.compare(labels, whole.labels)).toBe(0)
    expect(asked[0]).toBe('manifest.json')
    const order = asked.slice(1).map((name) => Number(name.slice(6, 8)))
    expect(order).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9])
    expect(server.mostOpen()).toBe(2)
    expect(source.train.pixels).toBe(pixels)
  })

  it('share their memory with the shards', async () => {
    const source = createMnistSource(server.url)
    const { pixels } = await source.testShard(4)
    expect(pixels.buffer).toBe(source.test.pixels.buffer)
    expect(pixels.byteOffset).toBe(4_000 * 784)
  })

  it('report bytes and images as they come', async () => {
    const seen: MnistProgress[] = []
    const source = createMnistSource(server.url, undefined, (progress) => seen.push(progress))
    await Promise.all(Array.from({ length: 10 }, (_, index) => source.train.shardReady(index)))
    await source.testShard(9)
    const train = seen.filter(({ set }) => set === 'train')
    expect(train.at(-1)).toEqual({
      set: 'train',
      bytes: totalBytes.train,
      totalBytes: totalBytes.train,
      images: 60_000,
    })
    expect(train.every(({ bytes }, at) => at === 0 || bytes >= train[at - 1]!.bytes)).toBe(true)
    expect(new Set(train.map(({ images }) => images)).size).toBe(11) // 0, 6,000, … 60,000
    expect(seen.at(-1)).toEqual({
      set: 'test',
      bytes: files.get('test-09.bin')!.length,
      totalBytes: totalBytes.test,
      images: 1_000,
    })
  })
})

const cutShort: Answer = (response, file) => response.end(file.subarray(0, -7))
const lengthened: Answer = (response, file) => response.end(Buffer.concat([file, Buffer.of(0)]))
const altered: Answer = (response, file) => {
  const at = Math.floor(file.length / 2)
  response.end(file.with(at, file[at]! ^ 4))
}
const another: Answer = (response) => response.end(files.get('train-06.bin'))
const page: Answer = (response) =>
  response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end('<!doctype html>')

describe('a shard that cannot be had', () => {
  it.each<[string, Answer, MnistUnavailableError['reason'], number]>([
    ['is not there', answerStatus(404), 'missing', 1],
    ['is answered with a page', page, 'missing', 1],
    ['is cut short', cutShort, 'corrupt', 1],
    ['is too long', lengthened, 'corrupt', 1],
    ['has an altered byte', altered, 'corrupt', 1],
    ['is another shard', another, 'corrupt', 1],
    ['breaks off twice', hangUp, 'offline', 2],
    ['meets a broken server twice', answerStatus(503), 'offline', 2],
  ])('%s', async (_, answer, reason, requests) => {
    server.answers.set('train-05.bin', [answer])
    const failure = await failureOf(createMnistSource(server.url).trainShard(5))
    expect(failure).toMatchObject({ reason, file: 'train-05.bin' })
    expect(failure.message).toMatch(/^The MNIST file train-05\.bin [a-z :]+\.$/)
    expect(times('train-05.bin')).toBe(requests)
  })

  it.each<[string, Answer]>([
    ['has an altered byte', altered],
    ['is cut short', cutShort],
  ])('%s, on an origin without crypto.subtle', async (_, answer) => {
    vi.stubGlobal('crypto', {})
    const source = createMnistSource(server.url)
    server.answers.set('test-01.bin', [answer])
    expect(await failureOf(source.testShard(1))).toMatchObject({ reason: 'corrupt' })
    expect((await source.testShard(2)).labels[0]).toBe(labelOf(2_000))
  })

  it('holds too few images, on an origin without crypto.subtle', async () => {
    vi.stubGlobal('crypto', {})
    const [few] = packSet('test', {
      pixels: new Uint8Array(3 * 784),
      labels: Uint8Array.of(3, 1, 4),
    })
    const packed = parseManifest(new TextDecoder().decode(files.get('manifest.json')))
    const manifest = manifestOf(
      packed.shards.map((shard) =>
        shard.file === 'test-00.bin' ? { ...shard, bytes: few!.bytes.length } : shard,
      ),
    )
    server.answers.set('manifest.json', [(response) => response.end(json(manifest))])
    server.answers.set('test-00.bin', [(response) => response.end(few!.bytes)])
    const failure = await failureOf(createMnistSource(server.url).testShard(0))
    expect(failure).toMatchObject({ reason: 'corrupt', file: 'test-00.bin' })
  })

  it('is had at the second try when the line breaks once', async () => {
    server.answers.set('train-02.bin', [hangUp, send])
    const { labels } = await createMnistSource(server.url).trainShard(2)
    expect(labels[17]).toBe(labelOf(12_017))
    expect(times('train-02.bin')).toBe(2)
  })

  it('is fetched again, past the cache, when asked for again', async () => {
    const modes: (RequestCache | undefined)[] = []
    const source = createMnistSource(server.url, (url, init) => {
      if (url.endsWith('.bin')) modes.push(init?.cache)
      return fetch(url, init)
    })
    server.answers.set('train-00.bin', [altered, send])
    expect(await failureOf(source.trainShard(0))).toMatchObject({ reason: 'corrupt' })
    expect((await source.trainShard(0)).labels[1]).toBe(labelOf(1))
    expect(modes).toEqual(['default', 'reload'])
  })

  it('leaves the others and takes its bytes back from the progress', async () => {
    const seen: MnistProgress[] = []
    const source = createMnistSource(server.url, undefined, (progress) => seen.push(progress))
    server.answers.set('train-01.bin', [altered, send])
    const { train } = source
    const failure = failureOf(train.shardReady(1))
    await Promise.all([0, 2, 3, 4, 5, 6, 7, 8, 9].map((shard) => train.shardReady(shard)))
    expect(await failure).toMatchObject({ reason: 'corrupt', file: 'train-01.bin' })
    expect(seen.at(-1)).toMatchObject({
      images: 54_000,
      bytes: totalBytes.train - files.get('train-01.bin')!.length,
    })
    expect(train.pixels.subarray(6_000 * 784, 12_000 * 784).every((value) => value === 0)).toBe(
      true,
    )
    await train.shardReady(1)
    expect(seen.at(-1)).toMatchObject({ images: 60_000, bytes: totalBytes.train })
  })
})

describe('a manifest that cannot be had', () => {
  it.each<[string, Answer, MnistUnavailableError['reason']]>([
    ['is not there', answerStatus(404), 'missing'],
    ['is answered with a page', page, 'missing'],
    ['is no JSON', (response) => response.end('{"version": 1,'), 'corrupt'],
    ['lists nothing', (response) => response.end('{"version": 1, "shards": []}'), 'corrupt'],
    ['is endless', (response) => response.end('1'.repeat(200_000)), 'corrupt'],
    ['breaks off', hangUp, 'offline'],
  ])('%s, and is fetched again when asked for again', async (_, answer, reason) => {
    const source = createMnistSource(server.url)
    server.answers.set('manifest.json', [answer, answer, send])
    expect(await failureOf(source.loadManifest())).toMatchObject({ reason, file: 'manifest.json' })
    if (reason !== 'offline') expect(await failureOf(source.testImage(3))).toMatchObject({ reason })
    expect((await source.testImage(3)).label).toBe(3)
  })

  it('has no server', async () => {
    await server.close()
    expect(await failureOf(createMnistSource(server.url).testImage(0))).toEqual({
      reason: 'offline',
      file: 'manifest.json',
      message: 'The MNIST file manifest.json could not be downloaded: the server did not answer.',
    })
  })
})
