import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { copyImage, fillBatch, type WriteImage } from '../../../src/core/mnist/batch'
import { type Affine, keptInside } from '../../../src/core/mnist/distortion/affine'
import { ByteImage } from '../../../src/core/mnist/distortion/byte-image'
import { distortedImages } from '../../../src/core/mnist/distortion/distorted-images'
import { ElasticField } from '../../../src/core/mnist/distortion/elastic-field'
import { InkPlane } from '../../../src/core/mnist/distortion/ink-plane'
import { resample } from '../../../src/core/mnist/distortion/resample'
import {
  DISTORTIONS,
  type DistortionSettings,
  NO_DISTORTIONS,
  STRONGEST_DISTORTIONS,
  USUAL_DISTORTIONS,
} from '../../../src/core/recipe/distortion-settings'
import { testDigits } from '../ink/mnist-digits'
import '../seeded-properties'

const COUNT = 12
const DIGITS = Uint8Array.from(testDigits(COUNT).flatMap((digit) => [...digit]))
const IN_PLACE: Affine = { xx: 1, xy: 0, yx: 0, yy: 1, x0: 0, y0: 0 }

/** One image through a map, and no more. */
function mapped(pixels: Uint8Array, map: Partial<Affine>, thickness = 0): Float32Array {
  const image = new ByteImage()
  const plane = new InkPlane()
  image.load(pixels, 0)
  plane.load(image, thickness)
  const target = new Float32Array(1024)
  resample(plane, { ...IN_PLACE, ...map }, null, target, 0)
  return target
}

function written(write: WriteImage, index = 0): Float32Array {
  const target = new Float32Array(1024)
  write(DIGITS, index, target, 0)
  return target
}

const plain = (index: number) => written(copyImage, index)
const digit = (index: number) => DIGITS.slice(784 * index, 784 * (index + 1))

/** A 28×28 image of some pixels, by row and column. */
function dots(...pixels: readonly (readonly [row: number, column: number, value: number])[]) {
  const image = new Uint8Array(784)
  for (const [row, column, value] of pixels) image[28 * row + column] = value
  return image
}

const inkAt = (image: Float32Array, row: number, column: number) => image[32 * row + column]!
const mass = (image: Float32Array) => image.reduce((sum, ink) => sum + ink, 0)

/** In pixels from the middle of the image. */
function centreOfMass(image: Float32Array): [x: number, y: number] {
  let [x, y] = [0, 0]
  image.forEach((ink, place) => {
    x += ink * ((place % 32) - 15.5)
    y += ink * (Math.floor(place / 32) - 15.5)
  })
  return [x / mass(image), y / mass(image)]
}

describe('resample', () => {
  it('leaves an image in its place as it is, bit for bit', () => {
    for (let index = 0; index < COUNT; index++) {
      expect(mapped(digit(index), {})).toEqual(plain(index))
    }
  })

  it('moves by whole pixels exactly, to the right and down', () => {
    const moved = mapped(digit(3), { x0: 2, y0: -3 })
    const expected = new Float32Array(1024)
    plain(3).forEach((ink, place) => {
      if (ink > 0) expected[place + 2 - 3 * 32] = ink
    })
    expect(moved).toEqual(expected)
  })

  it('shares ink between the pixels that a moved pixel lies over', () => {
    // Row 10, column 5 of 28 is row 12, column 7 of 32.
    const moved = mapped(dots([10, 5, 255]), { x0: 0.25, y0: 0.5 })
    expect(inkAt(moved, 12, 7)).toBeCloseTo(0.375, 6)
    expect(inkAt(moved, 12, 8)).toBeCloseTo(0.125, 6)
    expect(inkAt(moved, 13, 7)).toBeCloseTo(0.375, 6)
    expect(inkAt(moved, 13, 8)).toBeCloseTo(0.125, 6)
    expect(mass(moved)).toBeCloseTo(1, 6)
  })

  it('turns clockwise, as y points down, and never mirrors', () => {
    // A quarter turn takes what is right of the middle to below it.
    const turned = mapped(dots([14, 20, 255], [10, 14, 102]), { xx: 0, xy: -1, yx: 1, yy: 0 })
    expect(inkAt(turned, 22, 15)).toBe(1)
    expect(inkAt(turned, 16, 19)).toBe(Math.fround(0.4))
    expect(mass(turned)).toBeCloseTo(1.4, 6)
  })

  it('shears rows against each other and leaves columns upright', () => {
    // Half a pixel a row: the row 4.5 pixels below the middle moves by 2.25.
    const sheared = mapped(dots([18, 10, 255]), { xy: 0.5 })
    expect(inkAt(sheared, 20, 14)).toBeCloseTo(0.75, 6)
    expect(inkAt(sheared, 20, 15)).toBeCloseTo(0.25, 6)
  })

  it('scales about the middle: the centre of mass goes along, the mass with the area', () => {
    const before = plain(5)
    const scaled = mapped(digit(5), { xx: 1.2, yy: 0.9 })
    const [x, y] = centreOfMass(before)
    expect(centreOfMass(scaled)[0]).toBeCloseTo(1.2 * x, 1)
    expect(centreOfMass(scaled)[1]).toBeCloseTo(0.9 * y, 1)
    expect(mass(scaled) / mass(before)).toBeCloseTo(1.2 * 0.9, 1)
  })

  it('writes paper alone of an image without ink', () => {
    expect(mass(mapped(new Uint8Array(784), { x0: 1 }))).toBe(0)
  })
})

describe('keptInside', () => {
  const box = (left: number, right: number) =>
    Object.assign(new InkPlane(), { left, right, top: -8, bottom: 9 })

  it('moves no farther than a pixel from the edge', () => {
    expect(keptInside({ ...IN_PLACE, x0: 9, y0: -9 }, box(-6, 10))).toMatchObject({ x0: 5, y0: -7 })
    expect(keptInside({ ...IN_PLACE, x0: 3, y0: 2 }, box(-6, 10))).toMatchObject({ x0: 3, y0: 2 })
  })

  it('puts what is too large for the image in its middle', () => {
    expect(keptInside({ ...IN_PLACE, xx: 2, x0: 4 }, box(-6, 10)).x0).toBe(-4)
  })
})

describe('InkPlane', () => {
  const bar = dots(...Array.from({ length: 12 }, (_, row) => [8 + row, 13, 255] as const))

  it('moves the edges of a stroke by parts of a pixel', () => {
    const thicker = mapped(bar, {}, 0.25)
    expect([14, 15, 16].map((column) => inkAt(thicker, 14, column))).toEqual([0.25, 1, 0.25])
    expect(inkAt(thicker, 9, 15)).toBe(0.25)
    const thinner = mapped(bar, {}, -0.25)
    expect([14, 15, 16].map((column) => inkAt(thinner, 14, column))).toEqual([0, 0.75, 0])
  })

  it('grows a grey edge by as much ink as a sharp one', () => {
    const grey = dots(...Array.from({ length: 28 }, (_, row) => [row, 13, 255] as const))
    for (let row = 0; row < 28; row++) grey[28 * row + 14] = 102
    const gained = (image: Uint8Array) => mass(mapped(image, {}, 0.5)) - mass(mapped(image, {}))
    const sharp = grey.map((value) => (value === 102 ? 0 : value))
    expect(gained(grey) / gained(sharp)).toBeCloseTo(1, 1)
  })

  it('has more ink the thicker it is, up to the edge of the image', () => {
    const full = digit(7)
    full[0] = 255
    full[783] = 200
    const masses = [-0.6, -0.3, 0, 0.3, 0.6].map((amount) => mass(mapped(full, {}, amount)))
    expect(masses).toEqual(masses.toSorted((a, b) => a - b))
    expect(new Set(masses).size).toBe(5)
  })
})

describe('ElasticField', () => {
  it('has the root mean square that was asked for, in both directions, and stays within its reach', () => {
    const field = new ElasticField(1.5)
    let [squares, products, most] = [0, 0, 0]
    const seeds = 300
    for (let seed = 0; seed < seeds; seed++) {
      field.draw(seed)
      for (let row = 0; row < 32; row++) {
        field.moveTo(row, 0, 31)
        field.x.forEach((x, column) => {
          const y = field.y[column]!
          squares += (x * x + y * y) / 2
          products += x * y
          most = Math.max(most, Math.abs(x), Math.abs(y))
        })
      }
    }
    expect(Math.sqrt(squares / (seeds * 1024))).toBeCloseTo(1.5, 1)
    expect(Math.abs(products / squares)).toBeLessThan(0.05)
    expect(most).toBeLessThan(field.reach)
  })

  it('is smooth: neighbours move alike', () => {
    const field = new ElasticField(1)
    field.draw(4)
    let above: Float64Array | null = null
    for (let row = 0; row < 32; row++) {
      field.moveTo(row, 0, 31)
      for (let column = 1; column < 32; column++) {
        expect(Math.abs(field.x[column]! - field.x[column - 1]!)).toBeLessThan(0.7)
        if (above) expect(Math.abs(field.x[column]! - above[column]!)).toBeLessThan(0.7)
      }
      above = field.x.slice()
    }
  })

  it('gives part of a row as it gives the whole', () => {
    const field = new ElasticField(1)
    field.draw(9)
    field.moveTo(13, 0, 31)
    const [x, y] = [field.x.slice(), field.y.slice()]
    field.x.fill(0)
    field.y.fill(0)
    field.moveTo(13, 6, 17)
    expect(field.x.subarray(6, 18)).toEqual(x.subarray(6, 18))
    expect(field.y.subarray(6, 18)).toEqual(y.subarray(6, 18))
    expect(field.x[18]).toBe(0)
  })
})

describe('distortedImages', () => {
  it('writes images as they are where nothing is switched on', () => {
    expect(written(distortedImages(NO_DISTORTIONS, 1)(0), 2)).toEqual(plain(2))
  })

  it('depends on seed, epoch and index alone, not on what was written before', () => {
    const order = Uint32Array.from({ length: COUNT }, (_, index) => index)
    const batch = (indices: Uint32Array, seed: number, epoch: number) => {
      const target = new Float32Array(COUNT * 1024)
      const write = distortedImages(USUAL_DISTORTIONS, seed)(epoch)
      fillBatch(DIGITS, indices, 0, COUNT, target, write)
      return target
    }
    const forwards = batch(order, 7, 3)
    const backwards = batch(order.toReversed(), 7, 3)
    for (let index = 0; index < COUNT; index++) {
      const image = forwards.subarray(1024 * index, 1024 * (index + 1))
      const place = COUNT - 1 - index
      expect(backwards.subarray(1024 * place, 1024 * (place + 1))).toEqual(image)
      expect(image).not.toEqual(plain(index))
    }
    expect(batch(order, 7, 4)).not.toEqual(forwards)
    expect(batch(order, 8, 3)).not.toEqual(forwards)
  })

  it('keeps what one distortion draws when another is switched off', () => {
    const only = (name: keyof DistortionSettings): DistortionSettings => ({
      ...NO_DISTORTIONS,
      [name]: STRONGEST_DISTORTIONS[name],
    })
    const moved = written(distortedImages(only('translation'), 5)(0))
    const both = { ...only('translation'), rotation: 1e-9 }
    const alsoTurned = written(distortedImages(both, 5)(0))
    for (const [place, ink] of moved.entries()) expect(alsoTurned[place]).toBeCloseTo(ink, 5)
  })

  it.each(DISTORTIONS)('%s alone changes an image, and more the stronger it is', (name) => {
    const differenceAt = (strength: number) => {
      const write = distortedImages({ ...NO_DISTORTIONS, [name]: strength }, 11)(0)
      let sum = 0
      for (let index = 0; index < COUNT; index++) {
        const before = plain(index)
        written(write, index).forEach((ink, place) => {
          sum += Math.abs(ink - before[place]!)
        })
      }
      return sum
    }
    const strongest = STRONGEST_DISTORTIONS[name]
    expect(differenceAt(strongest / 20)).toBeGreaterThan(0)
    expect(differenceAt(strongest)).toBeGreaterThan(2 * differenceAt(strongest / 20))
  })

  it('keeps ink between 0 and 1, and most of it in the image, however strong', () => {
    const strengths = fc.record(
      Object.fromEntries(
        DISTORTIONS.map((name) => [
          name,
          fc.double({ min: 0, max: STRONGEST_DISTORTIONS[name], noNaN: true }),
        ]),
      ) as Record<keyof DistortionSettings, fc.Arbitrary<number>>, // one entry for each name
    )
    fc.assert(
      fc.property(strengths, fc.nat(), fc.nat(COUNT - 1), (settings, seed, index) => {
        const image = written(distortedImages(settings, seed)(1), index)
        expect(image.every((ink) => ink >= 0 && ink <= 1)).toBe(true)
        expect(mass(image)).toBeGreaterThan(0.2 * mass(plain(index)))
      }),
      { numRuns: 300 },
    )
  })
})
