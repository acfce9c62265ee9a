import { CLASSES, type Network } from '../../core/network/description'
import { imageLoss, isMisread, softmax } from '../../core/network/softmax'
import type { BatchResult } from '../engine'
import { BLOCK_IMAGES } from './kernels'

/** The loss of blocks of logits, `[10][16]`, and its gradient. */
export class OutputLoss {
  readonly #logits = new Float32Array(CLASSES)
  readonly #probabilities = new Float32Array(CLASSES)
  readonly #rubbishLogit: number | null
  #loss = 0
  #errors = 0

  constructor({ rubbishLogit }: Network) {
    this.#rubbishLogit = rubbishLogit
  }

  /**
   * Adds a block's images to the sums; writes the gradient of the mean over `images` by the logits,
   * 0 where the block holds no image.
   */
  add(block: Float32Array, labels: Uint8Array, images: number, gradient: Float32Array): void {
    gradient.fill(0)
    labels.forEach((label, image) => {
      for (let digit = 0; digit < CLASSES; digit++) {
        this.#logits[digit] = block[digit * BLOCK_IMAGES + image]!
      }
      this.#loss += imageLoss(this.#logits, label, this.#rubbishLogit)
      if (isMisread(this.#logits, label, this.#rubbishLogit)) this.#errors++
      softmax(this.#logits, this.#probabilities, this.#rubbishLogit)
      for (let digit = 0; digit < CLASSES; digit++) {
        const target = digit === label ? 1 : 0
        gradient[digit * BLOCK_IMAGES + image] = (this.#probabilities[digit]! - target) / images
      }
    })
  }

  /** Loss summed, not averaged, and errors since the last call; starts anew. */
  take(): BatchResult {
    const result = { loss: this.#loss, errors: this.#errors }
    this.#loss = 0
    this.#errors = 0
    return result
  }
}
