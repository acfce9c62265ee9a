import { epochOrder, splitTrainingSet, type TrainingSplit } from '../core/mnist/split'
import { DISTORTIONS, isStrength, STRONGEST_DISTORTIONS } from '../core/recipe/distortion-settings'
import {
  type BoundedSetting,
  isWithinBounds,
  SETTING_BOUNDS,
  type TrainingSettings,
} from '../core/recipe/settings'

/** Which images each step of a run trains on; a function of its settings alone. */
export interface RunPlan extends TrainingSplit {
  readonly stepsPerEpoch: number
  readonly steps: number
  /** Training images that the run sees, each epoch counting again. */
  readonly totalImages: number
  /**
   * Indices of one step's images; the last batch of an epoch may be smaller.
   *
   * @param step - 0 for the first of `steps`.
   */
  batchAt(step: number): Uint32Array
}

/**
 * Plans a run over MNIST's training images.
 *
 * @throws {RangeError} If a setting is out of its bounds.
 */
export function planRun(settings: TrainingSettings): RunPlan {
  for (const name of Object.keys(SETTING_BOUNDS) as BoundedSetting[]) {
    if (!isWithinBounds(name, settings[name])) {
      const { least, most } = SETTING_BOUNDS[name]
      throw new RangeError(`planRun: ${name} must be in ${least}..${most}, got ${settings[name]}`)
    }
  }
  for (const name of DISTORTIONS) {
    const strength = settings.distortions[name]
    if (!isStrength(name, strength)) {
      const most = STRONGEST_DISTORTIONS[name]
      throw new RangeError(`planRun: ${name} must be in 0..${most}, got ${strength}`)
    }
  }
  return planOver(splitTrainingSet(settings.seed, settings.validationImages), settings)
}

/** Plans a run over some of the images. @throws {RangeError} If there are none to train on. */
export function planOver(
  split: TrainingSplit,
  { batch, epochs, seed }: Pick<TrainingSettings, 'batch' | 'epochs' | 'seed'>,
): RunPlan {
  const images = split.training.length
  if (images === 0) throw new RangeError('planOver: needs training images, got none')
  const stepsPerEpoch = Math.ceil(images / batch)
  let orderOf = -1
  let order: Uint32Array = new Uint32Array()
  return {
    ...split,
    stepsPerEpoch,
    steps: stepsPerEpoch * epochs,
    totalImages: images * epochs,
    batchAt: (step) => {
      const epoch = Math.floor(step / stepsPerEpoch)
      if (epoch !== orderOf) {
        order = epochOrder(split.training, seed, epoch)
        orderOf = epoch
      }
      const start = (step % stepsPerEpoch) * batch
      return order.subarray(start, start + batch)
    },
  }
}

/**
 * Where a run stands.
 *
 * @param step - Steps done.
 * @returns The epoch of the last step done, 1 for the first, and the images seen since the run began.
 */
export function positionAt(
  plan: RunPlan,
  batch: number,
  step: number,
): { epoch: number; images: number } {
  const epoch = Math.max(1, Math.ceil(step / plan.stepsPerEpoch))
  const before = (epoch - 1) * plan.training.length
  const within = (step - (epoch - 1) * plan.stepsPerEpoch) * batch
  return { epoch, images: before + Math.min(within, plan.training.length) }
}
