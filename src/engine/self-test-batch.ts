import { CLASSES, IMAGE_SIDE, type Network, PATCH_SIDE } from '../core/network/description'
import { float64 } from '../core/network/floats'
import { forwardIn, type LayerValues } from '../core/network/forward'
import type { Weights } from '../core/network/parameters'
import { derivedSeed, seededRandom } from '../core/random'

export interface SelfTestBatch {
  /** `[8, 32, 32]` */
  readonly images: Float32Array
  readonly labels: Uint8Array
}

export const SELF_TEST_IMAGES = 8

/**
 * Two values of a pooled patch closer than this may change places in float32, and the gradient then
 * rightly goes elsewhere. Ten times what an engine's C3 was seen to differ from float64.
 */
const NEAR_TIE = 5e-6
const MOST_DRAWS = 200

/**
 * Images of noise, the same on every machine for the same network and weights. Those whose maximum
 * pooling hangs on a near-tie are passed over: an engine may read them either way.
 *
 * @throws {RangeError} If eight such images do not come up.
 */
export function selfTestBatch(network: Network, weights: Weights, seed: number): SelfTestBatch {
  const images = new Float32Array(SELF_TEST_IMAGES * IMAGE_SIDE ** 2)
  const labels = Uint8Array.from({ length: SELF_TEST_IMAGES }, (_, image) => image % CLASSES)
  let found = 0
  for (let draw = 0; draw < MOST_DRAWS && found < SELF_TEST_IMAGES; draw++) {
    const random = seededRandom(derivedSeed(seed, draw))
    const image = Float32Array.from({ length: IMAGE_SIDE ** 2 }, random)
    if (hasNearTie(network, weights, image)) continue
    images.set(image, found++ * IMAGE_SIDE ** 2)
  }
  if (found < SELF_TEST_IMAGES) {
    throw new RangeError(
      `selfTestBatch: needs ${SELF_TEST_IMAGES} images without near-ties, got ${found} of ${MOST_DRAWS}`,
    )
  }
  return { images, labels }
}

function hasNearTie(network: Network, weights: Weights, image: Float32Array): boolean {
  if (!network.layers.some(({ kind }) => kind === 'maxPooling')) return false
  const layers = forwardIn(float64, network, weights, image)
  return network.layers.some(
    ({ kind }, index) => kind === 'maxPooling' && smallestLead(layers[index - 1]!) < NEAR_TIE,
  )
}

/** By how much the largest value of a patch leads the second, in the patch where it does least. */
function smallestLead({ maps, side, post }: LayerValues<Float64Array>): number {
  let least = Number.POSITIVE_INFINITY
  for (let corner = 0; corner < maps * side * side; corner += PATCH_SIDE) {
    if (Math.floor(corner / side) % PATCH_SIDE !== 0) continue
    const patch = [post[corner]!, post[corner + 1]!, post[corner + side]!, post[corner + side + 1]!]
    const [first, second] = patch.sort((a, b) => b - a)
    least = Math.min(least, first! - second!)
  }
  return least
}
