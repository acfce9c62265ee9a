/** Most points kept of a curve; past it every second one is dropped. */
const MOST_CURVE_POINTS = 2000

interface Placed {
  /** Training images seen since the run began. */
  readonly images: number
}

/** A curve with one more point. A run that went back to a checkpoint draws it anew from there. */
export function withPoint<Point extends Placed>(
  curve: readonly Point[],
  point: Point,
): readonly Point[] {
  const before =
    (curve.at(-1)?.images ?? 0) < point.images
      ? curve
      : curve.filter(({ images }) => images < point.images)
  const thinned =
    before.length < MOST_CURVE_POINTS ? before : before.filter((_, index) => index % 2 === 1)
  return [...thinned, point]
}

interface EpochScores {
  readonly epoch: number
  /** How single images were read: a thousand times as much as the rest. */
  readonly readings?: unknown
}

/**
 * The scores of a run's epochs with one more, which takes the place of its own and later ones. Only the
 * newest keeps how it read single images: nobody looks at the others', and a long run has two hundred.
 */
export const withEpoch = <Scores extends EpochScores>(
  evaluations: readonly Scores[],
  evaluation: Scores,
): readonly Scores[] => [
  ...evaluations.filter(({ epoch }) => epoch < evaluation.epoch).map(withoutReadings),
  evaluation,
]

const withoutReadings = <Scores extends EpochScores>(scores: Scores): Scores =>
  scores.readings === undefined ? scores : { ...scores, readings: undefined }
