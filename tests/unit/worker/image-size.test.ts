import { afterEach, describe, expect, it, vi } from 'vitest'
import { decodeImage, refuseLarge } from '../../../src/worker/decode-image'
import { imageSize } from '../../../src/worker/image-size'

const bytes = (...parts: (string | ArrayLike<number>)[]): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(
    parts.flatMap((part) =>
      typeof part === 'string'
        ? Array.from(part, (letter) => letter.charCodeAt(0))
        : Array.from(part),
    ),
  )
const big = (value: number) => [
  value >>> 24,
  (value >>> 16) & 255,
  (value >>> 8) & 255,
  value & 255,
]
const little = (value: number) => big(value).reverse()

const png = (width: number, height: number) =>
  bytes([0x89], 'PNG\r\n', [0x1a, 0x0a], big(13), 'IHDR', big(width), big(height))

const GIF_COMMENT = [0x21, 0xfe, 3, 0x2c, 0x2c, 0x2c, 1, 9, 0]

/** A box of ISO/IEC 14496-12. */
function box(kind: string, content: Uint8Array) {
  return bytes(big(8 + content.length), kind, content)
}

function properties() {
  const extents = (width: number, height: number) =>
    box('ispe', bytes(big(0), big(width), big(height)))
  const both = bytes(extents(400, 300), box('pixi', bytes(big(0))), extents(800, 600))
  return box('iprp', bytes(box('ipma', bytes(big(0))), box('ipco', both)))
}

const FORMATS: readonly (readonly [string, Uint8Array])[] = [
  ['PNG', png(800, 600)],
  [
    'GIF behind colours and a comment',
    bytes(
      'GIF89a',
      [0x20, 0x03, 0x58, 0x02],
      [0x80, 0, 0],
      new Array(6).fill(0x2c),
      GIF_COMMENT,
      [0x2c, 0, 0, 0, 0, 0x20, 0x03, 1, 0, 0],
    ),
  ],
  [
    'GIF whose frame is larger than its screen',
    bytes('GIF87a', [1, 0, 1, 0], [0, 0, 0], [0x2c, 0x10, 0, 0x08, 0, 0x10, 0x03, 0x50, 0x02, 0]),
  ],
  ['BMP', bytes('BM', little(1000), little(0), little(54), little(40), little(800), little(600))],
  [
    'BMP, top-down',
    bytes('BM', new Array(12).fill(0), little(40), little(800), little(-600 >>> 0)),
  ],
  ['BMP of OS/2', bytes('BM', new Array(12).fill(0), little(12), [0x20, 3, 0x58, 2], [1, 0, 1, 0])],
  [
    'AVIF of tiles',
    bytes(
      box('ftyp', bytes('avif', big(0), 'avif')),
      box('meta', bytes(big(0), box('hdlr', bytes(big(0))), properties())),
    ),
  ],
  [
    'JPEG behind a preview and padding',
    bytes(
      [0xff, 0xd8],
      [0xff, 0xe1, 0, 6, 1, 2, 3, 4],
      [0xff, 0xff, 0xc4, 0, 3, 9],
      [0xff, 0xc2, 0, 11, 8, 0x02, 0x58, 0x03, 0x20, 1, 1, 0x11, 0],
    ),
  ],
  [
    'WebP, lossy',
    bytes('RIFF', little(99), 'WEBPVP8 ', little(70), [0, 0, 0, 0x9d, 1, 0x2a], [0x20, 3, 0x58, 2]),
  ],
  [
    'WebP, lossless',
    // 14 bits of width − 1, then 14 of height − 1.
    bytes('RIFF', little(99), 'WEBPVP8L', little(70), [0x2f], little(799 | (599 << 14))),
  ],
  [
    'WebP, extended',
    bytes('RIFF', little(99), 'WEBPVP8X', little(10), little(0), [0x1f, 3, 0], [0x57, 2, 0]),
  ],
]

describe('imageSize', () => {
  it.each(FORMATS)('reads 800×600 from a %s', (_, file) => {
    expect(imageSize(file)).toEqual({ width: 800, height: 600 })
  })

  it.each(FORMATS)('knows nothing of a %s that breaks off', (_, file) => {
    for (const length of [0, 3, 9, file.length - 7]) {
      expect(imageSize(file.subarray(0, length))).toBeNull()
    }
  })

  it.each([
    ['text', bytes('<svg xmlns="http://www.w3.org/2000/svg" width="9">')],
    ['an icon, which holds others', bytes([0, 0, 1, 0, 1, 0, 16, 16], png(16, 16))],
    ['a PNG of no pixels', png(0, 600)],
    [
      'a BMP of less than none',
      bytes('BM', new Array(12).fill(0), little(40), little(-8 >>> 0), little(8)),
    ],
    ['a PNG in name only', bytes('xPNG', png(8, 8))],
    ['a box that ends before it begins', bytes(big(16), 'ftyp', 'avif', big(0), big(3), 'meta')],
  ])('knows nothing of %s', (_, file) => {
    expect(imageSize(file)).toBeNull()
  })
})

describe('refuseLarge', () => {
  it('refuses over 40 megapixels by the header alone, and lets 40 pass', async () => {
    await expect(refuseLarge(new Blob([png(8000, 5001)]))).rejects.toMatchObject({
      name: 'ImageRefusedError',
      reason: 'tooLarge',
      message: 'An image may have 40 megapixels; this one has 8000×5001.',
    })
    await expect(refuseLarge(new Blob([png(8000, 5000)]))).resolves.toBeUndefined()
  })

  it('refuses what states no size: a decoder would find it out by making room', async () => {
    const svg = new Blob(['<svg xmlns="http://www.w3.org/2000/svg" width="60000" height="60000"/>'])
    await expect(refuseLarge(svg)).rejects.toMatchObject({ reason: 'notReadable' })
  })

  it('refuses a file over 50 MB', async () => {
    const file = new Blob([png(8, 8), new Uint8Array(50 * 2 ** 20)])
    await expect(refuseLarge(file)).rejects.toMatchObject({ reason: 'tooLarge' })
  })
})

describe('decodeImage', () => {
  afterEach(() => {
    vi.useRealTimers()
    vi.unstubAllGlobals()
  })

  it('gives an image up that is not decoded in 15 seconds, and drops it if it comes later', async () => {
    vi.useFakeTimers()
    vi.stubGlobal('OffscreenCanvas', class {})
    let decoded = (_: Pick<ImageBitmap, 'close'>) => {}
    vi.stubGlobal('createImageBitmap', () => new Promise((resolve) => (decoded = resolve)))
    const refusal = decodeImage(new Blob([png(8, 8)])).then(
      () => 'decoded',
      ({ reason }) => reason,
    )
    await vi.advanceTimersByTimeAsync(15_001)
    expect(await refusal).toBe('tooSlow')
    const close = vi.fn()
    decoded({ close })
    await vi.advanceTimersByTimeAsync(0)
    expect(close).toHaveBeenCalledOnce()
  })
})
