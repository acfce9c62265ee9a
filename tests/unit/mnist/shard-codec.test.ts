import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decodeShard } from '../../../src/core/mnist/decode-shard'
import { encodeShard } from '../../../src/core/mnist/encode-shard'
import { type LabelledImages, MNIST_SETS } from '../../../src/core/mnist/images'
import { HEADER_BYTES, largestShardBytes } from '../../../src/core/mnist/shard-layout'
import { readMnist } from '../../../src/programs/mnist-package'

function imageWith(values: Readonly<Record<number, number>>, label = 4): LabelledImages {
  const pixels = new Uint8Array(784)
  for (const [index, value] of Object.entries(values)) pixels[Number(index)] = value
  return { pixels, labels: Uint8Array.of(label) }
}

// Rows 1 and 2, columns 3 to 6:   100 253   ·   ·
//                                   · 254  17   9
const DRAWN = imageWith({ 31: 100, 32: 253, 60: 254, 61: 17, 62: 9 })

describe('encodeShard', () => {
  it('lays an image out as documented', () => {
    const listLengths = [0, 0, 0, 0, 0, 1, 1, 1, 0]
    expect([...encodeShard(DRAWN)]).toEqual([
      ...[...'LNM1'].map((letter) => letter.charCodeAt(0)),
      ...[1, ...listLengths].flatMap((length) => [length, 0, 0, 0]),
      ...[4, 1, 2, 3, 4], // label, top, height, left, width
      ...[0b0011, 0b1001, 0b1100, 0b1100], // the lower row is the higher bits
      ...[17, 100, 9], // with five, six and seven paper pixels around
    ])
  })

  it('refuses pixels that do not fit the labels, and labels that are no digits', () => {
    const [pixels, labels] = [new Uint8Array(784), Uint8Array.of(3, 5)]
    expect(() => encodeShard({ pixels, labels })).toThrow(
      'encodeShard: 2 labels need 1568 pixels, got 784',
    )
    expect(() => encodeShard({ pixels, labels: Uint8Array.of(10) })).toThrow(
      'encodeShard: labels must be 0..9, got 10 at index 0',
    )
  })
})

describe('decodeShard', () => {
  const bytes = encodeShard(DRAWN)
  const altered = (at: number, value: number) => bytes.with(at, value)

  it('returns any images unchanged', () => {
    const pixel = fc.oneof(fc.constantFrom(0, 252, 253, 254, 255), fc.integer({ min: 0, max: 255 }))
    const image = fc
      .tuple(
        fc.array(pixel, { minLength: 784, maxLength: 784 }),
        fc.constantFrom(0, 300, 700, 784), // leading paper: boxes of many sizes, and blank images
        fc.integer({ min: 0, max: 9 }),
      )
      .map(([pixels, paper, label]) => ({ pixels: pixels.fill(0, 0, paper), label }))
    fc.assert(
      fc.property(fc.array(image, { maxLength: 4 }), (images) => {
        const shard = {
          pixels: Uint8Array.from(images.flatMap(({ pixels }) => pixels)),
          labels: Uint8Array.from(images.map(({ label }) => label)),
        }
        const encoded = encodeShard(shard)
        expect(encoded.length).toBeLessThanOrEqual(largestShardBytes(images.length))
        expect(decodeShard(encoded)).toEqual(shard)
      }),
      { seed: 1998, numRuns: 60 },
    )
  })

  it('reaches its largest size with images that are grey all over', () => {
    const shard = { pixels: new Uint8Array(2 * 784).fill(77), labels: Uint8Array.of(6, 2) }
    expect(encodeShard(shard).length).toBe(largestShardBytes(2))
  })

  it.each([
    ['nothing', new Uint8Array(0), 'the header needs 44 bytes, got 0'],
    ['another magic number', altered(3, 50), 'the magic number must be 827149900, got 843927116'],
    ['a missing byte', bytes.slice(0, -1), 'this shard needs exactly 56 bytes, got 55'],
    ['a trailing byte', Uint8Array.of(...bytes, 0), 'this shard needs exactly 56 bytes, got 57'],
    ['an enormous count', altered(7, 255), 'this shard needs at least 21390950449 bytes, got 56'],
    ['a label past 9', altered(HEADER_BYTES, 10), 'labels must be 0..9, got 10 at index 0'],
    ['a box below the image', altered(HEADER_BYTES + 1, 27), 'got 2×4 at row 27, column 3'],
    ['a box beside the image', altered(HEADER_BYTES + 3, 25), 'got 2×4 at row 1, column 25'],
    ['greys that do not fit', altered(49, 0), 'grey list 6 must end at byte 55, got 54'],
  ])('refuses %s', (_, shard, message) => {
    expect(() => decodeShard(shard)).toThrow(RangeError)
    expect(() => decodeShard(shard)).toThrow(message)
  })

  it.each(MNIST_SETS)('returns all images of the %s set unchanged', (set) => {
    const images = readMnist(set)
    const encoded = encodeShard(images)
    const before = process.cpuUsage()
    const { pixels, labels } = decodeShard(encoded)
    const { user } = process.cpuUsage(before) // microseconds
    expect(Buffer.compare(pixels, images.pixels)).toBe(0)
    expect(Buffer.compare(labels, images.labels)).toBe(0)
    // A quarter of a second for the training set in a plain build; Vitest's wrapping triples that, and
    // a busy machine doubles it. What is not linear in the pixels takes minutes.
    expect(user).toBeLessThan(20_000_000)
  })
})
