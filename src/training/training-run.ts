import type { WriteImage } from '../core/mnist/batch'
import { distortedImages } from '../core/mnist/distortion/distorted-images'
import { IMAGE_SIDE } from '../core/network/description'
import type { Weights } from '../core/network/parameters'
import { type NetworkOptions, networkOf } from '../core/network/variants'
import type { Checkpoint } from '../core/recipe/checkpoint'
import { ADAM_DEFAULTS, type OptimizerStep } from '../core/recipe/optimizer'
import { learningRateAt } from '../core/recipe/schedule'
import type { TrainingSettings } from '../core/recipe/settings'
import type { Engine } from '../engine/engine'
import type { CheckpointKeeper } from './checkpoint-keeper'
import { positionAt, type RunPlan } from './run-plan'
import { batchOf, imagesReady, type TrainingData } from './training-data'

export interface TrainingRunOptions {
  /**
   * The engine that computes the next step; it may be another from one step to the next, once
   * `loadCheckpoint` has brought the run there. The run itself loads only the first.
   */
  readonly engine: () => Engine
  readonly data: TrainingData
  readonly plan: RunPlan
  /** Holds the settings, and where the run starts. */
  readonly checkpoints: CheckpointKeeper
  /** What the network has beside what the settings say. */
  readonly network?: NetworkOptions
  /** Writes the images of an epoch, 0 for the first; by default distorted as the settings say. */
  readonly written?: (epoch: number) => WriteImage
  /** Steps whose weights are wanted, such as those of a film; by default none. */
  readonly frames?: ReadonlySet<number>
}

/** One step was done. */
export interface StepDone {
  readonly kind: 'step'
  /** Steps done since the run began, this one included. */
  readonly step: number
  /** 1 for the first. */
  readonly epoch: number
  /** Training images seen since the run began. */
  readonly images: number
  /** Mean loss of the batch before the step. */
  readonly loss: number
  /** Images of the batch that were read wrong before the step. */
  readonly errors: number
  readonly batchImages: number
  readonly learningRate: number
  /** Where it was time for one; always at the end of an epoch. */
  readonly checkpoint: Checkpoint | null
  /** The weights after a step that was asked for. */
  readonly frame: Weights | null
}

/** An epoch's last step was done. */
export interface EpochDone {
  readonly kind: 'epoch'
  readonly epoch: number
  readonly images: number
  readonly checkpoint: Checkpoint
}

/** A sound mean cross-entropy is near 2.3 at the start and falls; this says that logits explode. */
export const LARGEST_LOSS = 1e4

/**
 * Trains a network step by step: each pull is one step of the optimizer, or the end of an epoch.
 *
 * Not pulling is a pause, `return()` a stop. The same settings on the same engine give the same
 * weights, and a run that goes on from a checkpoint gives those of the unbroken run: the order of
 * images, their distortions, the learning rate and Adam's bias correction follow from the step's
 * number alone.
 *
 * @throws {TrainingDivergedError} If a loss is not finite or above 1e4, or a weight is not finite.
 */
export async function* trainingRun({
  engine,
  data,
  plan,
  checkpoints,
  network,
  written,
  frames,
}: TrainingRunOptions): AsyncGenerator<StepDone | EpochDone, void, undefined> {
  const { settings, newest: start } = checkpoints
  await loadCheckpoint(engine(), start, network)
  const buffer = new Float32Array(settings.batch * IMAGE_SIDE ** 2)
  const imagesOf = written ?? distortedImages(settings.distortions, settings.seed)
  for (let done = start.step; done < plan.steps; done++) {
    const indices = plan.batchAt(done)
    await imagesReady(data, indices)
    const write = imagesOf(Math.floor(done / plan.stepsPerEpoch))
    const { images, labels } = batchOf(data, indices, buffer, write)
    const optimizerStep = optimizerStepAt(settings, done, plan.steps)
    const { loss, errors } = await engine().train(images, labels, optimizerStep)
    if (!(loss <= LARGEST_LOSS)) throw checkpoints.diverged(done + 1, `the loss became ${loss}`)
    checkpoints.soundLoss(done)
    const step = done + 1
    const endsEpoch = step % plan.stepsPerEpoch === 0
    const checkpoint =
      endsEpoch || checkpoints.isDue ? await checkpoints.take(engine(), step) : null
    const frame = frames?.has(step) ? await checkpoints.weights(engine(), step) : null
    const { epoch, images: seen } = positionAt(plan, settings.batch, step)
    yield {
      kind: 'step',
      step,
      epoch,
      images: seen,
      loss,
      errors,
      batchImages: indices.length,
      learningRate: optimizerStep.learningRate,
      checkpoint,
      frame,
    }
    if (endsEpoch && checkpoint !== null) yield { kind: 'epoch', epoch, images: seen, checkpoint }
  }
}

/** Puts an engine where a run stands: at its start, or to move it from another engine. */
export async function loadCheckpoint(
  engine: Engine,
  checkpoint: Checkpoint,
  options: NetworkOptions = {},
): Promise<void> {
  const { settings, weights, optimizer } = checkpoint
  const { variant, activation, c3 } = settings
  const network = networkOf(variant, activation, { ...options, c3 })
  await engine.load(network, weights, optimizer ?? undefined)
}

/** @param done - Steps before this one. */
function optimizerStepAt(settings: TrainingSettings, done: number, steps: number): OptimizerStep {
  const learningRate = learningRateAt(settings.schedule, settings.learningRate, done, steps)
  switch (settings.optimizer) {
    case 'adam':
      return {
        kind: 'adam',
        learningRate,
        ...ADAM_DEFAULTS,
        iteration: done + 1,
        weightDecay: settings.weightDecay,
      }
    case 'sgd':
      return { kind: 'sgd', learningRate, momentum: settings.momentum }
  }
}
