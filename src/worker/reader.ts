import type { InkImage } from '../core/ink/drawing'
import { inkFromDigit, inkFromPixels } from '../core/ink/image-to-ink'
import type { RgbaPixels } from '../core/ink/luminance'
import { rasterize } from '../core/ink/raster'
import { inkStages } from '../core/ink/stages'
import type { Network } from '../core/network/description'
import { forward } from '../core/network/forward'
import { assertWeights, type Weights } from '../core/network/parameters'
import { largestIndex } from '../core/network/softmax'
import { networkOf } from '../core/network/variants'
import type { ReaderApi } from './protocol'
import { ImageRefusedError } from './protocol/image-refusal'

export interface ReaderParts {
  /** Decodes an image file. */
  readonly decode: (file: Blob) => Promise<RgbaPixels>
  /** One of the 10,000 MNIST test images: 28×28 bytes, and its digit. */
  readonly testDigit: (index: number) => Promise<{ pixels: Uint8Array; label: number }>
  /** Milliseconds from any origin. */
  readonly clock: () => number
}

/** Answers the pen from plain code: nothing is loaded but the weights. */
export function createReader({ decode, testDigit, clock }: ReaderParts): ReaderApi {
  let loaded: { network: Network; weights: Weights } | null = null
  return {
    load: ({ variant, activation }, weights) => {
      const network = networkOf(variant, activation)
      assertWeights(network, weights)
      loaded = { network, weights }
    },
    read: (drawing) => {
      if (loaded === null) throw new Error('read: needs weights, got a drawing before any')
      const started = clock()
      const stages = inkStages(rasterize(drawing))
      if (stages === null) return null
      const layers = forward(loaded.network, loaded.weights, stages.image.ink)
      const probabilities = layers.at(-1)!.post
      const milliseconds = clock() - started
      return { stages, layers, probabilities, digit: largestIndex(probabilities), milliseconds }
    },
    openImage: async (file) => inkOf(await decode(file)),
    testImage: async (index) => {
      const { pixels, label } = await testDigit(index)
      return { image: inkFromDigit(pixels), label }
    },
  }
}

function inkOf(pixels: RgbaPixels): {
  image: InkImage
  polarity: 'darkOnLight' | 'lightOnDark'
} {
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
