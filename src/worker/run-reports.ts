import type { Engine } from '../engine/engine'
import { SpeedMeter, StepAverage, secondsLeft } from '../training/progress'
import type { RunPlan } from '../training/run-plan'
import type { StepDone } from '../training/training-run'
import type { TrainingEvent } from './protocol'

/** Milliseconds between two reports of steps, at least. */
const STEP_INTERVAL = 100
/**
 * The same while someone draws: the run takes a fraction of its steps then, so that a report tells of about as
 * many, and the page paints its curves less often between the pen's movements.
 */
const STEP_INTERVAL_WHILE_DRAWN = 1000

/** Turns steps into the few reports that a page can show. */
export class RunReports {
  readonly #plan: RunPlan
  readonly #evaluationImages: number
  readonly #epochs: number
  readonly #clock: () => number
  readonly #speed = new SpeedMeter()
  readonly #average = new StepAverage()
  #evaluationSpeed: number | null = null
  #reportedAt = Number.NEGATIVE_INFINITY
  /** The last step, where no report has told of it yet. */
  #untold: StepDone | null = null

  /** @param evaluationImages - Classified after each epoch. */
  constructor(plan: RunPlan, evaluationImages: number, clock: () => number) {
    this.#plan = plan
    this.#epochs = plan.steps / plan.stepsPerEpoch
    this.#evaluationImages = evaluationImages
    this.#clock = clock
  }

  /** The speed of another engine is not that of the one before. */
  engineChanged(): void {
    this.#speed.reset()
    this.#evaluationSpeed = null
  }

  /** @param seconds - That the step took; null for a first step, which also compiles and loads. */
  stepDone(step: StepDone, seconds: number | null): void {
    this.#average.add(step)
    this.#untold = step
    if (seconds !== null) this.#speed.add(step.batchImages, seconds)
  }

  evaluated(seconds: number): void {
    if (seconds > 0) this.#evaluationSpeed = this.#evaluationImages / seconds
  }

  /** The report of the steps that no report has told of, or null where there are none. */
  untold(engine: Engine): TrainingEvent | null {
    return this.#untold === null ? null : this.report(this.#untold, engine)
  }

  /** The report of the steps since the last, or null where that was too short a while ago. */
  stepped(step: StepDone, engine: Engine, isPenDown: boolean): TrainingEvent | null {
    const interval = isPenDown ? STEP_INTERVAL_WHILE_DRAWN : STEP_INTERVAL
    return this.#clock() - this.#reportedAt < interval ? null : this.report(step, engine)
  }

  /** The report of the steps since the last. */
  report(step: StepDone, engine: Engine): TrainingEvent {
    this.#reportedAt = this.#clock()
    this.#untold = null
    const { epoch, images, learningRate } = step
    const { totalImages } = this.#plan
    const { imagesPerSecond } = this.#speed
    const left = {
      trainingImages: totalImages - images,
      evaluationImages: (this.#epochs - epoch + 1) * this.#evaluationImages,
    }
    return {
      kind: 'stepped',
      point: { images, ...this.#average.take(), learningRate },
      epoch,
      images,
      totalImages,
      imagesPerSecond,
      secondsLeft: secondsLeft(left, imagesPerSecond, this.#evaluationSpeed),
      memoryBytes: engine.memoryBytes(),
    }
  }
}
