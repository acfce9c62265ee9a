/** Why an image was not opened. */
export const IMAGE_REFUSALS = [
  'notReadable',
  'tooLarge',
  'tooSlow',
  'blank',
  'noOffscreenCanvas',
] as const
export type ImageRefusal = (typeof IMAGE_REFUSALS)[number]

/** Largest file that is opened, in bytes. */
export const LARGEST_FILE = 50 * 2 ** 20

/** Largest image that is decoded, in pixels; decoded it takes four bytes each. */
export const LARGEST_IMAGE = 40e6

/** Thrown where a dropped, pasted or opened file cannot become ink. */
export class ImageRefusedError extends Error {
  override readonly name = 'ImageRefusedError'
  readonly reason: ImageRefusal

  constructor(reason: ImageRefusal, message: string) {
    super(message)
    this.reason = reason
  }
}
