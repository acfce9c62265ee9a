/**
 * The squared distances of F6 to the codes, as the paper's RBF output counts them: 0 or more, the
 * smallest wins.
 *
 * @param logits - Sums of a radial-basis output, `[n, 10]`.
 */
export function codeDistances(logits: Float32Array): Float32Array {
  return logits.map((logit) => Math.abs(logit)) // a change of sign alone would make −0 of 0
}
