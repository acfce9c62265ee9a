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

/** The scores of a run's epochs with one more, which takes the place of its own and later ones. */
export const withEpoch = <Scores extends { readonly epoch: number }>(
  evaluations: readonly Scores[],
  evaluation: Scores,
): readonly Scores[] => [...evaluations.filter(({ epoch }) => epoch < evaluation.epoch), evaluation]
