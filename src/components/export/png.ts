import type { Figure } from './svg'

/** Pixels of the image for each pixel of the page: sharp on paper and on fine screens. */
const SCALE = 2

/** A figure as a PNG file. @throws {Error} If the browser cannot draw it. */
export async function pngOf({ svg, width, height }: Figure): Promise<Uint8Array<ArrayBuffer>> {
  const address = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }))
  try {
    const image = new Image()
    image.src = address
    await image.decode()
    const canvas = document.createElement('canvas')
    canvas.width = width * SCALE
    canvas.height = height * SCALE
    canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height)
    const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'))
    if (blob === null) throw new Error('pngOf: needs a canvas that can be written, got none')
    return new Uint8Array(await blob.arrayBuffer())
  } finally {
    URL.revokeObjectURL(address)
  }
}
