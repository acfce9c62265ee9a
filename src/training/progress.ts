/** Seconds of training over which the speed is taken. */
const SPEED_WINDOW = 5

/**
 * Images per second over the last seconds of work. Only time that is added counts, so pauses and
 * evaluations leave the speed as it was.
 */
export class SpeedMeter {
  readonly #pieces: { images: number; seconds: number }[] = []
  #images = 0
  #seconds = 0

  add(images: number, seconds: number): void {
    this.#pieces.push({ images, seconds })
    this.#images += images
    this.#seconds += seconds
    // The piece that just went in stays, however long it took.
    while (this.#pieces.length > 1 && this.#seconds - this.#pieces[0]!.seconds >= SPEED_WINDOW) {
      const { images: oldImages, seconds: oldSeconds } = this.#pieces.shift()!
      this.#images -= oldImages
      this.#seconds -= oldSeconds
    }
  }

  /** Starts anew, as another engine computes from now on. */
  reset(): void {
    this.#pieces.length = 0
    this.#images = 0
    this.#seconds = 0
  }

  /** 0 until something was added that took time. */
  get imagesPerSecond(): number {
    return this.#seconds > 0 ? this.#images / this.#seconds : 0
  }
}

/** Before it was measured: a forward pass takes about a third of a training step. */
const GUESSED_EVALUATION_SPEEDUP = 3

/**
 * Seconds of training and evaluation that a run still needs.
 *
 * @param imagesPerSecond - Of training; 0 if not known, which gives 0.
 * @param evaluationSpeed - Images per second classified; null if not measured yet.
 */
export function secondsLeft(
  left: { readonly trainingImages: number; readonly evaluationImages: number },
  imagesPerSecond: number,
  evaluationSpeed: number | null,
): number {
  if (!(imagesPerSecond > 0)) return 0
  const evaluating = evaluationSpeed ?? imagesPerSecond * GUESSED_EVALUATION_SPEEDUP
  return left.trainingImages / imagesPerSecond + left.evaluationImages / evaluating
}

/** Loss and error of the steps since they were last taken, each image counting the same. */
export class StepAverage {
  #loss = 0
  #errors = 0
  #images = 0

  add(step: {
    readonly loss: number
    readonly errors: number
    readonly batchImages: number
  }): void {
    this.#loss += step.loss * step.batchImages
    this.#errors += step.errors
    this.#images += step.batchImages
  }

  /** Mean loss and share of images read wrong; starts anew. @throws {RangeError} If none was added. */
  take(): { loss: number; error: number } {
    if (this.#images === 0) throw new RangeError('StepAverage.take: needs a step, got none')
    const mean = { loss: this.#loss / this.#images, error: this.#errors / this.#images }
    this.#loss = 0
    this.#errors = 0
    this.#images = 0
    return mean
  }
}
