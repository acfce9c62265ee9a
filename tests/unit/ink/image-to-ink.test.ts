import { describe, expect, it } from 'vitest'
import { boundingBox } from '../../../src/core/ink/bounding-box'
import { otsuContrast } from '../../../src/core/ink/contrast'
import type { Drawing, InkImage } from '../../../src/core/ink/drawing'
import { inkFromDigit, inkFromPixels } from '../../../src/core/ink/image-to-ink'
import { luminanceRows } from '../../../src/core/ink/luminance'
import { rasterize } from '../../../src/core/ink/raster'
import { withoutSpecks } from '../../../src/core/ink/specks'
import { inkStages } from '../../../src/core/ink/stages'
import { seededRandom } from '../../../src/core/random'
import { testDigits } from './mnist-digits'

type Shade = (x: number, y: number) => number

function grey(width: number, height: number, shade: Shade) {
  const rgba = new Uint8ClampedArray(4 * width * height)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      rgba.set([shade(x, y), shade(x, y), shade(x, y), 255], 4 * (y * width + x))
    }
  }
  return { width, height, rgba }
}

/** A seven with a bar, in one corner of the pad. */
const SEVEN: Drawing = {
  image: null,
  strokes: [
    [60, 50, 200, 56, 110, 230],
    [90, 140, 190, 134],
  ].map((xy) => ({
    tool: 'pen',
    width: 14,
    points: Array.from({ length: xy.length / 2 }, (_, i) => ({
      x: xy[2 * i]!,
      y: xy[2 * i + 1]!,
      pressure: 0.5,
    })),
  })),
}
const seven = rasterize(SEVEN)
const inkAt: Shade = (x, y) =>
  x >= 0 && y >= 0 && x < 280 && y < 280 ? seven.ink[y * 280 + x]! : 0

/** Mean absolute difference of two drawings as the network would see them. */
function differenceSeen(a: InkImage, b: InkImage): number {
  const [seenA, seenB] = [inkStages(a)!.image.ink, inkStages(b)!.image.ink]
  return seenA.reduce((sum, ink, i) => sum + Math.abs(ink - seenB[i]!), 0) / seenA.length
}

describe('inkFromPixels', () => {
  it.each([
    ['darkOnLight', (x: number, y: number) => 240 - 200 * inkAt(x, y)],
    ['lightOnDark', (x: number, y: number) => 20 + 200 * inkAt(x, y)],
  ] as const)('reads a clean %s scan', (expected, shade) => {
    const { image, polarity } = inkFromPixels(grey(280, 280, shade))
    expect(polarity).toBe(expected)
    expect(image.side).toBe(280)
    expect(differenceSeen(image, seven)).toBeLessThan(0.01)
  })

  it('reads a phone photo: slanted light, a soft shadow, sensor noise', () => {
    const random = seededRandom(11)
    const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
    const { image, polarity } = inkFromPixels(
      grey(560, 420, (x, y) => {
        const shadow = 1 - 0.2 / (1 + Math.exp(-(x + y / 2 - 400) / 60))
        const light = (230 - x / 6 - y / 12) * shadow
        return light * (1 - 0.7 * inkAt(x - 140, y - 70)) + 5 * normal()
      }),
    )
    expect(polarity).toBe('darkOnLight')
    // The photo shows the pad at half size, from (70, 70) on: nothing else may hold ink.
    const small = rasterize({
      image: null,
      strokes: SEVEN.strokes.map(({ tool, width, points }) => ({
        tool,
        width: width / 2,
        points: points.map(({ x, y }) => ({ x: 70 + x / 2, y: 70 + y / 2, pressure: 0.5 })),
      })),
    })
    const [found, drawn] = [boundingBox(image)!, boundingBox(small)!]
    for (const side of ['left', 'top', 'right', 'bottom'] as const) {
      expect(Math.abs(found[side] - drawn[side]), side).toBeLessThanOrEqual(2)
    }
    expect(differenceSeen(image, small)).toBeLessThan(0.03)
  })

  it('keeps the aspect and centres on the pad', () => {
    // 40 × 20 with a bar of 20 × 4 in the middle: seven times larger on the pad.
    const { image } = inkFromPixels(
      grey(40, 20, (x, y) => (x >= 10 && x < 30 && y >= 8 && y < 12 ? 0 : 255)),
    )
    expect(boundingBox(image, 0.5)).toEqual({ left: 70, top: 126, right: 210, bottom: 154 })
  })

  it('drops a grain of dirt that would stretch the box', () => {
    const { image } = inkFromPixels(
      grey(280, 280, (x, y) => (x < 3 && y < 3 ? 0 : 240 - 200 * inkAt(x, y))),
    )
    expect(image.ink[0]).toBe(0)
    expect(boundingBox(image)!.left).toBeGreaterThan(45)
  })

  it('shows transparent pixels as white paper', () => {
    const scan = grey(280, 280, () => 0)
    for (let i = 0; i < 280 * 280; i++) scan.rgba[4 * i + 3] = 255 * seven.ink[i]!
    const { image, polarity } = inkFromPixels(scan)
    expect(polarity).toBe('darkOnLight')
    expect(differenceSeen(image, seven)).toBeLessThan(0.01)
  })

  it('tells the polarity of MNIST digits, as they are and inverted, and keeps them', () => {
    const digits = testDigits(4)
    for (const [n, digit] of digits.entries()) {
      const white = inkFromPixels(grey(28, 28, (x, y) => digit[y * 28 + x]!))
      const black = inkFromPixels(grey(28, 28, (x, y) => 255 - digit[y * 28 + x]!))
      expect([white.polarity, black.polarity], `digit ${n}`).toEqual(['lightOnDark', 'darkOnLight'])
      expect(differenceSeen(white.image, inkFromDigit(digit)), `digit ${n}`).toBeLessThan(0.06)
    }
  })

  it.each([
    ['white', () => 255],
    ['black', () => 0],
    ['a slant of light', (x: number, y: number) => 100 + x / 2 + y / 4],
  ] satisfies [string, Shade][])('refuses a blank image: %s', (_, shade) => {
    expect(() => inkFromPixels(grey(120, 90, shade))).toThrow(
      new RangeError('inkFromPixels: needs ink that stands out from its paper, got a blank image'),
    )
  })

  it('refuses noisy but blank paper', () => {
    const random = seededRandom(4)
    expect(() => inkFromPixels(grey(300, 300, () => 200 + 40 * random()))).toThrow('blank')
  })

  it('refuses sides and bytes that do not fit', () => {
    const rgba = new Uint8ClampedArray(16)
    expect(() => inkFromPixels({ width: 0, height: 2, rgba })).toThrow('got 0×2')
    expect(() => inkFromPixels({ width: 2, height: 1.5, rgba })).toThrow('got 2×1.5')
    expect(() => inkFromPixels({ width: 2, height: 3, rgba })).toThrow('need 24 bytes, got 16')
  })
})

describe('inkFromDigit', () => {
  it('brings the very pixels of MNIST test images back, where they fill the 20×20 box', () => {
    const notFilling: number[] = []
    const changed: number[] = []
    for (const [n, digit] of testDigits(100).entries()) {
      const drawn = inkFromDigit(digit)
      const { image, box } = inkStages(rasterize({ image: drawn, strokes: [] }))!
      const differences = Array.from(digit, (byte, i) => {
        const place = (Math.floor(i / 28) + 2) * 32 + (i % 28) + 2
        return Math.abs(image.ink[place]! - byte / 255)
      })
      // One grey level: the strongest ink of a tenth of the images is 254 and becomes 255.
      if (Math.max(...differences) > 1 / 255 + 1e-6) changed.push(n)
      if (Math.max(box.right - box.left, box.bottom - box.top) !== 200) notFilling.push(n)
    }
    // Test image 9300 is one of three of the 10,000 whose longer side is 19.
    expect(notFilling).toEqual([93])
    expect(changed).toEqual(notFilling)
  })

  it('refuses other than 784 bytes', () => {
    expect(() => inkFromDigit(new Uint8Array(783))).toThrow('needs 784 bytes, got 783')
  })
})

describe('the parts of reading an image', () => {
  it('weighs red, green and blue, over white where transparent', () => {
    const rgba = Uint8ClampedArray.of(255, 0, 0, 255, 0, 255, 0, 255, 0, 0, 255, 255, 0, 0, 0, 51)
    const row = luminanceRows({ width: 4, height: 1, rgba }).row(0)
    for (const [x, luma] of [54.213, 182.376, 18.411, 204].entries()) {
      expect(row[x]).toBeCloseTo(luma, 3)
    }
  })

  it('splits two classes between them', () => {
    const values = Float32Array.of(1, 2, 1, 2, 1, 2, 11, 13)
    const { threshold, paperMean, paperSpread, inkMean } = otsuContrast(values)
    expect(threshold).toBeGreaterThan(4)
    expect(threshold).toBeLessThan(9)
    expect([paperMean, paperSpread, inkMean]).toEqual([1.5, 0.5, 12])
  })

  it('keeps marks that touch by a corner and drops light and faint ones', () => {
    const values = new Float32Array(400)
    for (let i = 0; i < 10; i++) values[i * 21] = 1
    values[19] = 0.15
    values.fill(0.4, 380, 400)
    const { values: kept } = withoutSpecks({ width: 20, height: 20, values })
    expect(kept.reduce((sum, ink) => sum + ink, 0)).toBe(10)
    expect(kept[9 * 21]).toBe(1)
  })
})
