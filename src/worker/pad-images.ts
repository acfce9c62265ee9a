import { inkFromDigit, inkFromPixels } from '../core/ink/image-to-ink'
import type { RgbaPixels } from '../core/ink/luminance'
import type { OpenedImage, TestImage } from './protocol'
import { ImageRefusedError } from './protocol/image-refusal'

/** An MNIST image as ink for the pad. */
export const testImageOf = ({
  pixels,
  label,
}: {
  readonly pixels: Uint8Array
  readonly label: number
}): TestImage => ({ image: inkFromDigit(pixels), label })

/** A decoded image as ink for the pad. @throws {ImageRefusedError} If it is blank. */
export function openedImageOf(pixels: RgbaPixels): OpenedImage {
  try {
    return inkFromPixels(pixels)
  } catch (error) {
    // Its only refusal of pixels that a decoder made.
    if (error instanceof RangeError) {
      throw new ImageRefusedError('blank', 'Nothing in this image stands out from its background.')
    }
    throw error
  }
}
