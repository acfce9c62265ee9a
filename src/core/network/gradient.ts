import { slope } from './activation'
import { CLASSES, IMAGE_SIDE, inputShape, type Network, valuesPerImage } from './description'
import { type Floats, float64 } from './floats'
import { forwardIn, imageCount, type LayerValues, networkInput } from './forward'
import { backwardLayer } from './layer-backward'
import { parametersOf, type Weights } from './parameters'
import { imageLoss, isMisread } from './softmax'

export interface ReferenceGradient {
  /** Mean loss of the images, in nats. */
  readonly loss: number
  /** Images that are read wrong, as `isMisread` says. */
  readonly errors: number
  readonly gradients: Weights<Float64Array>
}

/**
 * The mean loss of a batch and its gradient by every parameter, in float64: the reference
 * that engines must agree with. Written to be read, not to be fast.
 *
 * @param images - `[n, 32, 32]`, ink 0..1.
 * @param labels - `n` digits; `NOT_A_DIGIT` too where the network has a rubbish class.
 * @throws {RangeError} If the counts differ or are 0.
 */
export function referenceGradient(
  network: Network,
  weights: Weights<Floats>,
  images: Floats,
  labels: ArrayLike<number>,
): ReferenceGradient {
  const n = imageCount(images)
  if (n === 0 || n !== labels.length) {
    throw new RangeError(`referenceGradient: needs a label an image, got ${labels.length} for ${n}`)
  }
  const gradients = Object.fromEntries(
    parametersOf(network).map(({ name, size }) => [name, float64(size)]),
  )
  let loss = 0
  let errors = 0
  for (let image = 0; image < n; image++) {
    const pixels = images.subarray(image * IMAGE_SIDE ** 2, (image + 1) * IMAGE_SIDE ** 2)
    const layers = forwardIn(float64, network, weights, pixels)
    const { pre: logits, post: probabilities } = layers.at(-1)!
    const label = labels[image]!
    loss += imageLoss(logits, label, network.rubbishLogit) / n
    if (isMisread(logits, label, network.rubbishLogit)) errors++
    const logitGradient = float64(CLASSES)
    for (let digit = 0; digit < CLASSES; digit++) {
      logitGradient[digit] = (probabilities[digit]! - (digit === label ? 1 : 0)) / n
    }
    backward(network, weights, { pixels, layers }, logitGradient, gradients)
  }
  return { loss, errors, gradients }
}

/** An image and what the network computed of it in float64. */
export interface ComputedPixels {
  /** `[32, 32]`, ink 0..1. */
  readonly pixels: Floats
  /** C1 to output, as `forwardIn` gives them for that one image. */
  readonly layers: readonly LayerValues<Float64Array>[]
}

/**
 * Carries a gradient by the logits back to C1 and on to what C1 reads.
 *
 * @param logitGradient - Of anything, by each of the ten logits.
 * @param gradients - By the parameters; added to. Null where they are not wanted.
 * @returns The gradient by the network's own input, `[input.side, input.side]`, on its scale.
 */
export function backward(
  network: Network,
  weights: Weights<Floats>,
  { pixels, layers }: ComputedPixels,
  logitGradient: Float64Array,
  gradients: Weights<Float64Array> | null,
): Float64Array {
  let sumGradient = logitGradient
  for (let index = network.layers.length - 1; index >= 0; index--) {
    const input = inputShape(network, index)
    const values = layers[index - 1]?.post ?? networkInput(float64, network.input, pixels, 0)
    const inputGradient = float64(valuesPerImage(input))
    backwardLayer(network.layers[index]!, {
      input,
      weights,
      values,
      sumGradient,
      gradients,
      inputGradient,
    })
    const before = network.layers[index - 1]
    if (before !== undefined) {
      for (let i = 0; i < inputGradient.length; i++) {
        inputGradient[i] = inputGradient[i]! * slope(before.activation, values[i]!)
      }
    }
    sumGradient = inputGradient
  }
  return sumGradient
}
