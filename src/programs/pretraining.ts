import { acceptingThreshold, VALIDATION_ACCEPTED } from '../core/metrics/refusal'
import { distortedImages } from '../core/mnist/distortion/distorted-images'
import { habitImages } from '../core/mnist/habit-images'
import { type LabelledImages, MNIST_COUNTS } from '../core/mnist/images'
import { splitTrainingSet } from '../core/mnist/split'
import type { Network } from '../core/network/description'
import type { Weights } from '../core/network/parameters'
import { networkOf } from '../core/network/variants'
import { WeightMean } from '../core/network/weight-mean'
import { fadedDistortions } from '../core/recipe/distortion-fade'
import type { Engine } from '../engine/engine'
import { selfTest } from '../engine/self-test'
import { CheckpointKeeper } from '../training/checkpoint-keeper'
import { evaluate, everyIndex } from '../training/evaluation'
import { planOver } from '../training/run-plan'
import { trainingRun } from '../training/training-run'
import { pretrainingSet } from './pretraining-set'
import type { Recipe } from './recipes'

/** MNIST, both sets. */
export interface Mnist {
  readonly train: LabelledImages
  readonly test: LabelledImages
}

/** What a recipe came to. */
export interface Pretrained {
  readonly weights: Weights
  /** Shares read wrong, 0..1. */
  readonly validationError: number
  /** Mean loss of the validation images, in nats. */
  readonly validationLoss: number
  /** Of the test images, which are read once, at the end. */
  readonly testError: number
  readonly leastEvidence: number
  readonly seconds: number
}

const atOnce = () => Promise.resolve()

/**
 * Trains by a recipe. The same recipe gives the same weights bit for bit.
 *
 * @throws {RangeError} If the recipe holds no images out to validate with.
 */
export async function pretrain(
  engine: Engine,
  { train, test }: Mnist,
  recipe: Recipe,
  told: (line: string) => void,
): Promise<Pretrained> {
  const { settings, distortionFade, averagedEpochs, habitShare, rubbishImages } = recipe
  const { variant, activation, seed, validationImages, epochs, distortions } = settings
  const rubbish = rubbishImages > 0
  const options = { rubbish, whileTaught: true }
  const network = networkOf(variant, activation, options)
  await selfTest(engine, network)
  const started = performance.now()
  const { images, split } = pretrainingSet(train, splitTrainingSet(seed, validationImages), recipe)
  const score = (of: LabelledImages, indices: Uint32Array) =>
    evaluate(() => engine, network, of, indices, atOnce)
  const plan = planOver(split, settings)
  const checkpoints = new CheckpointKeeper({ settings, clock: () => performance.now() })
  const { shardImages } = MNIST_COUNTS.train
  const data = { ...images, shardImages, shardReady: atOnce }
  const run = trainingRun({
    engine: () => engine,
    data,
    plan,
    checkpoints,
    network: options,
    written: habitImages(images, habitShare, seed, (epoch) =>
      distortedImages(fadedDistortions(distortions, distortionFade, epoch, epochs), seed)(epoch),
    ),
  })
  const secondsSoFar = () => (performance.now() - started) / 1000
  const validated = async (what: string) => {
    const { error, loss, evidence } = await score(train, plan.validation)
    const at = `${Math.round(secondsSoFar())} s`
    told(`${what}, ${at}, validation error ${(100 * error).toFixed(2)} %, loss ${loss.toFixed(4)}`)
    return { error, loss, evidence }
  }
  const passed = new WeightMean()
  for await (const done of run) {
    if (done.kind === 'step') continue
    if (done.epoch > epochs - averagedEpochs) passed.add(checkpoints.newest.weights)
    await validated(`epoch ${done.epoch} of ${epochs}`)
  }
  const weights = passed.mean()
  await engine.load(network, weights)
  const { error, loss, evidence } = await validated(`mean of ${passed.count} epochs`)
  const tested = await score(test, everyIndex(MNIST_COUNTS.test.images))
  return {
    weights,
    validationError: error,
    validationLoss: loss,
    testError: tested.error,
    leastEvidence: leastEvidence(networkOf(variant, activation, { rubbish }), recipe, evidence),
    seconds: secondsSoFar(),
  }
}

/**
 * Whoever has learnt what is no digit refuses where that is likelier than all digits together;
 * whoever has not, what has less evidence than nearly all digits.
 */
function leastEvidence(
  { rubbishLogit }: Network,
  { rubbishImages }: Recipe,
  evidence: Float64Array,
): number {
  if (rubbishLogit !== null && rubbishImages > 0) return rubbishLogit
  return acceptingThreshold(evidence, VALIDATION_ACCEPTED)
}
