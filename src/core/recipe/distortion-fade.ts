import { DISTORTIONS, type DistortionSettings } from './distortion-settings'

/**
 * How distortions grow weaker towards the end of a run: a small network that has learnt from strong
 * ones then spends its last epochs on images that are like those it will meet.
 */
export interface DistortionFade {
  /** Share of the epochs that keep the full strength, 0..1. */
  readonly after: number
  /** Strength of the last epoch, as a share of the full one; 0..1. */
  readonly to: number
}

/**
 * Distortions of one epoch: full at first, then weaker by as much in each epoch.
 *
 * @param epoch - 0 for the first of `epochs`.
 */
export function fadedDistortions(
  full: DistortionSettings,
  { after, to }: DistortionFade,
  epoch: number,
  epochs: number,
): DistortionSettings {
  const progress = epoch / Math.max(1, epochs - 1)
  if (progress <= after) return full
  const strength = 1 - ((1 - to) * (progress - after)) / (1 - after)
  const weaker = DISTORTIONS.map((kind) => [kind, full[kind] * strength] as const)
  return { ...full, ...Object.fromEntries(weaker) }
}
