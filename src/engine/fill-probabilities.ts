import { CLASSES, type Network } from '../core/network/description'
import type { LayerValues } from '../core/network/forward'
import { softmax } from '../core/network/softmax'

/** Turns the output's logits into its `post`, the ten probabilities of each image. */
export function fillProbabilities({ rubbishLogit }: Network, output: LayerValues): void {
  for (let from = 0; from < output.pre.length; from += CLASSES) {
    const to = from + CLASSES
    softmax(output.pre.subarray(from, to), output.post.subarray(from, to), rubbishLogit)
  }
}
