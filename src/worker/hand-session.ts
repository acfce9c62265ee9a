import {
  acceptedShare,
  acceptingThreshold,
  answerTo,
  isAnsweredRight,
  VALIDATION_ACCEPTED,
} from '../core/metrics/refusal'
import type { LabelledImages } from '../core/mnist/images'
import { splitTrainingSet, type TrainingSplit } from '../core/mnist/split'
import { CLASSES, IMAGE_SIDE, type Network } from '../core/network/description'
import { networkOf } from '../core/network/variants'
import type { EngineChoice, EngineName } from '../core/recipe/engine-name'
import { HAND_SETTINGS, type HandSettings, handBatch } from '../core/recipe/hand-settings'
import { plainRubbish, rubbishImages } from '../core/rubbish/rubbish-images'
import { EngineLostError } from '../engine/engine-lost-error'
import { isAllZero } from '../training/checkpoint'
import { evaluate, everyIndex } from '../training/evaluation'
import { handTraining } from '../training/hand-training'
import { batchOf } from '../training/training-data'
import type { EngineDock, EngineNeed } from './engine-dock'
import type { MnistData } from './mnist-data'
import type { HandEvent, HandResult, HandScore, HandTask } from './protocol'
import { type GateActions, RunControl } from './run-control'
import { isEngineTrouble } from './run-outcome'
import type { RunPulse, Work } from './run-pulse'

export interface HandParts {
  readonly dock: EngineDock
  readonly mnist: MnistData
  readonly task: HandTask
  readonly report: (event: HandEvent) => void
  /** Tells the page how long the learning may be silent. */
  readonly pulse: RunPulse
  /** Milliseconds from any origin. */
  readonly clock: () => number
  /** Lets the worker hear what was posted to it. */
  readonly nextTask: () => Promise<void>
  /** What is taught, and how; by default as {@link HAND_SETTINGS}. */
  readonly handSettings?: HandSettings
  /** Which MNIST images train and which validate; by default MNIST's own split. */
  readonly handSplit?: (seed: number) => TrainingSplit
}

/** Milliseconds between two reports of steps, at least. */
const STEP_INTERVAL = 100

/** Made once; each comes round a few times. */
const RUBBISH_MADE = 1000

/** A threshold that refuses more of the validation images than the rest of this is no threshold. */
const LEAST_ACCEPTED = 0.9

/** One learning in the worker: what was read before, the steps, and what is read after. */
export class HandSession {
  readonly control = new RunControl()
  readonly #parts: HandParts
  readonly #settings: HandSettings
  readonly #network: Network
  readonly #split: TrainingSplit
  /** Made when it is first needed. */
  #rubbish: Uint8Array<ArrayBuffer> | null = null

  constructor(parts: HandParts) {
    const { network, seed } = parts.task
    const { handSettings = HAND_SETTINGS, handSplit = splitTrainingSet } = parts
    this.#parts = parts
    this.#settings = { ...handSettings, seed }
    // Whatever taught the weights: without the class every image's evidence would creep up.
    this.#network = networkOf(network.variant, network.activation, {
      ...network,
      rubbish: true,
    })
    this.#split = handSplit(seed)
  }

  /**
   * Teaches to the end; an engine that fails is replaced, and the teaching begins again.
   *
   * @throws {RunStoppedError} After a stop.
   * @throws {HandDivergedError}
   * @throws {MnistUnavailableError} If images cannot be had.
   * @throws The last engine's error, if no engine is left.
   */
  async follow(choice: EngineChoice): Promise<HandResult> {
    const { dock, mnist, report, pulse } = this.#parts
    const need: EngineNeed = { network: this.#network, batch: handBatch(this.#settings) }
    const failed = new Set<EngineName>()
    pulse.rest()
    await this.control.orStopped(mnist.start(report))
    pulse.engineStarts()
    await this.control.orStopped(dock.open(choice, failed, need, report))
    pulse.rest()
    await this.control.orStopped(Promise.all([mnist.everyShard('train'), mnist.everyShard('test')]))
    for (;;) {
      try {
        return await this.#learn()
      } catch (error) {
        if (!isEngineTrouble(error)) throw error
        pulse.engineStarts()
        await dock.fallBack(error, failed, need, report)
      }
    }
  }

  async #learn(): Promise<HandResult> {
    const { dock, task, pulse } = this.#parts
    const { engine } = dock
    pulse.begin('chunk')
    await engine.load(this.#network, task.weights)
    const threshold = task.leastEvidence ?? Number.NEGATIVE_INFINITY
    const evidenceBefore = await this.#validationEvidence()
    const before = await this.#score(threshold)
    await this.#train()
    const weights = await engine.weights()
    if (isAllZero(weights)) {
      throw new EngineLostError(engine.describe().name, 'the weights read back as zeros')
    }
    // As many digits are accepted as before, whatever the teaching did to the scale of the logits.
    const accepted =
      task.leastEvidence === null
        ? VALIDATION_ACCEPTED
        : Math.max(LEAST_ACCEPTED, acceptedShare(evidenceBefore, threshold))
    const leastEvidence = acceptingThreshold(await this.#validationEvidence(), accepted)
    return { weights, leastEvidence, before, after: await this.#score(leastEvidence) }
  }

  async #train(): Promise<void> {
    const { dock, mnist, task, report, clock } = this.#parts
    const settings = this.#settings
    const sources = {
      own: task.own,
      mnist: mnist.train,
      training: this.#split.training,
      rubbish: this.#rubbishMade(),
    }
    const steps = handTraining(dock.engine, this.#network, task.weights, sources, settings)
    let toldAt = Number.NEGATIVE_INFINITY
    for await (const step of steps) {
      if (step === settings.steps || clock() - toldAt >= STEP_INTERVAL) {
        toldAt = clock()
        report({ kind: 'handStepped', step, steps: settings.steps })
      }
      await this.#between('step')
    }
  }

  #rubbishMade(): Uint8Array<ArrayBuffer> {
    const { rubbishImages: wanted, seed } = this.#settings
    this.#rubbish ??=
      wanted === 0
        ? new Uint8Array()
        : rubbishImages(plainRubbish(this.#parts.mnist.train), RUBBISH_MADE, seed)
    return this.#rubbish
  }

  async #score(leastEvidence: number): Promise<HandScore> {
    const { mnist, task } = this.#parts
    const { test } = mnist
    return {
      ownRight: await this.#rightOf(task.own, leastEvidence),
      heldOutRight: await this.#rightOf(task.heldOut, leastEvidence),
      testError: (await this.#evaluated(test, everyIndex(test.labels.length))).error,
    }
  }

  async #validationEvidence(): Promise<Float64Array> {
    return (await this.#evaluated(this.#parts.mnist.train, this.#split.validation)).evidence
  }

  #evaluated(images: LabelledImages, indices: Uint32Array) {
    const { dock } = this.#parts
    return evaluate(
      () => dock.engine,
      this.#network,
      images,
      indices,
      () => this.#between('chunk'),
    )
  }

  async #rightOf(images: LabelledImages, leastEvidence: number): Promise<number> {
    const count = images.labels.length
    if (count === 0) return 0
    const room = new Float32Array(count * IMAGE_SIDE ** 2)
    const batch = batchOf(images, everyIndex(count), room)
    const logits = await this.#parts.dock.engine.classify(batch.images)
    return batch.labels.reduce((right, label, image) => {
      const own = logits.subarray(image * CLASSES, (image + 1) * CLASSES)
      return right + Number(isAnsweredRight(label, answerTo(own, leastEvidence)))
    }, 0)
  }

  /** Between two pieces of work, of which that kind comes next. */
  async #between(next: Work): Promise<void> {
    const { pulse, nextTask } = this.#parts
    pulse.end()
    await this.control.gate('chunk', NEVER_PAUSED)
    await nextTask()
    pulse.begin(next)
  }
}

/** A learning takes seconds: it can be stopped, not paused. */
const NEVER_PAUSED: GateActions = {
  paused: async () => {},
  resumed: () => {},
  switchEngine: async () => {},
}
