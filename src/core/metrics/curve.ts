/** One value of a curve over the course of a run: a mean of the steps since the sample before. */
export interface CurveSample {
  /** Training images seen since the run began; rises from sample to sample. */
  readonly images: number
  readonly value: number
}

/**
 * Fewer samples of the same curve: neighbours are joined to means weighted by their images.
 *
 * Groups double in size as the curve grows, so what is drawn stays where it is between two
 * doublings instead of wobbling with every new sample.
 *
 * @param most - At least 1. The last group may be smaller than the others.
 * @throws {RangeError} If `most` is not a whole number of at least 1.
 */
export function thinned(samples: readonly CurveSample[], most: number): readonly CurveSample[] {
  if (!Number.isInteger(most) || most < 1) {
    throw new RangeError(`thinned: most must be a whole number of at least 1, got ${most}`)
  }
  let group = 1
  while (samples.length > most * group) group *= 2
  if (group === 1) return samples
  const means: CurveSample[] = []
  for (let first = 0; first < samples.length; first += group) {
    const last = Math.min(first + group, samples.length) - 1
    const before = imagesBefore(samples, first)
    let sum = 0
    for (let i = first; i <= last; i++) {
      sum += samples[i]!.value * (samples[i]!.images - imagesBefore(samples, i))
    }
    const { images } = samples[last]!
    means.push({ images, value: sum / (images - before) })
  }
  return means
}

/**
 * A running mean that forgets: a sample counts for 1/e after `span` more images. Weights are
 * normalised, so the first values are not pulled towards 0.
 *
 * @param span - In images, above 0.
 */
export function smoothed(samples: readonly CurveSample[], span: number): readonly CurveSample[] {
  let sum = 0
  let weight = 0
  return samples.map(({ images, value }, i) => {
    const kept = Math.exp((imagesBefore(samples, i) - images) / span)
    sum = sum * kept + value * (1 - kept)
    weight = weight * kept + (1 - kept)
    return { images, value: sum / weight }
  })
}

const imagesBefore = (samples: readonly CurveSample[], index: number): number =>
  index === 0 ? 0 : samples[index - 1]!.images
