import { oneOf } from '../../src/core/chance'
import { refuseLarge } from '../../src/worker/decode-image'
import { imageSize } from '../../src/worker/image-size'
import { ImageRefusedError, LARGEST_IMAGE } from '../../src/worker/protocol/image-refusal'
import { accepted, type FuzzFormat, refused } from './format'
import { IMAGES } from './images'
import { mutatedBytes } from './mutate-bytes'

/** What the header alone decides; that a decoder takes the rest is for `decoding.ts`. */
export const imageHeaderFormat: FuzzFormat = {
  name: 'image header',
  prepare: (random) => {
    const file = oneOf(random, IMAGES)
    const bytes = mutatedBytes(random, file, 64, oneOf(random, IMAGES))
    return async () => {
      try {
        await refuseLarge(new Blob([bytes]))
      } catch (error) {
        if (error instanceof ImageRefusedError) return refused()
        throw error
      }
      const size = imageSize(bytes)
      if (size === null) return accepted(['nothing is known of its size'])
      const { width, height } = size
      const isFit = width > 0 && height > 0 && width * height <= LARGEST_IMAGE
      return accepted(isFit ? [] : [`it is ${width}×${height}`])
    }
  },
}
