import { median } from '../bench/statistics'

/** The last quarter may hold so many times what the second held. */
export const MOST_GROWTH = 1.02
/** The last quarter must be so many times as fast as the first. */
export const LEAST_SPEED = 0.95

/** What was measured at one moment of a long run. */
export interface Sample {
  readonly images: number
  readonly imagesPerSecond: number
  /** Bytes of JavaScript of each thread, to tell which one grows. */
  readonly threads?: Readonly<Record<string, number>>
  /** Bytes and counts, by what they are of. */
  readonly held: Readonly<Record<string, number>>
}

export interface Compared {
  readonly what: string
  readonly before: number
  readonly after: number
  /** `after` by `before`. */
  readonly ratio: number
  readonly isFine: boolean
}

/** Medians of a long run's quarters: its memory against the second one's, its speed against the first's. */
export function compareQuarters(samples: readonly Sample[]): readonly Compared[] {
  if (samples.length < 8) {
    throw new RangeError(`compareQuarters: needs 8 samples, got ${samples.length}`)
  }
  const quarter = (index: number) =>
    samples.slice(
      Math.floor((samples.length * index) / 4),
      Math.floor((samples.length * (index + 1)) / 4),
    )
  const [first, second, , last] = [0, 1, 2, 3].map(quarter)
  const medians = (of: (sample: Sample) => number, part: readonly Sample[] | undefined) =>
    median((part ?? []).map(of))
  const held = Object.keys(samples[0]!.held).map((what): Compared => {
    const of = (sample: Sample) => sample.held[what] ?? 0
    return compared(what, medians(of, second), medians(of, last), (ratio) => ratio <= MOST_GROWTH)
  })
  const speed = ({ imagesPerSecond }: Sample) => imagesPerSecond
  return [
    ...held,
    compared(
      'images/s',
      medians(speed, first),
      medians(speed, last),
      (ratio) => ratio >= LEAST_SPEED,
    ),
  ]
}

function compared(
  what: string,
  before: number,
  after: number,
  isFine: (ratio: number) => boolean,
): Compared {
  // Nothing that stays nothing has not grown.
  const ratio = before === 0 && after === 0 ? 1 : after / before
  return { what, before, after, ratio, isFine: isFine(ratio) }
}
