import type { RgbaPixels } from '../core/ink/luminance'
import { HEADER_BYTES, type ImageSize, imageSize } from './image-size'
import { ImageRefusedError, LARGEST_FILE, LARGEST_IMAGE } from './protocol/image-refusal'

/** The longer side that decoded images are shrunk to, in pixels; the pad has 280. */
const LARGEST_SIDE = 1024

/** Largest photographs take a second or two; a small file may ask for hours of a decoder. */
const PATIENCE_MS = 15_000

/**
 * Decodes an image file to pixels, at most 1,024 wide and high.
 *
 * @throws {ImageRefusedError} If the file is over 50 MiB or the image over 40 megapixels, if the
 *   browser cannot decode it, has not done so in 15 seconds, or has no OffscreenCanvas.
 */
export async function decodeImage(file: Blob): Promise<RgbaPixels> {
  await refuseLarge(file)
  if (typeof OffscreenCanvas === 'undefined') {
    throw new ImageRefusedError('noOffscreenCanvas', 'This browser has no OffscreenCanvas.')
  }
  const bitmap = await decoded(file)
  try {
    refuseLargeSize(bitmap) // a header may lie
    const scale = Math.min(1, LARGEST_SIDE / Math.max(bitmap.width, bitmap.height))
    const width = Math.max(1, Math.round(bitmap.width * scale))
    const height = Math.max(1, Math.round(bitmap.height * scale))
    const context = new OffscreenCanvas(width, height).getContext('2d')
    if (context === null) throw notReadable()
    context.imageSmoothingQuality = 'high'
    context.drawImage(bitmap, 0, 0, width, height)
    return { width, height, rgba: context.getImageData(0, 0, width, height).data }
  } finally {
    bitmap.close()
  }
}

async function decoded(file: Blob): Promise<ImageBitmap> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), PATIENCE_MS)
  })
  const decoding = createImageBitmap(file).catch(() => {
    throw notReadable()
  })
  const bitmap = await Promise.race([decoding, late])
  clearTimeout(timer)
  if (bitmap !== null) return bitmap
  decoding.then((tooLate) => tooLate.close()).catch(() => {})
  throw new ImageRefusedError(
    'tooSlow',
    `An image is given up after ${PATIENCE_MS} ms of decoding.`,
  )
}

/** Refuses by the file's own size and by what its header says; one that says nothing is no image. */
export async function refuseLarge(file: Blob): Promise<void> {
  if (file.size > LARGEST_FILE) {
    throw new ImageRefusedError(
      'tooLarge',
      `An image may be ${LARGEST_FILE / 2 ** 20} MB; this file has ${Math.ceil(file.size / 2 ** 20)} MB.`,
    )
  }
  const start = new Uint8Array(await file.slice(0, HEADER_BYTES).arrayBuffer())
  const size = imageSize(start)
  if (size === null) throw notReadable()
  refuseLargeSize(size)
}

function refuseLargeSize({ width, height }: ImageSize): void {
  if (width * height <= LARGEST_IMAGE) return
  throw new ImageRefusedError(
    'tooLarge',
    `An image may have ${LARGEST_IMAGE / 1e6} megapixels; this one has ${width}×${height}.`,
  )
}

const notReadable = () =>
  new ImageRefusedError('notReadable', 'This file is not an image that the browser can read.')
