import type { C3Table } from '../network/c3-connections'
import type { Variant } from '../network/description'
import { type ModernActivation, usualC3Table } from '../network/variants'
import { type DistortionSettings, NO_DISTORTIONS } from './distortion-settings'
import type { OptimizerKind } from './optimizer'
import type { ScheduleKind } from './schedule'

/** Everything that decides a run: the same settings on the same engine give the same weights. */
export interface TrainingSettings {
  readonly variant: Variant
  /** Applies to `modern`; the other variants have their own. */
  readonly activation: ModernActivation
  /** Which maps of S2 each map of C3 reads. */
  readonly c3: C3Table
  readonly optimizer: OptimizerKind
  /** The schedule's highest learning rate. */
  readonly learningRate: number
  /** Of SGD; Adam has its own moments. */
  readonly momentum: number
  /** Of Adam: share of each weight, times the rate, that a step takes away; 0 for none. */
  readonly weightDecay: number
  readonly schedule: ScheduleKind
  /** Images a step. */
  readonly batch: number
  readonly epochs: number
  /** Decides the initial weights, the validation split, the order of the images and their distortions. */
  readonly seed: number
  /** Images held out of the 60,000 to watch for overfitting; 0 trains on all of them. */
  readonly validationImages: number
  /** How training images are changed; images that measure never are. */
  readonly distortions: DistortionSettings
}

/** What each number may be; inclusive. */
export const SETTING_BOUNDS = {
  learningRate: { least: 1e-6, most: 10 },
  momentum: { least: 0, most: 0.999 },
  weightDecay: { least: 0, most: 1 },
  batch: { least: 1, most: 1024 },
  epochs: { least: 1, most: 200 },
  seed: { least: 0, most: 2 ** 32 - 1 },
  validationImages: { least: 0, most: 10_000 },
} as const
export type BoundedSetting = keyof typeof SETTING_BOUNDS

const SHARED = {
  weightDecay: 0,
  schedule: 'oneCycle',
  batch: 128,
  seed: 1998,
  validationImages: 5000,
  distortions: NO_DISTORTIONS,
} as const

/** Settings that train a variant well without further thought. */
export function defaultSettings(variant: Variant): TrainingSettings {
  const c3 = usualC3Table(variant)
  const network = { variant, activation: 'relu', c3 } as const
  const adam = { ...SHARED, ...network, optimizer: 'adam', momentum: 0.9 } as const
  switch (variant) {
    case 'modern':
      return { ...adam, learningRate: 0.004, epochs: 5 }
    case 'pytorch':
      return { ...adam, learningRate: 0.01, epochs: 10 }
    case 'lenet5-1998':
      return { ...adam, learningRate: 0.012, epochs: 12 }
  }
}

/** Settings that need not be whole. */
const FRACTIONS: readonly BoundedSetting[] = ['learningRate', 'momentum', 'weightDecay']
export const isFraction = (setting: BoundedSetting): boolean => FRACTIONS.includes(setting)

/** Whether a number may stand for a setting. */
export function isWithinBounds(setting: BoundedSetting, value: number): boolean {
  const { least, most } = SETTING_BOUNDS[setting]
  return value >= least && value <= most && (isFraction(setting) || Number.isInteger(value))
}
