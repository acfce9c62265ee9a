import type { Variant } from '../core/network/description'
import type { DistortionFade } from '../core/recipe/distortion-fade'
import { USUAL_DISTORTIONS } from '../core/recipe/distortion-settings'
import { defaultSettings, type TrainingSettings } from '../core/recipe/settings'

/** How the weights of a network are trained before the page is built. */
export interface Recipe {
  /** As the table of errors calls it. */
  readonly name: string
  readonly settings: TrainingSettings
  readonly distortionFade: DistortionFade
  /** The weights are the mean of those after the last so many epochs; 1 for those after the last. */
  readonly averagedEpochs: number
  /** Of MNIST's zeros, ones and sevens, those that get a stroke more in an epoch; 0..1. */
  readonly habitShare: number
  /** Digits redrawn as a pen draws on the page, beside MNIST's own images. */
  readonly redrawnImages: number
  /** Images of no digit, for which a network with a rubbish class is trained. */
  readonly rubbishImages: number
}

const NO_FADE: DistortionFade = { after: 1, to: 1 }

const MODERN: Recipe = {
  name: 'ours',
  settings: {
    ...defaultSettings('modern'),
    learningRate: 0.004,
    weightDecay: 0.06,
    epochs: 80,
    distortions: { ...USUAL_DISTORTIONS, elastic: 0.45 },
  },
  distortionFade: { after: 0.3, to: 0.5 },
  averagedEpochs: 35,
  habitShare: 0.25,
  redrawnImages: 4_000,
  rubbishImages: 4_000,
}

/** As the course trains it: Adam at 0.001, five epochs in batches of 256. */
const PYTORCH_COURSE: Recipe = {
  name: 'course',
  settings: {
    ...defaultSettings('pytorch'),
    schedule: 'constant',
    learningRate: 0.001,
    batch: 256,
    epochs: 5,
  },
  distortionFade: NO_FADE,
  averagedEpochs: 1,
  habitShare: 0,
  redrawnImages: 0,
  rubbishImages: 0,
}

const PYTORCH_OURS: Recipe = {
  ...MODERN,
  settings: {
    ...MODERN.settings,
    variant: 'pytorch',
    learningRate: 0.01,
    weightDecay: 0,
    epochs: 30,
  },
  averagedEpochs: 10,
}

const PAPER_PLAIN: Recipe = {
  name: 'plain',
  settings: { ...defaultSettings('lenet5-1998'), epochs: 20 },
  distortionFade: NO_FADE,
  averagedEpochs: 1,
  habitShare: 0,
  redrawnImages: 0,
  rubbishImages: 0,
}

const PAPER_DISTORTED: Recipe = {
  name: 'distorted',
  settings: {
    ...MODERN.settings,
    variant: 'lenet5-1998',
    learningRate: 0.008,
    weightDecay: 0,
    epochs: 24,
  },
  distortionFade: { after: 0.3, to: 0.3 },
  averagedEpochs: 6,
  habitShare: 0.15,
  redrawnImages: 0,
  rubbishImages: 3_000,
}

/** The recipe of each variant's shipped weights. */
export const SHIPPED_RECIPES: Readonly<Record<Variant, Recipe>> = {
  modern: MODERN,
  'lenet5-1998': PAPER_DISTORTED,
  pytorch: PYTORCH_OURS,
}

/** Every recipe whose error can be compared. */
export const RECIPES: readonly Recipe[] = [
  MODERN,
  PAPER_PLAIN,
  PAPER_DISTORTED,
  PYTORCH_COURSE,
  PYTORCH_OURS,
]
