/** How sure an answer is; each has a sentence in every language. */
export type Certainty = 'verySure' | 'quiteSure' | 'notSure' | 'guess' | 'noDigit'

export interface Answer {
  readonly digit: number
  /** The next likely digit. */
  readonly second: number
  readonly certainty: Certainty
}

/** Least probability of a certainty; below the last it is a guess between two digits. */
const LEAST: readonly (readonly [Certainty, number])[] = [
  ['verySure', 0.99],
  ['quiteSure', 0.9],
  ['notSure', 0.6],
]

/**
 * Ten probabilities as an answer that can be said in words.
 *
 * @param probabilities - What they leave to 1 is that of no digit; it is the answer where no digit
 *   has as much.
 * @throws {RangeError} If there are fewer than two probabilities.
 */
export function answerOf(probabilities: Float32Array): Answer {
  if (probabilities.length < 2) {
    throw new RangeError(`answerOf: needs 2 probabilities or more, got ${probabilities.length}`)
  }
  const [digit, second] = [...probabilities.keys()].sort(
    (a, b) => probabilities[b]! - probabilities[a]!,
  ) as [number, number]
  return { digit, second, certainty: certaintyOf(probabilities, digit) }
}

function certaintyOf(probabilities: Float32Array, digit: number): Certainty {
  const likeliest = probabilities[digit]!
  const ofNoDigit = 1 - probabilities.reduce((sum, share) => sum + share, 0)
  if (ofNoDigit > likeliest) return 'noDigit'
  return LEAST.find(([, least]) => likeliest >= least)?.[0] ?? 'guess'
}
